package io.systole.lrm;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.memory.LastStarts;
import io.systole.lrm.process.MarkedProcesses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends resources by force: kills what descends from their agents, then lets each agent stop its resource, which takes away what is
 * no process (addresses, mounts). All at once, without regard to order, those that fail again until the time is over.
 */
final class ForcedStop {
    private static final Logger LOG = LoggerFactory.getLogger(ForcedStop.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private final AgentRuns runs;
    private final MarkedProcesses processes;
    /** Numbers of its own for runs that are nobody's operation. */
    private long lastRun;

    ForcedStop(AgentRuns runs, MarkedProcesses processes) {
        this.runs = runs;
        this.processes = processes;
    }

    /** Blocks until all is stopped or the time is over; gives what may still be active. To be called by one thread at a time. */
    List<ResourceId> stop(SortedMap<ResourceId, LastStarts.Start> started, Duration within) throws InterruptedException {
        if (started.isEmpty()) {
            return List.of();
        }
        long end = System.nanoTime() + within.toNanos();
        LOG.warn("ending by force within {} ms: {}", within.toMillis(), started.keySet());
        int killed = processes.kill();
        LOG.warn("killed {} processes of resources", killed);
        killUnits(started, within);
        SortedMap<ResourceId, LastStarts.Start> left = new TreeMap<>(started);
        while (true) {
            Duration rest = Duration.ofNanos(end - System.nanoTime());
            round(left, rest.compareTo(SHORTEST) < 0 ? SHORTEST : rest);
            if (left.isEmpty() || end - System.nanoTime() < SHORTEST.toNanos()) {
                return new ArrayList<>(left.keySet());
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Their processes are children of systemd, which gives them seconds to end; the time is for what is no process. */
    private void killUnits(SortedMap<ResourceId, LastStarts.Start> started, Duration within) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            started.values().forEach(start -> threads.execute(() -> runs.killUnit(start.agent(), within.dividedBy(2))));
        }
    }

    private void round(SortedMap<ResourceId, LastStarts.Start> left, Duration within) {
        SortedMap<ResourceId, CompletableFuture<AgentRuns.Run>> stops = new TreeMap<>();
        left.forEach((resource, start) -> {
            var ended = new CompletableFuture<AgentRuns.Run>();
            stops.put(resource, ended);
            runs.start(request(resource, start.agent(), start.parameters(), within), --lastRun, ended::complete);
        });
        stops.forEach((resource, ended) -> {
            AgentRuns.Run run = ended.join();
            if (run.verdict().status() == ExecutionStatus.DONE && run.verdict().exitCode() == ExitCode.OK) {
                left.remove(resource);
            } else {
                LOG.warn("{} could not be stopped by force: {}, exit code {} {}", resource, run.verdict().status(),
                        run.verdict().exitCode(), run.verdict().reason());
            }
        });
    }

    private static OperationRequest request(ResourceId resource, AgentId agent, SortedMap<String, String> parameters, Duration within) {
        var key = new OperationKey(resource, "stop", Duration.ZERO);
        return new OperationRequest(key, agent, within, Duration.ZERO, parameters, new TreeMap<>(), "", ExitCode.OK);
    }
}
