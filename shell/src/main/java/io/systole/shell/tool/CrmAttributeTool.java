package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.Attributes;
import io.systole.shell.command.ConfigurationChanges;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code crm_attribute}: node attributes and cluster options, in the forms that agents use. */
final class CrmAttributeTool implements Tool {
    @Override
    public String name() {
        return "crm_attribute";
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = Options.parse(call.arguments(), "n name:", "N node:", "U uname:", "v update:", "G query", "D delete",
                "l lifetime:",
                "t type:", "q quiet", "Q quiet", "d default:", "V verbose", "- attr-value:", "- attr-name:", "s set-name:",
                        "z utilization", "p promotion?");
        String attribute = options.has("promotion") ? Caller.promotionScore(call, options.value("promotion"))
                : options.value("name").or(() -> options.value("attr-name"))
                        .orElseThrow(() -> new UsageException("which attribute? Use -n NAME, or -p for a promotion score"));
        Scope scope = scope(options);
        String node = scope == Scope.OPTIONS ? "" : node(call, context, options);
        Optional<String> value = options.value("update").or(() -> options.value("attr-value"));
        if (value.isEmpty() && !options.has("delete")) {
            return query(call, context, options, scope, node, attribute, out, err);
        }
        ClusterReply reply = context.connection().submit(request(call, context, options, scope, node, attribute, value));
        if (!reply.ok()) {
            err.println(call.tool() + ": " + reply.message());
        }
        return ExitStatus.of(reply.outcome());
    }

    private static Scope scope(Options options) {
        String lifetime = options.value("lifetime").orElse("");
        String type = options.value("type").orElse("");
        if (type.equals("crm_config")) {
            return Scope.OPTIONS;
        }
        boolean promotion = options.has("promotion") && !lifetime.equals("forever") && type.isEmpty();
        if (lifetime.equals("reboot") || type.equals("status") || promotion) {
            return Scope.STATUS;
        }
        boolean aboutNode = lifetime.equals("forever") || type.equals("nodes") || options.has("node") || options.has("uname");
        return aboutNode ? Scope.NODES : Scope.OPTIONS;
    }

    private static String node(ToolCall call, ToolContext context, Options options) {
        return Caller.node(call, context, options.value("node").or(() -> options.value("uname")));
    }

    private static ExitStatus query(ToolCall call, ToolContext context, Options options, Scope scope, String node, String attribute,
            PrintWriter out, PrintWriter err) {
        Optional<Optional<String>> waiting = scope == Scope.STATUS
                ? context.connection().attributes().value(new NodeName(node), attribute) : Optional.empty();
        Optional<String> value = waiting.orElseGet(() -> pairs(context.connection().cib(), options, scope, node)
                .filter(pair -> attribute.equals(pair.get("name")))
                .map(pair -> pair.get("value", ""))
                .findFirst())
                .or(() -> options.value("default"));
        if (value.isEmpty()) {
            err.println(call.tool() + ": Error performing operation: No such device or address");
            return ExitStatus.NO_SUCH_OBJECT;
        }
        out.println(options.has("quiet") ? value.get() : "scope=" + scope.word + "  name=" + attribute + " value=" + value.get());
        return ExitStatus.OK;
    }

    private static Stream<Element> pairs(Cib cib, Options options, Scope scope, String node) {
        Stream<Element> sets = switch (scope) {
            case OPTIONS -> cib.section("crm_config").children("cluster_property_set").stream();
            case NODES -> cib.section("nodes").children("node").stream()
                    .filter(each -> node.equals(each.get("uname")))
                    .flatMap(each -> each.children(options.has("utilization") ? "utilization" : "instance_attributes").stream());
            case STATUS -> cib.status().children("node_state").stream()
                    .filter(each -> node.equals(each.get("uname")))
                    .flatMap(each -> each.children("transient_attributes").stream())
                    .flatMap(each -> each.children("instance_attributes").stream());
        };
        return sets.flatMap(set -> set.children("nvpair").stream());
    }

    private static ClusterRequest request(ToolCall call, ToolContext context, Options options, Scope scope, String node, String attribute,
            Optional<String> value) {
        if (scope == Scope.STATUS) {
            return new ClusterRequest.SetAttribute(new NodeName(node), attribute, value);
        }
        Cib cib = context.connection().cib();
        String tag = scope == Scope.OPTIONS ? "cluster_property_set" : options.has("utilization") ? "utilization" : "instance_attributes";
        Element section = cib.section(scope == Scope.OPTIONS ? "crm_config" : "nodes");
        Element owner = scope == Scope.OPTIONS ? section : section.children("node").stream()
                .filter(each -> node.equals(each.get("uname")))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no node \"" + node + "\""));
        String ending = tag.equals("utilization") ? "-utilization" : "";
        String newSet = scope == Scope.OPTIONS ? "cib-bootstrap-options" : "nodes-" + owner.id() + ending;
        Element changed = value.map(text -> Attributes.set(owner, tag, newSet, attribute, text))
                .orElseGet(() -> Attributes.without(owner, tag, attribute));
        Cib after = cib.withSection(owner == section ? changed : section.replacing(owner, changed));
        return new ClusterRequest.ChangeCib(ConfigurationChanges.between(cib, after), call.user(), call.tool(), false);
    }

    private enum Scope {
        OPTIONS("crm_config"),
        NODES("nodes"),
        STATUS("status");

        private final String word;

        Scope(String word) {
            this.word = word;
        }
    }
}
