package io.systole.core.scheduler.random;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;

/** The resources of a random cluster, and what constraints and history need to know of them. */
final class RandomResources {
    /**
     * A configured primitive.
     *
     * @param promotable it stands in a promotable clone
     * @param instances how many history names there are: 0 = its own, else numbered ones of a globally unique clone
     */
    record Primitive(Element element, boolean cloned, boolean promotable, int instances) {
        String id() {
            return element.id();
        }
    }

    private final Dice dice;
    private final List<String> topLevel = new ArrayList<>();
    private final List<String> promotable = new ArrayList<>();
    private final List<Primitive> primitives = new ArrayList<>();
    private final List<Element> elements = new ArrayList<>();
    private String template;

    RandomResources(Dice dice) {
        this.dice = dice;
    }

    Element make() {
        if (dice.has(Feature.TEMPLATES)) {
            template = dice.id("t");
            Element bare = Element.of("template", "id", template, "class", "ocf", "provider", "pacemaker", "type", "Stateful");
            elements.add(content(bare, true));
        }
        if (dice.has(Feature.FENCING)) {
            for (int i = dice.between(0, 2); i > 0; i--) {
                elements.add(fencing());
            }
        }
        for (int i = 1 + dice.between(0, 4); i > 0; i--) {
            Element one = resource();
            topLevel.add(one.id());
            elements.add(one);
        }
        return Element.of("resources").withChildren(elements);
    }

    /** What constraints may name. */
    List<String> topLevel() {
        return topLevel;
    }

    /** The promotable clones. */
    List<String> promotable() {
        return promotable;
    }

    /** Everything that leaves history. */
    List<Primitive> primitives() {
        return primitives;
    }

    private Element fencing() {
        Element device = Element.of("primitive", "id", dice.id("f"), "class", "stonith", "type", "fence_dummy");
        Element made = device.plus(Element.of("operations").plus(operation(device.id(), "monitor", "60s", null)));
        primitives.add(new Primitive(made, false, false, 0));
        return made;
    }

    private Element resource() {
        int kind = dice.between(0, 9);
        if (kind < 2 && dice.has(Feature.GROUPS)) {
            return group(false, false, 0);
        }
        if (kind < 5 && dice.has(Feature.CLONES)) {
            return clone(false);
        }
        if (kind < 8 && dice.has(Feature.PROMOTABLE)) {
            return clone(true);
        }
        return primitive(false, false, 0);
    }

    private Element group(boolean cloned, boolean promotes, int instances) {
        String id = dice.id("g");
        Element group = meta(id).in(Element.of("group", "id", id));
        for (int i = dice.between(1, 3); i > 0; i--) {
            group = group.plus(primitive(cloned, promotes, instances));
        }
        return group;
    }

    private Element clone(boolean promotes) {
        String id = dice.id("c");
        boolean unique = dice.once(5);
        int max = dice.between(1, 4);
        boolean limited = unique || dice.once(3);
        Pairs meta = meta(id)
                .with(dice.once(2), "interleave", dice.truth())
                .with(dice.once(4), "ordered", dice.truth())
                .with(unique, "globally-unique", "true")
                .with(limited, "clone-max", max)
                .with(unique && dice.once(2), "clone-node-max", dice.between(1, 3))
                .with(dice.once(5), "clone-min", dice.between(1, 2))
                .with(dice.once(2, Feature.NOTIFY), "notify", "true")
                .with(promotes, "promotable", "true")
                .with(promotes && dice.once(3), "promoted-max", dice.between(0, 2))
                .with(promotes && unique && dice.once(3), "promoted-node-max", dice.between(1, 2));
        if (promotes) {
            promotable.add(id);
        }
        int instances = unique ? max : 0;
        Element content = dice.once(4, Feature.GROUPS) ? group(true, promotes, instances) : primitive(true, promotes, instances);
        return meta.in(Element.of("clone", "id", id)).plus(content);
    }

    private Element primitive(boolean cloned, boolean promotes, int instances) {
        String id = dice.id("p");
        Element primitive = template != null && dice.once(2) ? Element.of("primitive", "id", id, "template", template)
                : content(Element.of("primitive", "id", id, "class", "ocf", "provider", "pacemaker", "type",
                        promotes ? "Stateful" : "Dummy"), promotes);
        primitives.add(new Primitive(primitive, cloned, promotes, instances));
        return primitive;
    }

    private Element content(Element primitive, boolean promotes) {
        String id = primitive.id();
        Element with = new Pairs("instance_attributes", id + "-params")
                .with(dice.once(2, Feature.DIGESTS), "state", "/run/" + id)
                .with(dice.once(3, Feature.DIGESTS), "fake", "x").in(primitive);
        with = meta(id).with(dice.once(2, Feature.MIGRATION), "allow-migrate", dice.any("true", "true", "false")).in(with);
        with = new Pairs("utilization", id + "-needs")
                .with(dice.once(2, Feature.UTILIZATION), "cpu", dice.between(0, 5))
                .with(dice.once(4, Feature.UTILIZATION), "memory", dice.between(1, 4)).in(with);
        Element operations = Element.of("operations");
        if (!dice.once(4)) {
            operations = operations.plus(operation(id, "monitor", "10s", null));
        }
        if (promotes && !dice.once(4)) {
            operations = operations.plus(operation(id, "monitor", "11s", dice.any("Master", "Promoted")));
        }
        if (dice.once(8)) {
            operations = operations.plus(operation(id, "monitor", "20s", dice.any("Stopped", "Started", "Slave")));
        }
        if (dice.once(3)) {
            operations = operations.plus(operation(id, "start", "0", null));
        }
        if (dice.once(3)) {
            operations = operations.plus(operation(id, "stop", "0", null));
        }
        return operations.children().isEmpty() ? with : with.plus(operations);
    }

    private Element operation(String resource, String name, String interval, String role) {
        String onFail = switch (name) {
            case "stop" -> dice.any("block", "ignore", "fence");
            case "start" -> dice.any("ignore", "block", "stop", "restart", "standby", "fence");
            default -> dice.any("ignore", "block", "stop", "restart", "standby", "fence", "restart-container");
        };
        boolean promoted = "Master".equals(role) || "Promoted".equals(role);
        if (promoted && dice.once(4)) {
            onFail = "demote";
        }
        boolean fences = onFail.equals("fence") && !dice.has(Feature.FENCING);
        return Element.of("op", "id", resource + "-" + name + "-" + interval, "name", name, "interval", interval, "timeout", "20s",
                "role", role, "on-fail", dice.once(4, Feature.FAILURES) && !fences ? onFail : null,
                "enabled", dice.once(12) && !interval.equals("0") ? "false" : null);
    }

    private Pairs meta(String id) {
        return new Pairs("meta_attributes", id + "-meta")
                .with(dice.once(4, Feature.STICKINESS), "resource-stickiness", dice.any("0", "1", "100", "INFINITY", "-5"))
                .with(dice.once(5, Feature.OPTIONS), "priority", dice.between(-1, 5))
                .with(dice.once(8), "target-role", dice.any("Stopped", "Started", "Slave", "Master"))
                .with(dice.once(8, Feature.MAINTENANCE), "is-managed", dice.truth())
                .with(dice.once(8, Feature.MAINTENANCE), "maintenance", dice.truth())
                .with(dice.once(4, Feature.FAILURES), "migration-threshold", dice.between(1, 3))
                .with(dice.once(6, Feature.FAILURES), "failure-timeout", dice.any("60s", "3h"))
                .with(dice.once(6, Feature.FAILURES), "multiple-active", dice.any("block", "stop_only", "stop_start", "stop_unexpected"))
                .with(dice.once(8, Feature.FENCING), "requires", dice.any("nothing", "quorum", "fencing"));
    }
}
