package io.systole.core.scheduler;

import io.systole.core.transition.GraphAction;
import io.systole.core.transition.Synapse;
import io.systole.core.transition.TransitionGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A graph as text for people and tests: one line per action, what comes before above what comes after, equal graphs as
 * equal text whatever their numbers.
 */
public final class GraphText {
    private GraphText() {}

    /** The text; empty for an empty graph. */
    public static String of(TransitionGraph graph) {
        Map<Integer, GraphAction> byId = new HashMap<>();
        graph.actions().forEach(action -> byId.put(action.id(), action));
        var waiting = new ArrayList<>(graph.synapses());
        waiting.sort(Comparator.comparing(synapse -> synapse.actions().getFirst().label()));
        Set<Integer> done = new HashSet<>();
        var text = new StringBuilder();
        while (!waiting.isEmpty()) {
            List<Synapse> ready = waiting.stream().filter(synapse -> done.containsAll(synapse.inputs())).toList();
            if (ready.isEmpty()) {
                ready = List.copyOf(waiting);
                text.append("these wait for each other:\n");
            }
            for (Synapse synapse : ready) {
                synapse.actions().forEach(action -> line(text, synapse, action, byId));
            }
            waiting.removeAll(ready);
            ready.forEach(synapse -> synapse.actions().forEach(action -> done.add(action.id())));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, Synapse synapse, GraphAction action, Map<Integer, GraphAction> byId) {
        String inputs = synapse.inputs().stream().map(input -> byId.get(input).label()).sorted().collect(Collectors.joining(", "));
        text.append(action instanceof GraphAction.PseudoAction ? "  . " : "  * ").append(action.label());
        text.append("    (").append(action.reason()).append(')');
        if (!inputs.isEmpty()) {
            text.append("\n        after ").append(inputs);
        }
        text.append('\n');
    }
}
