package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** One call of {@code crm_attribute}: which values it is about, and what is done with them. */
final class AttributeRun {
    private static final List<String> SECTIONS = List.of("crm_config", "rsc_defaults", "op_defaults");

    private final ToolCall call;
    private final ToolContext context;
    private final Options options;
    private final Answer answer;
    private final Optional<String> name;
    private final Optional<Pattern> pattern;
    private final String scope;
    private final String node;

    AttributeRun(ToolCall call, ToolContext context, Options options, Answer answer) {
        this.call = call;
        this.context = context;
        this.options = options;
        this.answer = answer;
        this.name = options.has("promotion") ? Optional.of(Caller.promotionScore(call, options.value("promotion"))) : options.text("name");
        this.pattern = options.value("pattern").map(AttributeRun::pattern);
        this.scope = scope();
        this.node = SECTIONS.contains(scope) ? "" : Caller.node(call, context, options.value("node"));
    }

    static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException bad) {
            throw new UsageException("\"" + text + "\" is no regular expression: " + bad.getDescription());
        }
    }

    private String scope() {
        String lifetime = options.value("lifetime").orElse("");
        if (!List.of("", "reboot", "forever").contains(lifetime)) {
            throw new UsageException("--lifetime=" + lifetime + " is not possible; it takes reboot or forever");
        }
        String type = options.value("type").orElse("");
        return switch (type) {
            case "crm_config", "rsc_defaults", "op_defaults" -> type;
            case "status" -> "status";
            case "nodes" -> lifetime.equals("reboot") ? "status" : "nodes";
            case "tickets" -> throw new UsageException("attributes of tickets are changed with crm_ticket");
            case "" -> {
                boolean promotion = options.has("promotion") && !lifetime.equals("forever");
                boolean aboutNode = lifetime.equals("forever") || options.has("node") || options.has("promotion");
                yield lifetime.equals("reboot") || promotion ? "status" : aboutNode ? "nodes" : "crm_config";
            }
            default -> throw new UsageException("--type=" + type
                    + " is not possible; it takes crm_config, nodes, status, rsc_defaults or op_defaults");
        };
    }

    ExitStatus run() {
        if (name.isPresent() && pattern.isPresent()) {
            throw new UsageException("--name and --pattern cannot be given together");
        }
        boolean query = options.has("query") || !options.has("update") && !options.has("delete");
        if (!query && name.isEmpty() && pattern.isEmpty()) {
            throw new UsageException("which attribute? Use -n NAME, or -p for a promotion score");
        }
        if (pattern.isPresent() && SECTIONS.contains(scope)) {
            throw new UsageException("--pattern is for attributes of nodes; say which node with -N NODE");
        }
        return query ? query() : scope.equals("status") ? changeStatus() : changeConfiguration();
    }

    private AttributePlace place() {
        return scope.equals("nodes") ? AttributePlace.ofNode(context, node, options.has("utilization"), options.text("set-name"))
                : AttributePlace.ofSection(scope, options.text("set-name"));
    }

    private boolean meant(String attribute) {
        return name.map(attribute::equals).orElseGet(() -> pattern.map(regex -> regex.matcher(attribute).find()).orElse(true));
    }

    private ExitStatus query() {
        SortedMap<String, String> values = new TreeMap<>();
        if (scope.equals("status")) {
            values.putAll(status());
        } else if (name.isPresent()) {
            place().find(context.connection().cib(), name.get(), options.text("id"))
                    .ifPresent(pair -> values.put(pair.get("name", name.get()), pair.get("value", "")));
        } else {
            place().pairs(context.connection().cib()).forEach(pair -> values.putIfAbsent(pair.get("name", ""), pair.get("value", "")));
        }
        values.keySet().removeIf(attribute -> !options.has("id") && !meant(attribute));
        if (values.isEmpty() && name.isPresent()) {
            options.value("default").ifPresent(usual -> values.put(name.get(), usual));
        }
        if (values.isEmpty()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "Error performing operation: No such device or address");
        }
        for (Map.Entry<String, String> each : values.entrySet()) {
            String line = options.has("quiet") ? each.getValue()
                    : "scope=" + scope + "  name=" + each.getKey() + " value=" + each.getValue();
            answer.say(line, Element.of("attribute", "name", each.getKey(), "value", each.getValue(), "scope", scope));
        }
        return answer.end(ExitStatus.OK);
    }

    private SortedMap<String, String> status() {
        var attributes = new TransientAttributes(context);
        if (name.isEmpty()) {
            return attributes.all(new NodeName(node));
        }
        SortedMap<String, String> one = new TreeMap<>();
        attributes.value(new NodeName(node), name.get()).ifPresent(value -> one.put(name.get(), value));
        return one;
    }

    private ExitStatus changeStatus() {
        Optional<String> value = options.has("delete") ? Optional.empty() : options.value("update");
        List<String> names = name.map(List::of).orElseGet(() -> status().keySet().stream().filter(this::meant).toList());
        if (names.isEmpty()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "Error performing operation: No such device or address");
        }
        for (String attribute : names) {
            ClusterReply reply = context.connection().submit(new ClusterRequest.SetAttribute(new NodeName(node), attribute, value));
            if (!reply.ok()) {
                return refused(reply);
            }
        }
        return answer.end(ExitStatus.OK);
    }

    private ExitStatus changeConfiguration() {
        AttributePlace place = place();
        Cib cib = context.connection().cib();
        List<Element> pairs = name.isPresent() ? place.find(cib, name.get(), options.text("id")).stream().toList()
                : place.pairs(cib).stream().filter(pair -> meant(pair.get("name", ""))).toList();
        if (pairs.isEmpty() && pattern.isPresent()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "Error performing operation: No such device or address");
        }
        var changes = new ArrayList<CibChange>();
        if (options.has("delete")) {
            pairs.forEach(pair -> changes.add(place.delete(cib, pair)));
        } else {
            String value = options.value("update").orElseThrow();
            var names = name.map(List::of).orElseGet(() -> pairs.stream().map(pair -> pair.get("name", "")).toList());
            names.forEach(each -> changes.add(place.set(cib, each, options.text("id"), value)));
        }
        if (changes.isEmpty()) {
            return answer.end(ExitStatus.OK);
        }
        ClusterReply reply = context.connection().submit(new ClusterRequest.ChangeCib(changes, call.user(), call.tool(), false));
        if (!reply.ok()) {
            return refused(reply);
        }
        if (options.has("delete") && !options.has("quiet")) {
            pairs.forEach(pair -> answer.line("Deleted " + scope + " attribute: id=" + pair.id() + " name=" + pair.get("name", "")));
        }
        return answer.end(ExitStatus.OK);
    }

    private ExitStatus refused(ClusterReply reply) {
        return answer.failed(ExitStatus.of(reply.outcome()), reply.message().lines().collect(Collectors.joining("; ")));
    }
}
