package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.transition.GraphAction;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What the scheduler would still do in a cluster at rest: nothing. Only where a promotion has failed, another instance is promoted and the
 * failed one recovered in one transition, after which the primary would be moved to where it is wanted most. Pacemaker plans both steps
 * alike; the second one waits for the next look at all, and by then has to be done.
 */
final class Wishes {
    private static final Duration RECHECK = Duration.ofMinutes(15);

    private Wishes() {}

    /** Fails if something is left to be done; {@code comeToRest} is run again should there be reason to wait for the next look. */
    static void checkNone(SimulatedCluster cluster, Runnable comeToRest) {
        List<String> left = of(cluster);
        if (!left.isEmpty() && promotionFailed(cluster.node("n1").cib())) {
            cluster.runFor(RECHECK);
            comeToRest.run();
            left = of(cluster);
        }
        if (!left.isEmpty()) {
            throw cluster.fail("at rest the scheduler still wants " + left);
        }
    }

    /** A group with a member that nobody may touch has a beginning and an end of its own in each graph, and nothing between them. */
    private static List<String> of(SimulatedCluster cluster) {
        return Scheduler.schedule(cluster.node("n1").cib(), cluster.time.clock(), ZoneOffset.UTC).graph().actions()
                .filter(action -> !(action instanceof GraphAction.PseudoAction)).map(GraphAction::label).toList();
    }

    private static boolean promotionFailed(Cib cib) {
        return cib.status().tree().anyMatch(element -> element.get("name", "").matches("fail-count-.*#promote_0"));
    }
}
