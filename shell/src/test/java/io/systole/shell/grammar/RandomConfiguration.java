package io.systole.shell.grammar;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A configuration made by chance, with the ids that crmsh would give its parts. */
final class RandomConfiguration {
    private static final List<String> VALUES = List.of("1", "a b", "10.0.0.1", "/srv/www", "say \"hi\"", "back\\slash", "it's", "", "x=y",
            "#hash", "a:b", "ünï", "(", "rule", "tab\there");
    private static final List<String> SCORES = List.of("INFINITY", "-INFINITY", "0", "100", "-5");

    private final Random random;
    private final List<String> primitives = new ArrayList<>();

    RandomConfiguration(long seed) {
        this.random = new Random(seed);
    }

    Cib cib() {
        var resources = new ArrayList<Element>();
        for (int i = 0; i < 3 + random.nextInt(6); i++) {
            primitives.add("r" + i);
            resources.add(primitive("r" + i));
        }
        if (random.nextBoolean()) {
            Element first = resources.removeFirst();
            Element second = resources.removeFirst();
            Element group = Element.of("group", "id", "g", "description", chance("some words"));
            resources.add((random.nextBoolean() ? group.plus(set("meta_attributes", "g")) : group).plus(first).plus(second));
        }
        if (random.nextBoolean()) {
            Element last = resources.removeLast();
            resources.add(Element.of("clone", "id", "cl").plus(set("meta_attributes", "cl")).plus(last));
        }
        Cib cib = Cib.empty()
                .withSection(Element.of("nodes").plus(node("n1")).plus(node("n2")))
                .withSection(Element.of("resources").withChildren(resources));
        var constraints = new ArrayList<Element>();
        for (int i = 0; i < random.nextInt(8); i++) {
            constraints.add(constraint("k" + i));
        }
        return cib.withSection(Element.of("constraints").withChildren(constraints))
                .withSection(Element.of("crm_config").plus(pairs(Element.of("cluster_property_set", "id", "cib-bootstrap-options"))));
    }

    /** The same with ids of parts that no rule gives. */
    Cib withOddIds() {
        Cib cib = cib();
        return cib.withConfiguration(Tree.map(cib.configuration(), each -> List.of("nvpair", "op", "rule", "expression")
                .contains(each.name())
                ? each.with("id", "odd-" + each.id()).withChildren(each.children())
                : each));
    }

    private Element node(String name) {
        Element node = Element.of("node", "id", random.nextBoolean() ? name : "1" + name, "uname", name);
        return random.nextBoolean() ? node.plus(set("instance_attributes", name)) : node;
    }

    private Element primitive(String id) {
        String provider = pick(List.of("heartbeat", "systole", "pacemaker"));
        Element primitive = Element.of("primitive", "id", id, "class", "ocf", "provider", provider, "type", "Dummy",
                "description", chance("what it \"is\" for"));
        if (random.nextBoolean()) {
            primitive = primitive.plus(set("instance_attributes", id));
        }
        if (random.nextBoolean()) {
            Element op = Element.of("op", "id", id + "-monitor-10s", "name", "monitor", "interval", "10s", "timeout", chance("20s"));
            primitive = primitive.plus(Element.of("operations").plus(op));
        }
        return random.nextBoolean() ? primitive.plus(set("meta_attributes", id)) : primitive;
    }

    private Element set(String tag, String owner) {
        return pairs(Element.of(tag, "id", owner + "-" + tag));
    }

    private Element pairs(Element set) {
        Element result = set;
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            String name = "p" + i;
            result = result.plus(Element.of("nvpair", "id", set.id() + "-" + name, "name", name, "value", pick(VALUES)));
        }
        return result;
    }

    private Element constraint(String id) {
        return switch (random.nextInt(5)) {
            case 0 -> Element.of("rsc_location", "id", id, "rsc", pick(primitives), "score", pick(SCORES), "node", "n1");
            case 1 -> Element.of("rsc_location", "id", id, "rsc", pick(primitives)).plus(rule(id));
            case 2 -> Element.of("rsc_colocation", "id", id, "score", pick(SCORES), "rsc", pick(primitives), "with-rsc", pick(primitives),
                    "with-rsc-role", chance("Promoted"), "node-attribute", chance("rack"));
            case 3 -> Element.of("rsc_order", "id", id, "kind", chance("Optional"), "first", pick(primitives), "then", pick(primitives),
                    "first-action", chance("promote"), "symmetrical", chance("false"));
            default -> sets(Element.of("rsc_order", "id", id, "kind", chance("Serialize")));
        };
    }

    private Element rule(String id) {
        Element rule = Element.of("rule", "id", id + "-rule", "score", pick(SCORES), "boolean-op", chance("or"), "role",
                chance("Promoted"));
        String expression = id + "-rule-expression";
        return rule
                .plus(Element.of("expression", "id", expression, "attribute", "#uname", "operation", "eq", "value", "n 1"))
                .plus(Element.of("date_expression", "id", expression + "-0", "operation", "date_spec")
                        .plus(Element.of("date_spec", "id", expression + "-0-date_spec", "hours", "9-17", "weekdays", chance("1-5"))));
    }

    private Element sets(Element order) {
        Element result = order;
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            Element set = Element.of("resource_set", "id", order.id() + "-" + i, "sequential", chance("false"),
                    "require-all", chance("false"),
                    "action", chance("start"));
            result = result.plus(set.plus(Element.of("resource_ref", "id", pick(primitives)))
                    .plus(Element.of("resource_ref", "id", pick(primitives))));
        }
        return result;
    }

    private String chance(String value) {
        return random.nextInt(3) == 0 ? value : null;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
