package io.systole.samples.fuzz;

import io.systole.core.cib.Cib;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.scheduler.order.GraphXml;
import io.systole.core.scheduler.random.RandomCluster;
import java.time.ZoneOffset;

/** Asks both schedulers what to do for one cluster. For one thread. */
final class Comparison {
    private final RealScheduler real;

    Comparison(RealScheduler real) {
        this.real = real;
    }

    /**
     * How the answers differ.
     *
     * @throws RealScheduler.Refused if Pacemaker does not take the CIB
     */
    Difference difference(Cib cib) {
        var theirs = new ExecutableGraph(real.graph(cib));
        Schedule schedule = Scheduler.schedule(cib, RandomCluster.NOW, ZoneOffset.UTC);
        return Difference.between(theirs, new ExecutableGraph(GraphXml.of(schedule.plan(), schedule.graph())));
    }
}
