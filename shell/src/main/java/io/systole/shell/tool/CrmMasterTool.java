package io.systole.shell.tool;

import io.systole.shell.command.ExitStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code crm_master}: the promotion score of a resource, as agents of promotable clones set it; {@code crm_attribute -p} in short. */
final class CrmMasterTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_master - the promotion score of a resource, for its agent
            Usage: crm_master [-r RESOURCE] (-G | -v SCORE | -D) [-l reboot|forever] [-N NODE]

             -r, --resource-id=RESOURCE       of this resource; usually of the one that the calling agent acts for
             -G, --query                      print it
             -v, --update=SCORE               set it
             -D, --delete                     remove it
             -l, --lifetime=reboot|forever    until the node leaves, or for good
             -N, -U, --node, --uname=NODE     on this node; usually on the one that the calling agent acts for, else on this one
             -q, -Q, --quiet                  the value alone
            """);
    private final CrmAttributeTool attributes = new CrmAttributeTool();

    @Override
    public String name() {
        return "crm_master";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments());
        var words = new ArrayList<String>();
        words.add("--promotion=" + options.value("resource-id").orElse(""));
        for (String option : List.of("lifetime", "node", "update")) {
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
