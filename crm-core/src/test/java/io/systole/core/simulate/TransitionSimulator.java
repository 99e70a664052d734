package io.systole.core.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph;
import java.time.Instant;
import java.util.List;

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
        var firing = new Firing(graph);
        List<GraphAction> skipped = firing.run(action -> perform(status, action, outcomes));
        return new Result(status.cib(), firing.executed(), skipped);
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
