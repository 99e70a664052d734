package io.systole.shell.tool;

import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.attribute.AttributeUpdate.How;
import io.systole.core.cib.Cib;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.membership.NodeName;
import io.systole.core.option.TimeSpan;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code attrd_updater}: transient and private node attributes, with dampening, in the forms that agents use. */
final class AttrdUpdaterTool implements Tool {
    private static final List<String> COMMANDS = List.of("update", "update-both", "update-delay", "query", "delete", "refresh");

    @Override
    public String name() {
        return "attrd_updater";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = Options.parse(call.arguments(), "n name:", "U update:", "v update:", "B update-both:", "Y update-delay",
                "Q query", "D delete", "R refresh", "d delay:", "N node:", "p private", "A all", "q quiet", "V verbose", "S lifetime:",
                "s set:", "W wait:", "- quiet");
        List<String> given = COMMANDS.stream().filter(options::has).toList();
        if (given.size() > 1) {
            throw new UsageException("--" + given.get(0) + " and --" + given.get(1) + " cannot be given together");
        }
        String wait = options.value("wait").orElse("no");
        if (!List.of("no", "local", "cluster").contains(wait)) {
            throw new UsageException("--wait=" + wait + " is not possible; it takes no, local or cluster");
        }
        if (options.has("refresh")) {
            return submit(context, err, new AttributeUpdate(How.REFRESH, node(call, context, options), "", Optional.empty(),
                    Optional.empty(), false), false);
        }
        String attribute = options.value("name").orElseThrow(() -> new UsageException("which attribute? Use -n NAME"));
        if (options.has("query")) {
            return query(call, context, options, attribute, out, err);
        }
        return submit(context, err, update(call, context, options, attribute), wait.equals("cluster"));
    }

    private static AttributeUpdate update(ToolCall call, ToolContext context, Options options, String attribute) {
        How how = options.has("update-both") ? How.BOTH : options.has("update-delay") ? How.DELAY : How.VALUE;
        Optional<Duration> delay = options.value("delay").map(AttrdUpdaterTool::delay);
        if (how != How.VALUE && delay.isEmpty()) {
            throw new UsageException("--" + (how == How.BOTH ? "update-both" : "update-delay") + " needs the dampening, -d TIME");
        }
        Optional<String> value = options.value("update-both").or(() -> options.value("update"));
        if (how == How.VALUE && value.isEmpty() && !options.has("delete")) {
            throw new UsageException("what is to be done with " + attribute + "? Use -U VALUE, -B VALUE -d TIME, -Y -d TIME, -D or -Q");
        }
        return new AttributeUpdate(how, node(call, context, options), attribute, value, delay, options.has("private"));
    }

    private static Duration delay(String text) {
        OptionalLong millis = TimeSpan.interval(text);
        return Duration.ofMillis(millis.orElseThrow(() ->
                new UsageException("\"" + text + "\" is no time; write for example 5s or 500ms")));
    }

    private static ExitStatus submit(ToolContext context, PrintWriter err, AttributeUpdate update, boolean everywhere) {
        ClusterReply reply = context.connection().submit(new ClusterRequest.SetAttribute(update, everywhere));
        if (!reply.ok()) {
            err.println("attrd_updater: " + reply.message());
        }
        return ExitStatus.of(reply.outcome());
    }

    private static NodeName node(ToolCall call, ToolContext context, Options options) {
        return new NodeName(Caller.node(call, context, options.value("node")));
    }

    private static ExitStatus query(ToolCall call, ToolContext context, Options options, String attribute, PrintWriter out,
            PrintWriter err) {
        Cib cib = context.connection().cib();
        List<NodeName> nodes = options.has("all") ? NodeIds.all(cib) : List.of(node(call, context, options));
        boolean found = false;
        for (NodeName node : nodes) {
            Optional<String> value = context.connection().attributes().value(node, attribute)
                    .orElseGet(() -> NodeAttributes.get(cib, node, attribute));
            value.ifPresent(text -> out.println("name=\"" + attribute + "\" host=\"" + node + "\" value=\"" + text + "\""));
            found |= value.isPresent();
        }
        if (!found) {
            err.println("attrd_updater: Could not query value of " + attribute + ": attribute does not exist");
            return ExitStatus.NO_SUCH_OBJECT;
        }
        return ExitStatus.OK;
    }
}
