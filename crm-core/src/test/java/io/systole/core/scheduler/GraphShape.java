package io.systole.core.scheduler;

import io.systole.core.transition.GraphAction;
import io.systole.core.transition.Synapse;
import io.systole.core.transition.TransitionGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What tests ask of the shape of a transition graph. */
final class GraphShape {
    private GraphShape() {}

    /** The actions that wait for themselves or for what does; none in a graph without a circle. */
    static List<String> circles(TransitionGraph graph) {
        List<Synapse> left = new ArrayList<>(graph.synapses());
        Set<Integer> present = new HashSet<>();
        left.forEach(synapse -> synapse.actions().forEach(action -> present.add(action.id())));
        boolean progress = true;
        while (progress) {
            List<Synapse> free = left.stream().filter(synapse -> synapse.inputs().stream().noneMatch(present::contains)).toList();
            free.forEach(synapse -> synapse.actions().forEach(action -> present.remove(action.id())));
            progress = left.removeAll(free);
        }
        return left.stream().flatMap(synapse -> synapse.actions().stream()).map(GraphAction::label).toList();
    }

    /** The actions that wait for an action which is not in the graph: no event could fire them. */
    static List<String> waitingForNothing(TransitionGraph graph) {
        Map<Integer, GraphAction> byId = new HashMap<>();
        graph.actions().forEach(action -> byId.put(action.id(), action));
        return graph.synapses().stream().filter(synapse -> !byId.keySet().containsAll(synapse.inputs()))
                .flatMap(synapse -> synapse.actions().stream()).map(GraphAction::label).toList();
    }
}
