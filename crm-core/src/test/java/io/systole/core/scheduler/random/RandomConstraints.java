package io.systole.core.scheduler.random;

import io.systole.core.cib.Element;
import java.util.List;
import java.util.function.Supplier;

/** The constraints of a random cluster. */
final class RandomConstraints {
    private final Dice dice;
    private final List<RandomNode> nodes;
    private final RandomResources resources;

    RandomConstraints(Dice dice, List<RandomNode> nodes, RandomResources resources) {
        this.dice = dice;
        this.nodes = nodes;
        this.resources = resources;
    }

    Element make() {
        Element constraints = Element.of("constraints");
        constraints = times(constraints, Feature.LOCATION, 4, this::location);
        constraints = times(constraints, Feature.COLOCATION, 3, this::colocation);
        constraints = times(constraints, Feature.ORDER, 3, this::order);
        return times(constraints, Feature.TICKETS, 2, this::ticket);
    }

    private Element times(Element constraints, Feature feature, int most, Supplier<Element> maker) {
        Element more = constraints;
        if (dice.has(feature)) {
            for (int i = dice.between(1, most); i > 0; i--) {
                Element made = maker.get();
                more = made == null ? more : more.plus(made);
            }
        }
        return more;
    }

    private String resource() {
        return dice.any(resources.topLevel());
    }

    private Element location() {
        String id = dice.id("l");
        String resource = resource();
        Element location = Element.of("rsc_location", "id", id, "rsc", resource);
        if (dice.once(2, Feature.RULES)) {
            return location.plus(rule(id, resource));
        }
        return location.with("score", dice.score()).with("node", dice.any(nodes).name())
                .with("role", resources.promotable().contains(resource) && dice.once(2) ? dice.any("Master", "Slave", "Started") : null)
                .with("resource-discovery", dice.once(8) ? dice.any("always", "never", "exclusive") : null);
    }

    private Element rule(String id, String resource) {
        boolean byAttribute = dice.once(6);
        Element rule = Element.of("rule", "id", id + "-rule", "boolean-op", dice.any("and", "or"),
                "score", byAttribute ? null : dice.score(), "score-attribute", byAttribute ? "weight" : null,
                "role", resources.promotable().contains(resource) && dice.once(2) ? "Master" : null);
        for (int i = dice.between(1, 2); i > 0; i--) {
            String part = id + "-rule-" + i;
            rule = rule.plus(switch (dice.between(0, 4)) {
                case 0 -> Element.of("expression", "id", part, "attribute", "zone", "operation", dice.any("defined", "not_defined"));
                case 1 -> Element.of("expression", "id", part, "attribute", "weight", "operation", dice.any("lt", "gte"), "value", "5",
                        "type", "number");
                case 2 -> Element.of("expression", "id", part, "attribute", "#uname", "operation", dice.any("eq", "ne"),
                        "value", dice.any(nodes).name());
                case 3 -> Element.of("date_expression", "id", part, "operation", dice.any("gt", "lt"))
                        .with("start", "2026-01-01");
                default -> Element.of("expression", "id", part, "attribute", "zone", "operation", dice.any("eq", "ne"),
                        "value", dice.any("a", "b"));
            });
        }
        return rule.withChildren(rule.children().stream().map(RandomConstraints::dated).toList());
    }

    /** {@code gt} takes a start, {@code lt} an end. */
    private static Element dated(Element expression) {
        return "lt".equals(expression.get("operation")) && expression.get("start") != null
                ? expression.with("start", null).with("end", "2026-06-01") : expression;
    }

    private String role(String resource) {
        return resources.promotable().contains(resource) && dice.once(2) ? dice.any("Master", "Slave", "Started") : null;
    }

    private Element colocation() {
        List<String> two = dice.some(2, resources.topLevel());
        if (two.size() < 2) {
            return null;
        }
        String id = dice.id("k");
        Element colocation = Element.of("rsc_colocation", "id", id, "score", dice.score());
        if (dice.once(4, Feature.SETS)) {
            return sets(colocation, false);
        }
        return colocation.with("rsc", two.get(0)).with("with-rsc", two.get(1))
                .with("rsc-role", role(two.get(0))).with("with-rsc-role", role(two.get(1)))
                .with("node-attribute", dice.once(6, Feature.RULES) ? "zone" : null)
                .with("influence", dice.once(6) ? dice.truth() : null);
    }

    private Element order() {
        List<String> two = dice.some(2, resources.topLevel());
        if (two.size() < 2) {
            return null;
        }
        String id = dice.id("o");
        Element order = Element.of("rsc_order", "id", id, "kind", dice.any("Mandatory", "Mandatory", "Optional", "Serialize"))
                .with("symmetrical", dice.once(4) ? dice.truth() : null);
        if ("Serialize".equals(order.get("kind"))) {
            order = order.with("symmetrical", null);
        }
        if (dice.once(4, Feature.SETS)) {
            return sets(order, true);
        }
        order = order.with("first", two.get(0)).with("then", two.get(1))
                .with("first-action", action(two.get(0))).with("then-action", action(two.get(1)))
                .with("require-all", dice.once(5) ? dice.truth() : null);
        return up(order.get("first-action", "start")) == up(order.get("then-action", order.get("first-action", "start")))
                ? order : order.with("symmetrical", "Serialize".equals(order.get("kind")) ? null : "false");
    }

    /** Starting after a stop (or the other way round) contradicts itself if it is to hold backwards, too. */
    private static boolean up(String action) {
        return action.equals("start") || action.equals("promote");
    }

    private String action(String resource) {
        return resources.promotable().contains(resource) && dice.once(2) ? dice.any("start", "promote", "demote", "stop")
                : dice.once(6) ? dice.any("start", "stop") : null;
    }

    private Element sets(Element constraint, boolean order) {
        List<String> all = dice.some(4, resources.topLevel());
        Element with = constraint;
        int cut = dice.between(1, all.size());
        for (List<String> members : List.of(all.subList(0, cut), all.subList(cut, all.size()))) {
            if (!members.isEmpty()) {
                Element set = Element.of("resource_set", "id", dice.id("s"),
                        "sequential", dice.once(2) ? dice.truth() : null,
                        "require-all", order && dice.once(3) ? dice.truth() : null,
                        "action", order && dice.once(6) ? dice.any("start", "stop") : null);
                with = with.plus(set.withChildren(members.stream().map(each -> Element.of("resource_ref", "id", each)).toList()));
            }
        }
        return with;
    }

    private Element ticket() {
        String resource = resource();
        return Element.of("rsc_ticket", "id", dice.id("x"), "rsc", resource, "ticket", dice.any("ticketA", "ticketB"),
                "loss-policy", dice.any("stop", "demote", "fence", "freeze", null),
                "rsc-role", resources.promotable().contains(resource) ? dice.any("Master", "Slave", "Started", null) : null);
    }
}
