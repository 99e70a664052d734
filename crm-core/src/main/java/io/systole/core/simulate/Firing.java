package io.systole.core.simulate;

import io.systole.core.transition.GraphAction;
import io.systole.core.transition.Synapse;
import io.systole.core.transition.TransitionGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The order in which the synapses of a graph fire if everything is done at once (reference: T-59, T-67): in document order,
 * again and again until a pass fires nothing. After a failure real actions are no longer done, except those of infinite priority.
 */
final class Firing {
    private final TransitionGraph graph;
    private final Set<Integer> done = new HashSet<>();
    private final Set<Integer> failed = new HashSet<>();
    private final List<GraphAction> executed = new ArrayList<>();

    Firing(TransitionGraph graph) {
        this.graph = graph;
    }

    /**
     * Fires all that can fire.
     *
     * @param perform carries out an action; false if it fails
     * @return what never fired
     */
    List<GraphAction> run(Predicate<GraphAction> perform) {
        List<Synapse> waiting = graph.synapses();
        boolean progress = true;
        while (progress) {
            var left = new ArrayList<Synapse>();
            for (Synapse synapse : waiting) {
                if (ready(synapse)) {
                    fire(synapse, perform);
                } else {
                    left.add(synapse);
                }
            }
            progress = left.size() < waiting.size();
            waiting = left;
        }
        return waiting.stream().flatMap(synapse -> synapse.actions().stream()).toList();
    }

    /** The actions that were done, in order. */
    List<GraphAction> executed() {
        return executed;
    }

    /** True if an action has failed. */
    boolean aborted() {
        return !failed.isEmpty();
    }

    private void fire(Synapse synapse, Predicate<GraphAction> perform) {
        for (GraphAction action : synapse.actions()) {
            executed.add(action);
            (perform.test(action) ? done : failed).add(action.id());
        }
    }

    private boolean ready(Synapse synapse) {
        boolean always = synapse.priority() >= Synapse.INFINITE_PRIORITY;
        if (aborted() && !always && synapse.actions().stream().anyMatch(action -> !(action instanceof GraphAction.PseudoAction))) {
            return false;
        }
        for (int input : synapse.inputs()) {
            if (!done.contains(input) && !(always && failed.contains(input))) {
                return false;
            }
        }
        return true;
    }
}
