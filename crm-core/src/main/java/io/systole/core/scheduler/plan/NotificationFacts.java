package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.assign.Placements;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What instances are told: who is active, who acts, which nodes there are (rules 3:N-5, 3:N-6). */
final class NotificationFacts {
    static final List<String> OPERATIONS = List.of("start", "stop", "promote", "demote");
    /** Agents know the roles by two names each. */
    private static final List<String> LISTS = List.of(
            "stop", "start", "demote", "promote", "active", "unpromoted", "slave", "promoted", "master", "inactive");
    private static final Comparator<Entry> BY_RESOURCE = Comparator.comparing((Entry entry) -> entry.resource().id())
            .thenComparing(entry -> entry.node() == null ? "" : entry.node().id());

    private final Map<String, Map<String, Entry>> lists = new LinkedHashMap<>();

    private record Entry(Resource resource, Node node) {}

    private NotificationFacts() {
        LISTS.forEach(list -> lists.put(list, new TreeMap<>()));
    }

    /** What is so and what is going to happen in a clone. */
    static NotificationFacts of(Resource clone, ActionBook book) {
        var facts = new NotificationFacts();
        clone.leaves().forEach(leaf -> {
            facts.state(leaf);
            book.of(leaf).stream().filter(NotificationFacts::happens).forEach(action -> facts.add(action.task(), leaf, action.node()));
        });
        return facts;
    }

    /** What follows from the fencing of the node where an instance ran (rule 3:N-30). */
    static NotificationFacts lost(Resource leaf, Node node) {
        var facts = new NotificationFacts();
        facts.add("stop", leaf, node);
        return facts;
    }

    private static boolean happens(PlannedAction action) {
        return OPERATIONS.contains(action.task()) && action.required() && action.node() != null
                && (action.runnable() || action.task().equals("stop") && action.node().unclean());
    }

    private void state(Resource leaf) {
        Node node = leaf.activeOn().isEmpty() ? null : leaf.activeOn().getFirst();
        switch (leaf.role()) {
            case UNKNOWN, STOPPED -> add("inactive", leaf, node);
            case STARTED -> add("active", leaf, node);
            case UNPROMOTED -> {
                add("active", leaf, node);
                add("unpromoted", leaf, node);
                add("slave", leaf, node);
            }
            case PROMOTED -> {
                add("active", leaf, node);
                add("promoted", leaf, node);
                add("master", leaf, node);
            }
        }
    }

    private void add(String list, Resource resource, Node node) {
        lists.get(list).merge(resource.id(), new Entry(resource, node), (one, other) -> BY_RESOURCE.compare(one, other) <= 0 ? one : other);
    }

    /** True if some instance is going to do this. */
    boolean any(String operation) {
        return !lists.get(operation).isEmpty();
    }

    /** The variables of a fencing: only what stopped. */
    Map<String, String> stopped() {
        var variables = new LinkedHashMap<String, String>();
        put(variables, "stop");
        return variables;
    }

    /** All variables, by the name of the meta attribute. */
    Map<String, String> variables(Resource clone, Placements placements) {
        var variables = new LinkedHashMap<String, String>();
        for (String list : lists.keySet()) {
            if (list.equals("inactive")) {
                variables.put("notify_inactive_resource", text(lists.get(list).keySet().stream().toList()));
            } else {
                put(variables, list);
            }
        }
        variables.put("notify_available_uname", names(placements.of(clone).scores().keySet().stream()
                .filter(node -> !node.onlineAndClean() || placements.mayDiscover(clone, node)).toList()));
        variables.put("notify_all_uname", names(placements.snapshot().nodes()));
        if ("host".equalsIgnoreCase(clone.meta("container-attribute-target"))) {
            variables.put("notify_all_hosts", names(placements.snapshot().nodes().stream().map(NotificationFacts::host).toList()));
        }
        return variables;
    }

    /** Rule 4:B-90: a guest that is there counts as where it is. */
    private static Node host(Node node) {
        return node.launcher().flatMap(Resource::currentNode).orElse(node);
    }

    private void put(Map<String, String> variables, String list) {
        List<Entry> entries = lists.get(list).values().stream().filter(entry -> entry.node() != null).toList();
        variables.put("notify_" + list + "_resource", text(entries.stream().map(entry -> entry.resource().id()).toList()));
        variables.put("notify_" + list + "_uname", names(entries.stream().map(Entry::node).toList()));
    }

    private static String names(List<Node> nodes) {
        return text(nodes.stream().map(node -> node.name().value()).toList());
    }

    /** An empty list is one blank, as agents expect. */
    private static String text(List<String> words) {
        return words.isEmpty() ? " " : words.stream().collect(Collectors.joining(" "));
    }
}
