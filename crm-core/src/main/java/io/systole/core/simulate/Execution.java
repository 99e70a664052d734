package io.systole.core.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.order.GraphXml;
import io.systole.core.transition.GraphAction;
import java.time.Instant;
import java.util.List;

/**
 * A transition carried out on paper as {@code crm_simulate} does it, with all that people are shown of it (reference: T-59 to T-67).
 * What the cluster does itself leaves no trace, as in Pacemaker's simulator (T-64).
 *
 * @param steps what happened, in order
 * @param cib the CIB afterwards
 * @param neverFired actions that waited for something that never came although nothing failed; not empty in a wrong graph only (T-63)
 */
public record Execution(List<Step> steps, Cib cib, List<GraphAction> neverFired) {
    public Execution {
        steps = List.copyOf(steps);
        neverFired = List.copyOf(neverFired);
    }

    /**
     * Carries out the graph of a schedule.
     *
     * @param cib the CIB that the schedule was made for
     * @param failures operations that do not end as expected
     * @param clock the time that history entries get
     * @param namedNodes touched nodes that the configuration lacks are added to it (T-77)
     */
    public static Execution of(Cib cib, Schedule schedule, List<OperationOutcome> failures, Instant clock, boolean namedNodes) {
        var firing = new Firing(schedule.graph());
        var performer = new Performer(cib, schedule, WrittenAction.of(GraphXml.of(schedule.plan(), schedule.graph())), failures, clock);
        List<GraphAction> waiting = firing.run(performer::perform);
        return new Execution(performer.steps(), performer.cib(namedNodes), firing.aborted() ? List.of() : waiting);
    }
}
