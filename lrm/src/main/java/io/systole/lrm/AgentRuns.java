package io.systole.lrm;

import io.systole.core.cib.AgentId;
import io.systole.core.operation.DeclaredParameters;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationDigests;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.agent.AgentClasses;
import io.systole.lrm.agent.AgentClasses.Prepared;
import io.systole.lrm.agent.Verdict;
import io.systole.lrm.process.ProcessRunner;
import io.systole.lrm.process.Reach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agents that run now, each with a virtual thread that waits for its end. Thread-safe. */
final class AgentRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentRuns.class);

    private final AgentClasses classes;
    private final ProcessRunner processes;
    private final AgentDescriptions descriptions;
    private final Clock clock;
    private final BiConsumer<OperationRequest, Long> launched;
    private final BiConsumer<OperationRequest, Long> ended;
    private final Habits habits = new Habits();
    private final Map<Long, CompletableFuture<Void>> cancellations = new ConcurrentHashMap<>();
    private final Map<Long, Long> sessions = new ConcurrentHashMap<>();

    /** Tells nobody which processes run. */
    AgentRuns(AgentClasses classes, ProcessRunner processes, AgentDescriptions descriptions, Clock clock) {
        this(classes, processes, descriptions, clock, (request, session) -> { }, (request, session) -> { });
    }

    /**
     * The same, and tells which processes run.
     *
     * @param launched hears what an agent is to do, and its session, as soon as it runs; on the thread of the run
     * @param ended hears the same when it has ended; on the thread of the run
     */
    AgentRuns(AgentClasses classes, ProcessRunner processes, AgentDescriptions descriptions, Clock clock,
            BiConsumer<OperationRequest, Long> launched, BiConsumer<OperationRequest, Long> ended) {
        this.launched = launched;
        this.ended = ended;
        this.classes = classes;
        this.processes = processes;
        this.descriptions = descriptions;
        this.clock = clock;
    }

    /**
     * A run that has ended.
     *
     * @param request what was really run
     * @param session of the agent's process; 0 if none was needed
     */
    record Run(OperationRequest request, Verdict verdict, Instant startedAt, Duration execTime, SortedMap<String, String> digests,
            long session) {
        /** The same with this reason, unless the agent has given one. */
        Run because(String reason) {
            var explained = new Verdict(verdict.status(), verdict.exitCode(), reason, verdict.output());
            return verdict.reason().isEmpty() ? new Run(request, explained, startedAt, execTime, digests, session) : this;
        }
    }

    /** Starts an agent and tells its end. */
    void start(OperationRequest request, long callId, Consumer<Run> whenEnded) {
        start(request, callId, () -> { }, whenEnded);
    }

    /** The same; does something else before, on the thread of the run. */
    void start(OperationRequest request, long callId, Runnable before, Consumer<Run> whenEnded) {
        var cancellation = new CompletableFuture<Void>();
        cancellations.put(callId, cancellation);
        Thread.ofVirtual().name(request.key() + " #" + callId).start(() -> {
            before.run();
            Run run = run(request, callId, cancellation);
            cancellations.remove(callId);
            Optional.ofNullable(sessions.remove(callId)).ifPresent(session -> ended.accept(request, session));
            whenEnded.accept(run);
        });
    }

    /** The sessions of the agents that run now. */
    Set<Long> sessions() {
        return Set.copyOf(sessions.values());
    }

    /** Kills a running agent; harmless if it has just ended. */
    void kill(long callId) {
        Optional.ofNullable(cancellations.get(callId)).ifPresent(cancellation -> cancellation.complete(null));
    }

    /** Kills all that run now. */
    void killAll() {
        cancellations.values().forEach(cancellation -> cancellation.complete(null));
    }

    /** This operation recurs no more. */
    void forget(OperationKey key) {
        habits.forget(key);
    }

    /** Kills what runs of a resource without being a process of its agents. Blocks; any thread. */
    void killUnit(AgentId agent, Duration within) {
        classes.kill(agent, within);
    }

    /** To be called when nothing runs any more. */
    @Override
    public void close() {
        classes.close();
    }

    private Run run(OperationRequest request, long callId, CompletableFuture<Void> cancellation) {
        Optional<Habits.Habit> habit = habits.of(request);
        Supplier<Optional<DeclaredParameters>> declared = habit.isPresent() ? () -> declared(request) : declaredBeside(request);
        Instant startedAt = clock.instant();
        long start = System.nanoTime();
        Prepared prepared = habit.<Prepared>map(Habits.Habit::program).orElseGet(() -> prepared(request));
        Verdict verdict = verdict(request, prepared, callId, cancellation);
        if (habit.isPresent() && verdict.status() == ExecutionStatus.NOT_INSTALLED) {
            // It is not where it was. Perhaps it is elsewhere now; if not, this says where it should be.
            prepared = prepared(request);
            verdict = verdict(request, prepared, callId, cancellation);
        }
        var execTime = Duration.ofNanos(System.nanoTime() - start);
        boolean asUsual = habit.isPresent() && Habits.wentWell(request, verdict);
        SortedMap<String, String> digests = asUsual ? habit.get().digests()
                : OperationDigests.attributes(request.key(), request.timeout(), request.parameters(), declared.get());
        habits.ended(request, prepared, verdict, digests);
        return new Run(request, verdict, startedAt, execTime, digests, sessions.getOrDefault(callId, 0L));
    }

    private Prepared prepared(OperationRequest request) {
        try {
            return classes.prepare(request);
        } catch (RuntimeException | Error e) {
            return new Prepared.Answer(fault(request, e));
        }
    }

    private Verdict verdict(OperationRequest request, Prepared prepared, long callId, CompletableFuture<Void> cancellation) {
        try {
            return switch (prepared) {
                case Prepared.Answer(Verdict verdict) -> verdict;
                case Prepared.Work(AgentClasses.Task task) -> task.run(cancellation);
                case Prepared.Program program -> program.verdict(processes.run(program.command(), program.timeout(), cancellation,
                        reach(request), session -> {
                            sessions.put(callId, session);
                            launched.accept(request, session);
                        }));
            };
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the thread of an agent", e);
        } catch (RuntimeException | Error e) {
            return fault(request, e);
        }
    }

    /** Whatever it was: an operation without a result would hold up its resource for ever. */
    private static Verdict fault(OperationRequest request, Throwable e) {
        LOG.error("{} could not be run", request.key(), e);
        return Verdict.error("the agent could not be run: " + e, "");
    }

    /** With {@code on-fail=block} people are to look at what is left, so nothing of it is taken away (as Pacemaker does). */
    private static Reach reach(OperationRequest request) {
        String onFail = request.meta().getOrDefault("on_fail", request.meta().getOrDefault("on-fail", ""));
        return onFail.equals("block") ? Reach.PROGRAM : Reach.GROUP;
    }

    /** Asked beside the agent's own run, since meta-data of some agents takes half a second, which no timeout should pay for. */
    private Supplier<Optional<DeclaredParameters>> declaredBeside(OperationRequest request) {
        var declared = new CompletableFuture<Optional<DeclaredParameters>>();
        Thread.ofVirtual().start(() -> declared.complete(declared(request)));
        return declared::join;
    }

    private Optional<DeclaredParameters> declared(OperationRequest request) {
        try {
            return descriptions.of(request);
        } catch (RuntimeException | Error e) {
            LOG.error("the meta-data of {} cannot be understood", request.agent(), e);
            return Optional.empty();
        }
    }
}
