package io.systole.core.simulate;

import io.systole.core.cib.Cib;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.scheduler.assign.ScoreLine;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.status.ClusterStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster would do: its state, what was injected, the scheduler's answer, that answer carried out on paper, and the state
 * afterwards. A pure function of a CIB and a {@link Request}.
 *
 * @param before the state in the CIB
 * @param events what was injected
 * @param input the CIB after the injections
 * @param schedule the scheduler's answer; empty if only the state was asked for
 * @param scores how places were found, if that was asked for
 * @param execution the transition carried out; empty if that was not asked for
 * @param after the state then; empty without execution
 */
public record Simulation(
        ClusterStatus before,
        List<Injector.Event> events,
        Cib input,
        Optional<Schedule> schedule,
        List<ScoreLine> scores,
        Optional<Execution> execution,
        Optional<ClusterStatus> after) {
    public Simulation {
        events = List.copyOf(events);
        scores = List.copyOf(scores);
    }

    /** How far a simulation goes. */
    public enum Depth {
        STATUS,
        SCHEDULE,
        EXECUTE
    }

    /**
     * What is to be simulated.
     *
     * @param depth how far
     * @param scores whether the scores are wanted
     * @param now the time for rules, expiry of failures and pending nodes
     * @param zone where dates without an offset are meant
     * @param clock the time that simulated history entries get
     * @param injections what happens before the cluster reacts
     * @param failures operations of the transition that do not end as expected
     */
    public record Request(
            Depth depth,
            boolean scores,
            Instant now,
            ZoneId zone,
            Instant clock,
            List<Injection> injections,
            List<OperationOutcome> failures) {
        public Request {
            injections = List.copyOf(injections);
            failures = List.copyOf(failures);
        }

        /** Touched nodes that the configuration lacks are added to it (T-77). */
        boolean namesNodes() {
            return injections.stream().anyMatch(Injection.NodeUp.class::isInstance);
        }
    }

    /** Simulates. */
    public static Simulation of(Cib cib, Request request) {
        ClusterSnapshot snapshot = ClusterSnapshot.of(cib, request.now(), request.zone());
        ClusterStatus before = ClusterStatus.of(snapshot);
        Injector.Result injected = Injector.apply(snapshot, request.injections(), request.clock());
        Cib input = injected.cib();
        if (request.depth() == Depth.STATUS) {
            return new Simulation(before, injected.events(), input, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
        }
        ClusterSnapshot changed = request.injections().isEmpty() ? snapshot : ClusterSnapshot.of(input, request.now(), request.zone());
        var scores = new ArrayList<ScoreLine>();
        Schedule schedule = Scheduler.schedule(changed, request.scores() ? scores::add : null);
        Optional<Execution> execution = request.depth() == Depth.SCHEDULE ? Optional.empty()
                : Optional.of(Execution.of(input, schedule, request.failures(), request.clock(), request.namesNodes()));
        Optional<ClusterStatus> after = execution.map(done -> ClusterStatus.of(done.cib(), request.now(), request.zone()));
        return new Simulation(before, injected.events(), input, Optional.of(schedule), scores, execution, after);
    }

    /** The CIB at the end. */
    public Cib output() {
        return execution.map(Execution::cib).orElse(input);
    }
}
