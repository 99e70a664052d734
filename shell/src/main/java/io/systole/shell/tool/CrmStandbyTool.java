package io.systole.shell.tool;

import io.systole.core.option.Truth;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code crm_standby}: whether a node may run resources, for ever or until it leaves. */
final class CrmStandbyTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_standby - whether a node may run resources
            Usage: crm_standby (-G | -v on|off | -D) [-N NODE] [-l reboot|forever]

             -G, --query                      print it (what is done if nothing is said)
             -v, --update=on|off              set it
             -D, --delete                     remove it: the node may run resources
             -N, -U, --node, --uname=NODE     this node; usually the one where this is called
             -l, --lifetime=reboot|forever    until the node leaves, or for good (usual)
             -q, -Q, --quiet                  the value alone
            """);
    private final CrmAttributeTool attributes = new CrmAttributeTool();

    @Override
    public String name() {
        return "crm_standby";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        options.only(List.of("query", "update", "delete"));
        String lifetime = options.value("lifetime").orElse("forever");
        var words = new ArrayList<>(List.of("--name=standby", "--lifetime=" + lifetime, "--default=off"));
        words.add("--node=" + Caller.node(call, context, options.value("node")));
        options.value("update").ifPresent(value -> words.add("--update=" + checked(value)));
        for (String flag : List.of("delete", "quiet")) {
            if (options.has(flag)) {
                words.add("--" + flag);
            }
        }
        return attributes.run(new ToolCall(name(), words, null, call.environment(), call.user(), call.columns()), context, out, err);
    }

    private static String checked(String value) {
        if (Truth.parse(value).isEmpty()) {
            throw new UsageException("standby is on or off, not \"" + value + "\"");
        }
        return value;
    }
}
