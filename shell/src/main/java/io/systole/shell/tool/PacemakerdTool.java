package io.systole.shell.tool;

import io.systole.core.cib.CibFormat;
import io.systole.core.cib.Element;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * {@code pacemakerd} for who looks for it: agents read the version of Pacemaker from it ({@code ocf_local_nodename} takes the second
 * word of the line that begins with it), and {@code --shutdown} stops this node. The daemon itself is {@code systoled}.
 */
final class PacemakerdTool implements Tool {
    /** The version of Pacemaker whose feature set and tools these are. */
    static final String COMPATIBLE = "3.0.2";

    private static final OptionText OPTIONS = OptionText.of("""
            pacemakerd - the version of Pacemaker that this is compatible with, for agents that ask; the daemon is systoled
            Usage: pacemakerd --version | --features | --shutdown

             -F, --features          version and features
             -S, --shutdown          stop the cluster on this node: its resources stop or move, then the daemon ends
             -f, --foreground        accepted by Pacemaker; here the daemon is systoled
             -p, --pid-file=FILE     accepted by Pacemaker; here the daemon is systoled
             -s, --standby           not here: use "crm node standby", then start the daemon
             --output-as=FORMAT      text or xml (with -F)
            """);
    private static final List<String> FEATURES = List.of("acls", "fencing", "lsb", "ocf", "rules",
            "systemd", "tickets");

    @Override
    public String name() {
        return "pacemakerd";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public String version() {
        return "Pacemaker " + COMPATIBLE + "\nThis is Systole " + Version.text() + ", which does what Pacemaker of this version does";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        options.only(List.of("features", "shutdown"));
        var answer = new Answer(call, options, out, err);
        if (options.has("features")) {
            answer.line("Pacemaker " + COMPATIBLE + " (Build: Systole " + Version.text() + ")");
            answer.line(" Supporting v" + CibFormat.FEATURE_SET + ": " + String.join(" ", FEATURES));
            answer.element(Element.of("pacemakerd", "version", COMPATIBLE, "build", "Systole " + Version.text(), "feature_set",
                    CibFormat.FEATURE_SET).plus(Element.of("features").withChildren(FEATURES.stream()
                            .map(feature -> Element.of("feature").withText(feature)).toList())));
            return answer.end(ExitStatus.OK);
        }
        if (options.has("shutdown")) {
            ClusterReply reply = context.connection().submit(new ClusterRequest.ShutDown(context.localNode()));
            return reply.ok() ? answer.end(ExitStatus.OK) : answer.failed(ExitStatus.of(reply.outcome()), reply.message());
        }
        throw new UsageException("the daemon is systoled, start it with \"crm cluster start\" or \"systemctl start systole\"; this here"
                + " knows --version, --features and --shutdown");
    }
}
