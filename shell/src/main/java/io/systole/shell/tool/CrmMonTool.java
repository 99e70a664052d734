package io.systole.shell.tool;

import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.StatusArguments;
import io.systole.shell.command.StatusReport;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.Optional;

/** {@code crm_mon}, once. The live view is a loop around it, see {@link io.systole.shell.interactive}. */
final class CrmMonTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_mon - the state of the cluster; in a terminal it stays and draws again at every change, until q
            Usage: crm_mon [options]

             -1, --one-shot                  print it once
             -i, --interval=TIME             with -d or a file: write again after this time (5s), besides at every change
             -I, --include=SECTION,...       also show these: all, none, default, or attributes bans counts dc failcounts failures
                                             fencing maint-mode nodes operations options resources stack summary tickets times
             -U, --exclude=SECTION,...       do not show these
             --node=NODE                     only what is about a node
             --resource=RESOURCE             only what is about a resource
             -n, --group-by-node             by node
             -r, --inactive                  also what is not active
             -f, --failcounts                fail counts
             -o, --operations                what was done
             -t, --timing-details            the same with times
             -c, --tickets                   tickets
             -A, --show-node-attributes      node attributes
             -L, --neg-locations[=PREFIX]    what is banned from where
             -m, --fence-history[=LEVEL]     fencing: 0 none, 1 failed and pending, 2 also what succeeded, 3 all
             -D, --hide-headers              without the summary
             -R, --show-detail               numbers of nodes, every instance
             -b, --brief                     in few lines
             -j, --pending                   accepted: what is under way is always shown
             --show-description              descriptions of resources
             -s, --simple-status             one line for monitoring programs
             -X, --as-xml                    as --output-as=xml, once
             --json                          as --output-as=json
             --output-as=FORMAT              text (also "console"), html, xml, json or none
             --output-to=FILE                into a file, which is replaced as a whole; text and html again and again unless -1 is given
             -h, --as-html=FILE              as --output-as=html --output-to=FILE
             --html-title=TITLE              the title of the page
             --html-stylesheet=URI           the style sheet of the page
             -w, --html-cgi, --web-cgi       as --output-as=html, with the header of a CGI program's answer
             -d, --daemonize                 stay in the background, and write into the file or run the program
             -p, --pid-file=FILE             the process id of the one in the background; there is only one for each file
             -E, --external-agent=PROGRAM    run this program after each operation, with CRM_notify_* variables; alerts can more
             -e, --external-recipient=NAME   its CRM_notify_recipient
             -W, --watch-fencing             run it after fencings too
             -N, --disable-ncurses           accepted
             --text-fancy                    accepted
             -Q, --quiet                     accepted
            """);

    @Override
    public String name() {
        return "crm_mon";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        StatusArguments arguments = StatusArguments.parse(call.arguments());
        if (arguments.monitor().daemon()) {
            throw new UsageException("-d has to stand alone or before letters that take a value, as in -d or -nrd");
        }
        String request = (name() + " " + String.join(" ", call.arguments())).strip();
        String text = StatusReport.of(context.connection(), arguments, request, context.clock().instant(), context.zone());
        return OutputFile.write(name(), arguments.monitor().file(), text, context, out, err);
    }
}
