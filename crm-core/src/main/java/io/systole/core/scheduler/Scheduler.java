package io.systole.core.scheduler;

import io.systole.core.cib.Cib;
import io.systole.core.option.ClusterOption;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.transition.TransitionGraph;
import java.time.Instant;
import java.util.List;

/** Decides what should run where and what must be done for it. A pure function. */
public final class Scheduler {
    private Scheduler() {}

    /**
     * Makes a schedule.
     *
     * @param cib configuration and status; {@code have-quorum} and {@code dc-uuid} are read from its root
     * @param now the time for rules, expiry of failures and pending nodes
     */
    public static Schedule schedule(Cib cib, Instant now) {
        ClusterSnapshot snapshot = ClusterSnapshot.of(cib, now);
        var options = snapshot.options();
        var graph = new TransitionGraph(
                List.of(),
                options.duration(ClusterOption.CLUSTER_DELAY),
                options.duration(ClusterOption.FENCING_TIMEOUT),
                options.number(ClusterOption.BATCH_LIMIT),
                options.number(ClusterOption.MIGRATION_LIMIT),
                options.isTrue(ClusterOption.START_FAILURE_IS_FATAL),
                snapshot.recheckBy());
        return new Schedule(snapshot, graph, List.of(), snapshot.problems());
    }
}
