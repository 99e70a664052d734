package io.systole.shell.tool;

import io.systole.shell.command.ExitStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code crm_standby}: whether a node may run resources, for ever or until it leaves. */
final class CrmStandbyTool implements Tool {
    private final CrmAttributeTool attributes = new CrmAttributeTool();

    @Override
    public String name() {
        return "crm_standby";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = Options.parse(call.arguments(), "G query", "D delete", "v update:", "l lifetime:", "N node:", "U uname:",
                "q quiet", "Q quiet", "V verbose");
        String lifetime = options.value("lifetime").orElse("forever");
        var words = new ArrayList<>(List.of("--name=standby", "--lifetime=" + lifetime, "--default=off"));
        words.add("--node=" + Caller.node(call, context, options.value("node").or(() -> options.value("uname"))));
        options.value("update").ifPresent(value -> words.add("--update=" + value));
        for (String flag : List.of("delete", "quiet")) {
            if (options.has(flag)) {
                words.add("--" + flag);
            }
        }
        return attributes.run(new ToolCall(name(), words, null, call.environment(), call.user(), call.columns()), context, out, err);
    }
}
