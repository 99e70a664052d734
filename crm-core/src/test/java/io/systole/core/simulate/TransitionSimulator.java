package io.systole.core.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph;
import java.time.Instant;
import java.util.List;

/**
 * Carries out a transition graph on a CIB in memory as a real cluster would when every operation ends as expected: operations
 * leave history, fencing, shutdowns and clean-up change node states. {@link Execution} is what people get; like Pacemaker's
 * simulator it leaves out what the cluster itself writes, so that the state afterwards need not be at rest.
 */
public final class TransitionSimulator {
    private TransitionSimulator() {}

    /**
     * What came of a simulated transition.
     *
     * @param cib the CIB afterwards
     * @param executed the actions that were done, in order
     * @param skipped the actions that were not, since they wait for ever
     */
    public record Result(Cib cib, List<GraphAction> executed, List<GraphAction> skipped) {
        public Result {
            executed = List.copyOf(executed);
            skipped = List.copyOf(skipped);
        }
    }

    /** Carries out the graph. */
    public static Result run(Cib cib, TransitionGraph graph, Instant now) {
        var status = new StatusEditor(cib, now);
        var firing = new Firing(graph);
        List<GraphAction> skipped = firing.run(action -> perform(status, action));
        return new Result(status.cib(), firing.executed(), skipped);
    }

    private static boolean perform(StatusEditor status, GraphAction action) {
        switch (action) {
            case GraphAction.ResourceAction operation -> status.result(operation);
            case GraphAction.CancelAction cancel -> status.cancelled(cancel.on(), cancel.key());
            case GraphAction.FenceAction fence -> status.fenced(fence.victim(), fence.action());
            case GraphAction.ClusterAction cluster -> status.cluster(cluster);
            case GraphAction.PseudoAction mark -> { }
        }
        return true;
    }
}
