package io.systole.core.scheduler.random;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every node remembers of one resource (or one numbered instance). */
final class RandomHistory {
    private static final int OK = 0;
    private static final int NOT_RUNNING = 7;
    private static final int PROMOTED = 8;

    private final Dice dice;
    private final RandomResources.Primitive primitive;
    private final String name;
    private final List<Optional<Element>> perNode = new ArrayList<>();
    private final List<List<String>> attributes = new ArrayList<>();
    private int calls = 1;

    private RandomHistory(Dice dice, RandomResources.Primitive primitive, String name) {
        this.dice = dice;
        this.primitive = primitive;
        this.name = name;
    }

    static RandomHistory of(Dice dice, List<RandomNode> nodes, RandomResources.Primitive primitive, String name) {
        var history = new RandomHistory(dice, primitive, name);
        int home = dice.between(0, nodes.size() - 1);
        boolean stopped = dice.once(4);
        boolean spread = primitive.cloned() && primitive.instances() == 0;
        for (int i = 0; i < nodes.size(); i++) {
            history.calls = 1 + dice.between(0, 5);
            boolean active = !stopped && (spread ? !dice.once(4) : i == home || dice.once(12, Feature.FAILURES));
            history.attributes.add(new ArrayList<>());
            history.perNode.add(dice.once(6) ? Optional.empty() : Optional.of(history.node(nodes.get(i), active)));
        }
        return history;
    }

    /** The {@code lrm_resource} of a node, by its index. */
    Optional<Element> on(int node) {
        return perNode.get(node);
    }

    /** Adds what the node's attributes say of failures. */
    Pairs attributes(Pairs set, int node) {
        Pairs more = set;
        List<String> own = attributes.get(node);
        for (int i = 0; i < own.size(); i += 2) {
            more = more.with(own.get(i), own.get(i + 1));
        }
        return more;
    }

    private Element node(RandomNode node, boolean active) {
        Element resource = Element.of("lrm_resource", "id", name, "class", agent("class", "ocf"), "provider", provider(),
                "type", agent("type", "Stateful"));
        var entries = new ArrayList<Element>();
        if (!active) {
            inactive(node, entries);
        } else {
            active(node, entries);
        }
        if (dice.once(5, Feature.FAILURES)) {
            failure(node, entries);
        }
        if (dice.once(8, Feature.PENDING)) {
            String operation = dice.any("start", "stop", "monitor", primitive.promotable() ? "promote" : "start");
            entries.removeIf(each -> each.id().equals(name + "_last_0"));
            entries.add(entry(node, name + "_last_0", operation, 0, 193, operation.equals("monitor") ? NOT_RUNNING : OK, -1));
        }
        return resource.withChildren(entries);
    }

    private String agent(String part, String otherwise) {
        return primitive.element().get(part, otherwise);
    }

    private String provider() {
        return "stonith".equals(agent("class", "ocf")) ? null : "pacemaker";
    }

    private void inactive(RandomNode node, List<Element> entries) {
        boolean stopped = dice.once(3);
        entries.add(stopped ? entry(node, name + "_last_0", "stop", 0, OK, OK, 0)
                : entry(node, name + "_last_0", "monitor", 0, NOT_RUNNING, NOT_RUNNING, 0));
    }

    private void active(RandomNode node, List<Element> entries) {
        if (dice.once(5)) {
            int found = primitive.promotable() && dice.once(3) ? PROMOTED : OK;
            entries.add(entry(node, name + "_last_0", "monitor", 0, found, NOT_RUNNING, 0));
            return;
        }
        boolean promoted = primitive.promotable() && dice.once(3);
        String last = promoted ? "promote" : primitive.promotable() && dice.once(3) ? "demote"
                : dice.once(4, Feature.MIGRATION) ? "migrate_from" : "start";
        entries.add(entry(node, name + "_last_0", last, 0, OK, OK, 0));
        if (!dice.once(4)) {
            int expected = promoted ? PROMOTED : OK;
            entries.add(recurring(node, promoted ? 11_000 : 10_000, expected));
        }
        if (dice.once(10)) {
            entries.add(recurring(node, 33_000, OK));
        }
    }

    private Element recurring(RandomNode node, int interval, int expected) {
        return entry(node, name + "_monitor_" + interval, "monitor", interval, expected, expected, 0);
    }

    private void failure(RandomNode node, List<Element> entries) {
        String operation = dice.any("monitor", "monitor", "start", "stop", primitive.promotable() ? "promote" : "monitor",
                primitive.promotable() ? "demote" : "monitor");
        int interval = operation.equals("monitor") && !dice.once(4) ? 10_000 : 0;
        int code = dice.any(1, 1, 2, 3, 4, 5, 6, 7, 9, 193);
        if (operation.equals("stop") && code == NOT_RUNNING) {
            code = 1;
        }
        boolean probe = operation.equals("monitor") && interval == 0;
        int expected = probe ? NOT_RUNNING : OK;
        boolean timeout = dice.once(5);
        int status = timeout ? 2 : dice.any(0, 4);
        Element failed = entry(node, name + "_last_failure_0", operation, interval, timeout ? 1 : code, expected, status);
        entries.add(failed);
        if (interval == 0) {
            entries.removeIf(each -> each.id().equals(name + "_last_0"));
            entries.add(failed.with("id", name + "_last_0"));
        }
        if (dice.once(2)) {
            String suffix = primitive.id() + "#" + operation + "_" + interval;
            attributes.getLast().addAll(List.of("fail-count-" + suffix, dice.any("1", "2", "INFINITY"),
                    "last-failure-" + suffix, failed.get("last-rc-change")));
        }
    }

    private Element entry(RandomNode node, String id, String operation, int interval, int code, int expected, int status) {
        String transition = calls + ":1:" + expected + ":00000000-0000-4000-8000-000000000000";
        long when = RandomCluster.NOW.getEpochSecond() - 10_000 + calls * 600L;
        return Element.of("lrm_rsc_op", "id", id, "operation_key", name + "_" + operation + "_" + interval, "operation", operation,
                "crm_feature_set", "3.16.2", "transition-key", transition, "transition-magic", status + ":" + code + ";" + transition,
                "exit-reason", "", "on_node", node.name(), "call-id", status == -1 ? "-1" : Integer.toString(calls++),
                "rc-code", Integer.toString(code), "op-status", Integer.toString(status), "interval", Integer.toString(interval),
                "last-rc-change", Long.toString(when), "exec-time", "10", "queue-time", "0",
                "op-digest", dice.once(4, Feature.DIGESTS) ? "00000000000000000000000000000000" : null,
                "migrate_source", operation.startsWith("migrate") ? "n1" : null,
                "migrate_target", operation.startsWith("migrate") ? node.name() : null);
    }
}
