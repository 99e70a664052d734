package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.membership.NodeName;
import io.systole.core.option.TimeSpan;
import io.systole.core.scheduler.Schedule;
import io.systole.core.throttle.HeldBack;
import io.systole.core.transition.AfterAbort;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.Synapse;
import io.systole.core.transition.TransitionEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the cluster going on the DC: asks the scheduler when something has changed and carries out its graph. */
final class TransitionDriver {
    private static final Logger LOG = LoggerFactory.getLogger(TransitionDriver.class);
    private static final Duration RECHECK_DEFAULT = Duration.ofMinutes(15);
    private static final Duration SHORTEST_RECHECK = Duration.ofMillis(500);

    private final Context context;
    private final Sequencer sequencer;
    private final ActionDispatcher dispatcher;
    private final Turnaround turnaround = new Turnaround();
    private final Throttling throttling;
    private final String uuid;
    private TransitionEngine engine;
    private int number;
    private String wanted = "DC Takeover";
    private boolean failureIsFatal = true;
    private String trouble = "";
    private boolean shutdownAtEnd;
    /** Where the present transition was held back, as far as the log has it. */
    private final Set<Optional<NodeName>> told = new HashSet<>();

    TransitionDriver(Context context, Sequencer sequencer, Roster roster, long term, LocalOperations local, FenceDesk fences) {
        this.context = context;
        this.sequencer = sequencer;
        this.throttling = new Throttling(context, sequencer, roster);
        this.uuid = new UUID(context.random.nextLong(), context.random.nextLong()).toString();
        this.dispatcher = new ActionDispatcher(context, sequencer, roster, term, local, fences, this);
    }

    String uuid() {
        return uuid;
    }

    boolean failureIsFatal() {
        return failureIsFatal;
    }

    Optional<TransitionEngine> engine() {
        return Optional.ofNullable(engine);
    }

    ActionDispatcher dispatcher() {
        return dispatcher;
    }

    /** Something has changed: calculate, as soon as what is in flight has ended. */
    void abort(String reason) {
        abort(reason, Synapse.INFINITE_PRIORITY, AfterAbort.RESTART);
    }

    void abort(String reason, int priority, AfterAbort end) {
        if (engine != null) {
            LOG.info("Transition {} aborted: {}", engine.number(), reason);
            engine.abort(reason, priority, end);
        } else if (end == AfterAbort.RESTART) {
            wanted = reason;
        }
    }

    /** An order of the present transition was refused, in plain words. */
    void refused(String sentence) {
        turnaround.refused(sentence);
    }

    /** This DC's own shutdown is ordered: it leaves when the present transition is over. */
    void leaveAtEnd() {
        shutdownAtEnd = true;
    }

    /** A node can no longer answer: its actions have failed, except the wish to fence it (rule C-45). */
    void nodeLost(NodeName node) {
        if (engine != null) {
            for (GraphAction action : engine.open()) {
                boolean concerned = switch (action) {
                    case GraphAction.ResourceAction resource -> resource.on().equals(node);
                    case GraphAction.CancelAction cancel -> cancel.on().equals(node);
                    case GraphAction.ClusterAction cluster -> cluster.on().equals(node);
                    case GraphAction.FenceAction fence -> false;
                    case GraphAction.PseudoAction pseudo -> false;
                };
                if (concerned) {
                    engine.fail(action.id());
                }
            }
        }
    }

    /** Whether something is under way or to be calculated. */
    boolean hasWork() {
        return engine != null || !wanted.isEmpty();
    }

    /** Goes on as far as possible; true if this DC has to leave now. */
    boolean drive() {
        while (true) {
            if (!hasWork()) {
                return false;
            }
            if (engine == null && !calculate()) {
                return false;
            }
            List<GraphAction> due = engine.fire(context.now().uptime(), throttling.limits());
            tellHeld();
            due.forEach(action -> dispatcher.perform(action, engine, uuid));
            if (!engine.over()) {
                if (due.isEmpty()) {
                    turnaround.waits();
                    armActionTimer();
                    return false;
                }
            } else if (finish()) {
                return true;
            }
        }
    }

    /** Actions whose answer did not come in time (rule C-57). */
    void actionTimer() {
        if (engine != null) {
            engine.lost(context.now().uptime()).forEach(action -> dispatcher.lost(action, engine));
            armActionTimer();
        }
    }

    void recheck() {
        if (engine == null && wanted.isEmpty()) {
            wanted = "time for a new look";
        }
    }

    String state() {
        if (engine != null) {
            return "S_TRANSITION_ENGINE";
        }
        return wanted.isEmpty() ? "S_IDLE" : "S_POLICY_ENGINE";
    }

    /** What is being done now, for people. */
    List<String> activity() {
        if (engine != null) {
            return engine.inFlight().stream().map(action -> "transition " + engine.number() + ": " + action.label() + ", because "
                    + action.reason()).toList();
        }
        if (!trouble.isEmpty()) {
            return List.of(trouble);
        }
        return wanted.isEmpty() ? List.of() : List.of("a new calculation is due: " + wanted);
    }

    private boolean calculate() {
        Optional<Duration> pause = turnaround.left(context.now().uptime());
        if (pause.isPresent()) {
            trouble = turnaround.reason() + "; the next try is in " + pause.get().toMillis() + " ms (" + wanted + ")";
            context.arm(TimerId.RECHECK, pause.get());
            return false;
        }
        sequencer.flush();
        Cib cib = sequencer.cib();
        Instant now = context.now().clock();
        Schedule schedule;
        try {
            schedule = context.scheduler.apply(cib, now);
        } catch (RuntimeException defect) {
            LOG.error("the scheduler failed on CIB {}", cib.version(), defect);
            trouble = "the scheduler failed on this CIB (" + defect + "); waiting for a change";
            context.alert("node", context.self(), trouble);
            wanted = "";
            return false;
        }
        trouble = "";
        wanted = "";
        failureIsFatal = schedule.graph().failureIsFatal();
        if (schedule.graph().isEmpty()) {
            armRecheck(cib, schedule.graph().recheckBy(), now);
            return false;
        }
        context.cancel(TimerId.RECHECK);
        engine = new TransitionEngine(number++, schedule.graph());
        turnaround.begins();
        told.clear();
        return true;
    }

    /** Takes note of the end of a transition; true if this DC leaves now. */
    private boolean finish() {
        LOG.info("{}", engine.summary());
        turnaround.over(context.now().uptime());
        AfterAbort end = engine.end();
        String reason = engine.summary().abortReason();
        Optional<Instant> recheckBy = engine.graph().recheckBy();
        boolean terminated = engine.summary().status().equals("Terminated");
        engine = null;
        context.cancel(TimerId.ACTION);
        if (shutdownAtEnd || end == AfterAbort.SHUTDOWN) {
            return true;
        }
        if (end == AfterAbort.RESTART) {
            wanted = wanted.isEmpty() ? reason : wanted;
        } else {
            trouble = terminated ? "transition " + (number - 1) + " could not be carried out to its end" : "";
            armRecheck(sequencer.cib(), recheckBy, context.now().clock());
        }
        return false;
    }

    private void tellHeld() {
        for (HeldBack each : engine.held()) {
            if (told.add(each.node())) {
                LOG.info("transition {}: {}", engine.number(), each.sentence());
            }
        }
    }

    private void armActionTimer() {
        engine.nextDeadline().ifPresent(deadline -> context.arm(TimerId.ACTION, deadline.minus(context.now().uptime())));
    }

    private void armRecheck(Cib cib, Optional<Instant> recheckBy, Instant now) {
        Duration interval = ClusterProperties.get(cib, "cluster-recheck-interval").map(TimeSpan::interval)
                .filter(OptionalLong::isPresent).map(span -> Duration.ofMillis(span.getAsLong())).orElse(RECHECK_DEFAULT);
        Duration wait = recheckBy.map(by -> Duration.between(now, by)).filter(until -> interval.isZero() || until.compareTo(interval) < 0)
                .orElse(interval);
        if (!wait.isZero()) {
            context.arm(TimerId.RECHECK, wait.compareTo(SHORTEST_RECHECK) < 0 ? SHORTEST_RECHECK : wait);
        }
    }
}
