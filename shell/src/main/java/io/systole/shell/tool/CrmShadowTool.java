package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.LocalFiles;
import io.systole.shell.client.ShadowCopies;
import io.systole.shell.command.ConfigurationChanges;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import io.systole.shell.format.DifferenceText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code crm_shadow}: copies of the configuration to try changes on. Works on the caller's files. The new shell of {@code --create} and
 * the editor of {@code --edit} are started by the {@code sh} front, which has the terminal.
 */
final class CrmShadowTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_shadow - try changes of the configuration on a copy: while CIB_shadow names it, all tools work on the copy
            Usage: crm_shadow -c NAME | -w | -d | -p | -F | -E | -C NAME -f | -D NAME -f

             -w, --which                 the name of the copy that is worked on
             -p, --display               print it
             -d, --diff                  what differs from the cluster (exit code 1 if anything does)
             -F, --file                  its file
             -E, --edit                  edit it with $EDITOR
             -c, --create=NAME           make a copy of the cluster's CIB
             -e, --create-empty=NAME     make an empty one
             -C, --commit=NAME           make the changes in the cluster that were made on the copy (needs --force)
             -D, --delete=NAME           forget the copy (needs --force)
             -r, --reset=NAME            make the copy anew from the cluster's CIB
             -s, --switch=NAME           work on another copy
             -f, --force                 yes, I mean it
             -b, --batch                 do not start a new shell
             -a, --all                   with -C: the status too
             -v, --validate-with=SCHEMA  with -e: for this schema
            Copies are in $CIB_shadow_dir, else in /var/lib/systole/shadow (root) or ~/.cib.
            """);
    private static final List<String> QUERIES = List.of("which", "display", "diff", "file", "edit");
    private static final List<String> COMMANDS = Stream.concat(QUERIES.stream(),
            Stream.of("create", "create-empty", "commit", "delete", "reset", "switch")).toList();

    @Override
    public String name() {
        return "crm_shadow";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        LocalFiles files = context.files().orElseThrow(() -> new UsageException("there are no files here"));
        var copies = new ShadowCopies(ShadowCopies.directory(call.environment(), call.user()), files);
        String command = options.only(COMMANDS).orElseThrow(() -> new UsageException("what is to be done? For example --create NAME"));
        Optional<String> active = ShadowCopies.active(call.environment());
        String shadow = options.text(command).or(() -> active).orElse("");
        if (shadow.isEmpty()) {
            boolean query = QUERIES.contains(command);
            err.println(query ? "No active shadow configuration defined" : "crm_shadow: which copy? Use --" + command + " NAME");
            return query ? ExitStatus.NO_SUCH_OBJECT : ExitStatus.USAGE;
        }
        if (!ShadowCopies.nameable(shadow)) {
            throw new UsageException("\"" + shadow + "\" cannot be the name of a copy; use letters, digits, _ . : -");
        }
        try {
            return switch (command) {
                case "which" -> print(shadow, out);
                case "file", "edit" -> print(copies.file(shadow), out);
                case "create", "create-empty", "reset" -> make(command, shadow, active, copies, options, context, out, err);
                case "switch" -> {
                    if (!copies.exists(shadow)) {
                        yield missing(shadow, err);
                    }
                    out.println("Setting up shadow instance\nTo switch to the named shadow instance, paste the following into your shell:\n"
                            + "  CIB_shadow=" + shadow + " ; export CIB_shadow");
                    yield ExitStatus.OK;
                }
                case "delete" -> {
                    if (!options.has("force")) {
                        yield dangerous(err);
                    }
                    copies.delete(shadow);
                    yield forgotten(shadow, active, out);
                }
                default -> copies.exists(shadow) ? withCopy(command, shadow, active, copies, options, call, context, out, err)
                        : missing(shadow, err);
            };
        } catch (IOException failed) {
            err.println("crm_shadow: " + IoSentence.of(failed));
            return ExitStatus.CANNOT_CREATE;
        } catch (CibParseException bad) {
            err.println("crm_shadow: the copy \"" + shadow + "\" is no CIB: " + bad.getMessage());
            return ExitStatus.BAD_DATA;
        }
    }

    private static ExitStatus make(String command, String shadow, Optional<String> active, ShadowCopies copies, Options options,
            ToolContext context, PrintWriter out, PrintWriter err) throws IOException {
        if (command.equals("reset") && !copies.exists(shadow)) {
            return missing(shadow, err);
        }
        if (!options.has("force")) {
            if (active.filter(name -> !name.equals(shadow)).isPresent()) {
                err.println("The supplied shadow instance (" + shadow + ") is not the same as the active one (" + active.get()
                        + ").\n  If that is meant, add --force.");
                return ExitStatus.USAGE;
            }
            if (!command.equals("reset") && copies.exists(shadow)) {
                err.println("A shadow instance '" + shadow + "' already exists.\n  To make it anew, add --force.");
                return ExitStatus.CANNOT_CREATE;
            }
        }
        boolean empty = command.equals("create-empty");
        Cib cib = empty
                ? options.text("validate-with").map(schema -> Cib.empty().withAttribute("validate-with", schema)).orElse(Cib.empty())
                : context.connection().cib();
        copies.write(shadow, cib, !empty);
        out.println((empty ? "Created new " + cib.root().get("validate-with") + " configuration\n" : "") + "Setting up shadow instance\n"
                + "A new shadow instance was created.  To begin using it paste the following into your shell:\n  CIB_shadow=" + shadow
                + " ; export CIB_shadow");
        return ExitStatus.OK;
    }

    private static ExitStatus withCopy(String command, String shadow, Optional<String> active, ShadowCopies copies, Options options,
            ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) throws IOException {
        Cib copy = copies.read(shadow);
        if (command.equals("display")) {
            out.print(CibWriter.text(copy));
            return ExitStatus.OK;
        }
        Cib live = context.connection().cib();
        if (command.equals("diff")) {
            List<String> lines = DifferenceText.of(live, copy);
            lines.forEach(out::println);
            return lines.isEmpty() ? ExitStatus.OK : ExitStatus.ERROR;
        }
        if (!options.has("force")) {
            return dangerous(err);
        }
        // Only what was changed on the copy: what others have changed in the cluster meanwhile stays, and where both did, it is told.
        List<CibChange> changes = new ArrayList<>(ConfigurationChanges.between(copies.base(shadow).orElse(live), copy));
        if (options.has("all")) {
            changes.add(new CibChange.Replace(copy.status()));
        }
        if (!changes.isEmpty()) {
            ClusterReply reply = context.connection().submit(new ClusterRequest.ChangeCib(changes, call.user(), call.tool(), false));
            if (!reply.ok()) {
                err.println("Could not commit shadow instance '" + shadow + "' to the CIB: " + reply.message());
                return ExitStatus.of(reply.outcome());
            }
        }
        return forgotten(shadow, active, out);
    }

    private static ExitStatus forgotten(String shadow, Optional<String> active, PrintWriter out) {
        if (active.filter(shadow::equals).isPresent()) {
            out.println("Please remember to unset the CIB_shadow variable by pasting the following into your shell:\n  unset CIB_shadow");
        }
        return ExitStatus.OK;
    }

    private static ExitStatus print(String text, PrintWriter out) {
        out.println(text);
        return ExitStatus.OK;
    }

    private static ExitStatus missing(String shadow, PrintWriter err) {
        err.println("Could not access shadow instance '" + shadow + "': No such file or directory");
        return ExitStatus.NO_SUCH_OBJECT;
    }

    private static ExitStatus dangerous(PrintWriter err) {
        err.println("The supplied command is considered dangerous.  To prevent accidental destruction of the cluster, the --force flag"
                + " is required in order to proceed.");
        return ExitStatus.USAGE;
    }
}
