package io.systole.shell.tool;

import io.systole.shell.command.ExitStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code crm_master}: the promotion score of a resource, as agents of promotable clones set it; {@code crm_attribute -p} in short. */
final class CrmMasterTool implements Tool {
    private final CrmAttributeTool attributes = new CrmAttributeTool();

    @Override
    public String name() {
        return "crm_master";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = Options.parse(call.arguments(), "G query", "D delete", "v update:", "l lifetime:", "N node:", "U uname:",
                "r resource-id:", "q quiet", "Q quiet", "V verbose");
        var words = new ArrayList<String>();
        words.add("--promotion=" + options.value("resource-id").orElse(""));
        for (String option : List.of("lifetime", "node", "uname", "update")) {
            options.value(option).ifPresent(value -> words.add("--" + option + "=" + value));
        }
        for (String flag : List.of("query", "delete", "quiet")) {
            if (options.has(flag)) {
                words.add("--" + flag);
            }
        }
        return attributes.run(new ToolCall(name(), words, null, call.environment(), call.user(), call.columns()), context, out, err);
    }
}
