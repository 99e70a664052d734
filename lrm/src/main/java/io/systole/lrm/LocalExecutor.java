package io.systole.lrm;

import io.systole.agents.AgentCatalog;
import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.spi.ResourceExecutor;
import io.systole.lrm.agent.AgentClasses;
import io.systole.lrm.instant.Pace;
import io.systole.lrm.memory.AgentFiles;
import io.systole.lrm.memory.CallIds;
import io.systole.lrm.memory.LastStarts;
import io.systole.lrm.memory.ReservationFile;
import io.systole.lrm.memory.StartFiles;
import io.systole.lrm.process.MarkedProcesses;
import io.systole.lrm.process.ProcessRunner;
import io.systole.lrm.queue.FirstRun;
import io.systole.lrm.queue.OperationBoard;
import io.systole.lrm.queue.Order;
import io.systole.lrm.queue.Outcome;
import io.systole.lrm.queue.Step;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs agents as processes of this node.
 *
 * <p>All bookkeeping happens on one thread of its own ({@link LrmLoop}), which also calls the listener; callers never wait.
 * Each running agent has a virtual thread that ends with it. After a restart of the daemon nothing is taken as running:
 * the cluster probes, as soon as what a former daemon has left at work has ended. Only call ids, the parameters of the last starts and
 * the agents at work are kept.
 */
public final class LocalExecutor implements ResourceExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(LocalExecutor.class);

    private final Clock clock;
    private final OperationBoard board;
    private final CallIds callIds;
    private final LastStarts lastStarts;
    private final AgentRuns runs;
    private final LrmLoop loop = new LrmLoop();
    /** When the exit code that each recurring operation gives now first came. */
    private final Map<OperationKey, FirstSeen> firstSeen = new HashMap<>();
    /** Which agent each resource was last run with. */
    private final Map<ResourceId, AgentId> agents = new HashMap<>();
    private final ForcedStop forced;
    private final FormerAgents former;
    private final PromptMonitors prompt;
    /** Orders that came while everything is being ended by force; empty optional: nothing is. */
    private Optional<List<Runnable>> held = Optional.empty();
    private Results results;
    private boolean closed;

    private record FirstSeen(int exitCode, Instant since) {}

    /**
     * Reads what was kept, and looks whether agents can be run here.
     *
     * @param catalog finds agents and describes them
     * @throws IOException if a directory for what is kept cannot be made
     * @throws IllegalStateException if agents cannot be run on this machine; the message says what to install
     */
    public LocalExecutor(LrmSettings settings, AgentCatalog catalog, Clock clock) throws IOException {
        this(settings, catalog, clock, resource -> CompletableFuture.completedFuture(true));
    }

    /**
     * The same.
     *
     * @param instantDetection whether the monitors of a resource shall run at once when something of it goes away
     *     ({@link io.systole.core.option.ResourceOption#INSTANT_DETECTION}); asked on any thread, each time
     */
    public LocalExecutor(LrmSettings settings, AgentCatalog catalog, Clock clock,
            Function<ResourceId, CompletionStage<Boolean>> instantDetection) throws IOException {
        this.clock = clock;
        this.board = new OperationBoard(settings.maxRecurringRuns());
        this.callIds = new CallIds(new ReservationFile(settings.stateDirectory(), clock));
        this.lastStarts = StartFiles.open(settings.runDirectory());
        AgentTempDirectory.prepare(settings.agents().tempDirectory());
        var agentFiles = new AgentFiles(settings.runDirectory());
        this.former = new FormerAgents(agentFiles);
        this.runs = new AgentRuns(new AgentClasses(catalog, settings.agents()), new ProcessRunner(settings.killGrace()),
                new AgentDescriptions(catalog), clock, (request, session) -> {
                    if (Order.changesState(request.key())) {
                        FormerAgents.note(agentFiles, request, session);
                    }
                }, (request, session) -> {
                    if (Order.changesState(request.key())) {
                        agentFiles.ended(session);
                    }
                });
        var marks = new MarkedProcesses(settings.agents().mark());
        this.forced = new ForcedStop(runs, marks);
        this.prompt = new PromptMonitors(marks, runs, loop, this::advance, instantDetection);
    }

    @Override
    public void start(Listener listener) {
        results = new Results(listener, clock);
        former.resources().forEach(board::occupy);
        loop.start();
        former.await(resource -> loop.submit(() -> {
            board.vacate(resource);
            advance();
        }));
        prompt.start();
    }

    @Override
    public void execute(OperationRequest request) {
        inTurn(() -> {
            var order = new Order(Intervals.checked(request), callIds.next());
            if (closed) {
                results.refused(order, "the local resource manager of this node is closing");
                return;
            }
            agents.put(request.key().resource(), request.agent());
            Duration delay = FirstRun.delay(order.request(), clock.instant(), ZoneId.systemDefault());
            perform(board.accept(order, delay, loop.now()));
            advance();
        });
    }

    @Override
    public void cancel(OperationKey key, String transitionKey) {
        inTurn(() -> {
            List<Step> steps = board.cancel(key, transitionKey);
            if (steps.isEmpty()) {
                results.nothingToCancel(key, agents.getOrDefault(key.resource(), Results.NO_AGENT), transitionKey, callIds.next());
            }
            perform(steps);
            advance();
        });
    }

    @Override
    public void forget(ResourceId resource) {
        inTurn(() -> {
            lastStarts.forget(resource);
            agents.remove(resource);
            prompt.forget(resource);
            perform(board.forget(resource, "the resource was removed"));
            advance();
        });
    }

    @Override
    public void halt(Duration within, Consumer<List<ResourceId>> done) {
        inTurn(() -> {
            held = Optional.of(new ArrayList<>());
            for (ResourceId resource : board.resources()) {
                perform(board.forget(resource, "everything on this node was ended by force"));
            }
            runs.killAll();
            SortedMap<ResourceId, LastStarts.Start> started = lastStarts.all();
            Thread.ofVirtual().name("forced stop").start(() -> {
                List<ResourceId> left = stopAll(started, within);
                loop.submit(() -> halted(started.keySet(), left, done));
            });
        });
    }

    private List<ResourceId> stopAll(SortedMap<ResourceId, LastStarts.Start> started, Duration within) {
        try {
            return forced.stop(started, within);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the thread of the forced stop", e);
        } catch (RuntimeException e) {
            LOG.error("the forced stop failed", e);
            return List.copyOf(started.keySet());
        }
    }

    private void halted(Set<ResourceId> started, List<ResourceId> left, Consumer<List<ResourceId>> done) {
        started.stream().filter(resource -> !left.contains(resource)).forEach(lastStarts::forget);
        started.forEach(prompt::forget);
        done.accept(left);
        List<Runnable> waiting = held.orElse(List.of());
        held = Optional.empty();
        waiting.forEach(this::inTurn);
        if (closed) {
            endIfQuiet();
        }
    }

    /** Does this on the loop, unless everything is being ended by force: then after that. */
    private void inTurn(Runnable work) {
        loop.submit(() -> {
            if (held.isPresent()) {
                held.get().add(work);
            } else {
                work.run();
            }
        });
    }

    @Override
    public void close() {
        loop.submit(() -> {
            closed = true;
            prompt.close();
            perform(board.close("the local resource manager of this node is closing"));
            endIfQuiet();
        });
    }

    private void advance() {
        for (Pace.Due due : prompt.due()) {
            if (board.prompt(due.resource(), loop.now())) {
                prompt.prompted(due);
            }
        }
        perform(board.advance(loop.now()));
        earliest(board.wakeAt(loop.now()), prompt.wakeAt()).ifPresentOrElse(time -> loop.wakeAt(time, this::advance), loop::sleep);
    }

    private static Optional<Duration> earliest(Optional<Duration> one, Optional<Duration> other) {
        return other.filter(time -> one.isEmpty() || time.compareTo(one.get()) < 0).or(() -> one);
    }

    private void perform(List<Step> steps) {
        steps.forEach(this::perform);
    }

    private void perform(Step step) {
        switch (step) {
            case Step.Launch launch -> launch(launch);
            case Step.Kill(Order order) -> runs.kill(order.callId());
            case Step.ReportCancelled(Order order, String transitionKey, String reason) -> {
                firstSeen.remove(order.key());
                runs.forget(order.key());
                results.cancelled(order, transitionKey, reason);
            }
            case Step.ReportDelayed(Order order, Duration delay) -> results.delayed(order, delay);
            case Step.ReportOutcome outcome -> throw new IllegalStateException("an outcome without a run: " + outcome.order());
        }
    }

    private void launch(Step.Launch launch) {
        OperationRequest request = lastStarts.applied(launch.order().request());
        lastStarts.attempt(request);
        long callId = launch.order().callId();
        Optional<String> early = prompt.reason(launch.order());
        runs.start(request, callId, () -> prompt.begins(request, callId),
                run -> loop.submit(() -> ended(launch, early.map(run::because).orElse(run), early)));
    }

    private void ended(Step.Launch launch, AgentRuns.Run run, Optional<String> early) {
        Order order = launch.order();
        prompt.ended(order, run, early);
        for (Step step : board.ended(order, new Outcome(run.verdict().status(), run.verdict().exitCode()), loop.now())) {
            if (step instanceof Step.ReportOutcome) {
                lastStarts.learn(run.request(), run.verdict().status(), run.verdict().exitCode());
                results.outcome(order, run, since(order, run), launch.queueTime());
            } else {
                perform(step);
            }
        }
        if (closed) {
            endIfQuiet();
        } else {
            advance();
        }
    }

    /** For a recurring operation the time when this exit code first came, else the time of the run. */
    private Instant since(Order order, AgentRuns.Run run) {
        if (!order.key().recurring()) {
            return run.startedAt();
        }
        var fresh = new FirstSeen(run.verdict().exitCode(), run.startedAt());
        return firstSeen.merge(order.key(), fresh, (old, now) -> old.exitCode() == now.exitCode() ? old : now).since();
    }

    private void endIfQuiet() {
        if (board.isQuiet() && held.isEmpty()) {
            runs.close();
            loop.end();
        }
    }
}
