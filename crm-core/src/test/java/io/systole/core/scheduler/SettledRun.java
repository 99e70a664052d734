package io.systole.core.scheduler;

import io.systole.core.cib.Cib;
import io.systole.core.scheduler.random.RandomCluster;
import io.systole.core.simulate.TransitionSimulator;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster that is scheduled and carried out until nothing is left to do, for a bounded number of transitions.
 *
 * @param name what to call it in a failure: the seed
 * @param cib how it began
 * @param schedules of each transition, and that of the state in the end
 * @param transitions carried out; one less
 */
record SettledRun(String name, Cib cib, List<Schedule> schedules, List<TransitionSimulator.Result> transitions) {
    private static final int MOST = 5;

    static SettledRun of(String name, Cib begin) {
        var schedules = new ArrayList<Schedule>();
        var transitions = new ArrayList<TransitionSimulator.Result>();
        Cib cib = begin;
        schedules.add(schedule(cib));
        while (!schedules.getLast().graph().isEmpty() && transitions.size() < MOST) {
            transitions.add(TransitionSimulator.run(cib, schedules.getLast().graph(), RandomCluster.NOW));
            cib = transitions.getLast().cib();
            schedules.add(schedule(cib));
        }
        return new SettledRun(name, begin, schedules, transitions);
    }

    static Schedule schedule(Cib cib) {
        return Scheduler.schedule(cib, RandomCluster.NOW, ZoneOffset.UTC);
    }

    Schedule end() {
        return schedules.getLast();
    }

    @Override
    public String toString() {
        return name;
    }
}
