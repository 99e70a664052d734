package io.systole.core.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.Synapse;
import io.systole.core.transition.TransitionGraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries out a transition graph on a CIB in memory: operations leave history, fencing and shutdowns change node states.
 * What waits for a failed operation is not done, as in a real transition.
 */
public final class TransitionSimulator {
    private TransitionSimulator() {}

    /**
     * What came of a simulated transition.
     *
     * @param cib the CIB afterwards
     * @param executed the actions that were done, in order
     * @param skipped the actions that were not, since something before them failed or waits for ever
     */
    public record Result(Cib cib, List<GraphAction> executed, List<GraphAction> skipped) {
        public Result {
            executed = List.copyOf(executed);
            skipped = List.copyOf(skipped);
        }
    }

    /** Carries out the graph; every operation ends as expected. */
    public static Result run(Cib cib, TransitionGraph graph, Instant now) {
        return run(cib, graph, now, Outcomes.AS_EXPECTED);
    }

    /** Carries out the graph; {@code outcomes} tells how each operation ends. */
    public static Result run(Cib cib, TransitionGraph graph, Instant now, Outcomes outcomes) {
        var status = new StatusEditor(cib, now);
        List<Synapse> waiting = new ArrayList<>(graph.synapses());
        Set<Integer> done = new HashSet<>();
        Set<Integer> failed = new HashSet<>();
        var executed = new ArrayList<GraphAction>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Synapse synapse : List.copyOf(waiting)) {
                boolean ready = done.containsAll(synapse.inputs())
                        || synapse.priority() >= Synapse.INFINITE_PRIORITY && ended(synapse, done, failed);
                if (ready) {
                    waiting.remove(synapse);
                    progress = true;
                    for (GraphAction action : synapse.actions()) {
                        executed.add(action);
                        (perform(status, action, outcomes) ? done : failed).add(action.id());
                    }
                }
            }
        }
        List<GraphAction> skipped = waiting.stream().flatMap(synapse -> synapse.actions().stream()).toList();
        return new Result(status.cib(), executed, skipped);
    }

    private static boolean ended(Synapse synapse, Set<Integer> done, Set<Integer> failed) {
        return synapse.inputs().stream().allMatch(input -> done.contains(input) || failed.contains(input));
    }

    private static boolean perform(StatusEditor status, GraphAction action, Outcomes outcomes) {
        switch (action) {
            case GraphAction.ResourceAction operation -> {
                int code = outcomes.exitCode(operation);
                status.result(operation, code);
                return code == operation.request().targetRc() || operation.canFail();
            }
            case GraphAction.CancelAction cancel -> status.cancelled(cancel.on(), cancel.key());
            case GraphAction.FenceAction fence -> status.fenced(fence.victim(), fence.action());
            case GraphAction.ClusterAction cluster -> status.cluster(cluster);
            case GraphAction.PseudoAction mark -> { }
        }
        return true;
    }
}
