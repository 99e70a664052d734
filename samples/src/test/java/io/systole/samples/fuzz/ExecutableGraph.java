package io.systole.samples.fuzz;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a transition graph is really done, and in which order: resource operations, cluster events and the fencing of guests. Events that
 * only order others are passed through, and numbers of interchangeable clone instances do not count.
 */
final class ExecutableGraph {
    private final List<Element> actions = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<BitSet> inputs = new ArrayList<>();

    /** Of a {@code transition_graph} element. */
    ExecutableGraph(Element graph) {
        Map<String, Integer> numbers = new HashMap<>();
        for (Element synapse : graph.children("synapse")) {
            for (Element action : synapse.child("action_set").map(Element::children).orElse(List.of())) {
                numbers.put(action.id(), actions.size());
                actions.add(action);
                labels.add(label(action));
                inputs.add(new BitSet());
            }
        }
        for (Element synapse : graph.children("synapse")) {
            List<Element> triggers = synapse.child("inputs").map(Element::children).orElse(List.of());
            for (Element action : synapse.child("action_set").map(Element::children).orElse(List.of())) {
                triggers.stream().flatMap(trigger -> trigger.children().stream()).forEach(input -> {
                    // Pacemaker 2.1.5 sometimes names an action that is not in its graph.
                    if (numbers.containsKey(input.id())) {
                        inputs.get(numbers.get(action.id())).set(numbers.get(input.id()));
                    }
                });
            }
        }
    }

    /** Null for an event that only orders others. */
    private static String label(Element action) {
        if (action.is("pseudo_event") && action.get("on_node", "").isEmpty()) {
            return null;
        }
        Element primitive = action.child("primitive").orElse(null);
        String key = action.get("operation_key", "");
        String resource = primitive == null ? "" : primitive.id();
        if (primitive != null) {
            for (String prefix : List.of(primitive.get("long-id", ""), resource)) {
                if (!prefix.isEmpty() && key.startsWith(prefix + "_")) {
                    key = key.substring(prefix.length() + 1);
                    break;
                }
            }
        }
        String task = action.get("operation", "");
        String detail = key.startsWith(task) ? key : task + "(" + key + ")";
        return (resource.isEmpty() ? "" : resource + " ") + detail + " on " + action.get("on_node", "");
    }

    /** Each action with how often it occurs. */
    Map<String, Integer> actions() {
        var count = new TreeMap<String, Integer>();
        labels.stream().filter(label -> label != null).forEach(label -> count.merge(label, 1, Integer::sum));
        return count;
    }

    /** Each pair of actions of which one waits for the other, however indirectly, with how often it occurs. */
    Map<String, Integer> order() {
        var count = new TreeMap<String, Integer>();
        for (int then = 0; then < labels.size(); then++) {
            if (labels.get(then) != null) {
                String label = labels.get(then);
                before(then).stream().filter(first -> labels.get(first) != null)
                        .forEach(first -> count.merge(labels.get(first) + " -> " + label, 1, Integer::sum));
            }
        }
        return count;
    }

    private BitSet before(int action) {
        var seen = new BitSet();
        var todo = (BitSet) inputs.get(action).clone();
        while (!todo.isEmpty()) {
            int next = todo.nextSetBit(0);
            todo.clear(next);
            seen.set(next);
            var more = (BitSet) inputs.get(next).clone();
            more.andNot(seen);
            todo.or(more);
        }
        return seen;
    }
}
