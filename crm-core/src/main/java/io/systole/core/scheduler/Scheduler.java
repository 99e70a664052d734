package io.systole.core.scheduler;

import io.systole.core.cib.Cib;
import io.systole.core.scheduler.assign.Assigner;
import io.systole.core.scheduler.assign.Placements;
import io.systole.core.scheduler.assign.ScoreLine;
import io.systole.core.scheduler.order.Orderer;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.Planner;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.transition.TransitionGraph;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/** Decides what should run where and what must be done for it. A pure function. */
public final class Scheduler {
    private Scheduler() {}

    /**
     * Makes a schedule.
     *
     * @param cib configuration and status; {@code have-quorum} and {@code dc-uuid} are read from its root
     * @param now the time for rules, expiry of failures and pending nodes
     * @param zone where dates without an offset are meant (1:S-55)
     */
    public static Schedule schedule(Cib cib, Instant now, ZoneId zone) {
        return schedule(cib, now, zone, null);
    }

    /**
     * Makes a schedule and tells how places were found.
     *
     * @param cib configuration and status
     * @param now the time for rules, expiry of failures and pending nodes
     * @param zone where dates without an offset are meant (1:S-55)
     * @param scores gets the score lines in the order in which they come about, during this call; null if nobody asks for them
     */
    public static Schedule schedule(Cib cib, Instant now, ZoneId zone, Consumer<ScoreLine> scores) {
        return schedule(ClusterSnapshot.of(cib, now, zone), scores);
    }

    /**
     * The same for a state that was read already. A snapshot serves for one schedule only: it tells the nodes where their
     * connections go.
     */
    public static Schedule schedule(ClusterSnapshot snapshot, Consumer<ScoreLine> scores) {
        snapshot.judgeTickets();
        Placements placements = Assigner.assign(snapshot, scores);
        ActionPlan plan = Planner.plan(placements);
        TransitionGraph graph = Orderer.order(plan);
        return new Schedule(plan, graph, Explainer.explain(plan), snapshot.problems());
    }
}
