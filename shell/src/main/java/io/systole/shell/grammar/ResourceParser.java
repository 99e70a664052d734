package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code primitive}, {@code rsc_template}, {@code monitor}, {@code group}, {@code clone} and {@code ms}. */
final class ResourceParser {
    private static final Set<String> PRIMITIVE_WORDS =
            Set.of("params", "meta", "utilization", "operations", "op", "op_params", "op_meta");
    private static final Set<String> OPERATION_ATTRIBUTES = Set.of(
            "interval", "timeout", "role", "on-fail", "start-delay", "enabled", "record-pending", "description", "interval-origin",
            "requires");
    private static final Set<String> CONTAINER_WORDS = Set.of("params", "meta");

    private final Words words;
    private final Ids ids;
    private final AgentNames agents;

    ResourceParser(Words words, Ids ids, AgentNames agents) {
        this.words = words;
        this.ids = ids;
        this.agents = agents;
    }

    Definition primitive(String tag) {
        String id = ids.use(words.next("the id of the " + tag));
        String agent = words.next("an agent such as ocf:heartbeat:IPaddr2");
        Element primitive = Element.of(tag, "id", id);
        if (agent.startsWith("@")) {
            primitive = primitive.with("template", agent.substring(1));
        } else {
            var agentId = agents.parse(agent);
            primitive = primitive.with("class", agentId.agentClass())
                    .with("provider", agentId.provider().isEmpty() ? null : agentId.provider())
                    .with("type", agentId.type());
        }
        primitive = primitive.with("description", words.value("description").orElse(null));
        return new Definition.Whole("resources", withParts(primitive, id));
    }

    private Element withParts(Element empty, String id) {
        Element primitive = empty;
        boolean first = true;
        while (words.hasNext()) {
            String word = words.peek().toLowerCase(Locale.ROOT);
            switch (word) {
                case "params", "meta", "utilization" -> {
                    words.next(word);
                    String tag = word.equals("params") ? "instance_attributes" : word.equals("meta") ? "meta_attributes" : "utilization";
                    primitive = primitive.plus(attributes(PRIMITIVE_WORDS).parse(tag, id));
                }
                case "operations", "op" -> primitive = withOperations(primitive, id);
                case "op_params", "op_meta" -> throw new CrmSyntaxException("\"" + word + "\" is only possible after an op");
                default -> {
                    if (!first) {
                        throw new CrmSyntaxException("\"" + words.peek() + "\" is not expected here: use params, meta, utilization or op");
                    }
                    primitive = primitive.plus(attributes(PRIMITIVE_WORDS).parse("instance_attributes", id));
                }
            }
            first = false;
        }
        return primitive;
    }

    private Element withOperations(Element primitive, String resource) {
        Element old = primitive.child("operations").orElse(null);
        Element operations = old == null ? Element.of("operations") : old;
        if (words.skip("operations")) {
            var reference = words.value("$id-ref");
            operations = reference.isPresent()
                    ? operations.with("id-ref", reference.get())
                    : operations.with("id", words.value("$id").map(ids::use)
                            .orElseThrow(() -> new CrmSyntaxException("\"operations\" needs $id=… or $id-ref=…")));
        }
        String base = operations.id() == null ? resource : operations.id();
        while (words.skip("op")) {
            operations = operations.plus(operation(base));
        }
        return old == null ? primitive.plus(operations) : primitive.replacing(old, operations);
    }

    private Element operation(String base) {
        String name = words.next("the name of an operation");
        Element operation = Element.of("op", "name", name);
        var own = new ArrayList<String>();
        while (words.hasNext() && !PRIMITIVE_WORDS.contains(words.peek().toLowerCase(Locale.ROOT))) {
            String word = words.next("an attribute");
            int equals = word.indexOf('=');
            String attribute = equals < 0 ? word : word.substring(0, equals);
            if (attribute.equals("$id") && equals > 0) {
                operation = operation.with("id", ids.use(word.substring(equals + 1)));
            } else if (!OPERATION_ATTRIBUTES.contains(attribute)) {
                own.add(word);
            } else if (!own.isEmpty()) {
                throw new CrmSyntaxException("\"" + attribute + "\" of the operation must come before its instance attribute \""
                        + own.getFirst() + "\"");
            } else if (equals < 0) {
                throw new CrmSyntaxException("\"" + attribute + "\" of the operation " + name + " needs a value");
            } else {
                operation = operation.with(attribute, word.substring(equals + 1));
            }
        }
        if (operation.get("interval") == null) {
            operation = operation.with("interval", "0s");
        }
        if (operation.id() == null) {
            operation = operation.with("id", ids.make(base + "-" + name + "-" + operation.get("interval")));
        }
        if (!own.isEmpty()) {
            var list = new AttributeParser(new Words(own), ids, Set.of());
            operation = operation.plus(list.parse("instance_attributes", operation.id()));
        }
        while (words.nextIs("op_params") || words.nextIs("op_meta")) {
            String tag = words.next("a list").equalsIgnoreCase("op_params") ? "instance_attributes" : "meta_attributes";
            operation = operation.plus(attributes(PRIMITIVE_WORDS).parse(tag, operation.id()));
        }
        return operation;
    }

    Definition monitor() {
        String target = words.next("a resource");
        String times = words.next("INTERVAL[:TIMEOUT]");
        words.end();
        int colon = target.lastIndexOf(':');
        String resource = colon < 0 ? target : target.substring(0, colon);
        int second = times.indexOf(':');
        String interval = second < 0 ? times : times.substring(0, second);
        return new Definition.Operation(resource, Element.of("op", "name", "monitor",
                "role", colon < 0 ? null : Roles.modern(target.substring(colon + 1)),
                "interval", interval, "timeout", second < 0 ? null : times.substring(second + 1),
                "id", ids.make(resource + "-monitor-" + interval)));
    }

    Definition container(String tag) {
        String id = ids.use(words.next("the id of the " + tag));
        var members = new ArrayList<String>();
        while (words.hasNext() && !CONTAINER_WORDS.contains(words.peek().toLowerCase(Locale.ROOT)) && !words.peek().contains("=")) {
            members.add(words.next("a resource"));
        }
        if (members.isEmpty() || !tag.equals("group") && members.size() > 1) {
            String needed = tag.equals("group") ? "at least one resource" : "exactly one resource";
            throw new CrmSyntaxException(tag + " " + id + " needs " + needed);
        }
        Element container = Element.of(tag, "id", id, "description", words.value("description").orElse(null));
        while (words.hasNext()) {
            String word = words.next("meta or params").toLowerCase(Locale.ROOT);
            switch (word) {
                case "meta" -> container = container.plus(attributes(CONTAINER_WORDS).parse("meta_attributes", id));
                case "params" -> container = container.plus(attributes(CONTAINER_WORDS).parse("instance_attributes", id));
                default -> throw new CrmSyntaxException("\"" + word + "\" is not expected in " + tag + " " + id + ": use meta or params");
            }
        }
        return new Definition.Container(container, List.copyOf(members));
    }

    private AttributeParser attributes(Set<String> stops) {
        return new AttributeParser(words, ids, stops);
    }
}
