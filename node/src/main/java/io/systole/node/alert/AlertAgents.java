package io.systole.node.alert;

import io.systole.core.alert.AlertCall;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.AlertSink;
import io.systole.lrm.process.ProcessEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the alert programs of the configuration: one at a time for each alert and recipient, in the order of events, different ones
 * side by side. A program that hangs or a flood of events holds up nobody but its own lane, and costs no more than the room of it.
 */
public final class AlertAgents implements AlertSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertAgents.class);
    /** Enough for a start of hundreds of resources; some hundred kilobytes for each lane at most, as events usually are. */
    private static final int ROOM = 500;
    /** How long an orderly end waits for programs: time for a mail, not for one that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LogAlerts log = new LogAlerts();
    private final AlertResults results = new AlertResults();
    private final Supplier<AlertRunner> runners;
    private final int room;
    private final Duration patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AlertLane> lanes = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> giveUp = new CompletableFuture<>();
    private AlertRunner runner;

    /**
     * For programs that find ours in this directory.
     *
     * @param socket where ours find this daemon, if it is not where they look by themselves
     */
    public AlertAgents(Path tools, Optional<Path> socket) {
        this(() -> new AlertPrograms(tools, socket, AlertUser.ofThisMachine()), ROOM, PATIENCE);
    }

    /**
     * With another way to run programs.
     *
     * @param runners gives it when the first program is due
     * @param room how many calls may wait in each lane
     * @param patience how long {@link #close} waits
     */
    AlertAgents(Supplier<AlertRunner> runners, int room, Duration patience) {
        this.runners = runners;
        this.room = room;
        this.patience = patience;
    }

    @Override
    public void alert(String kind, NodeName node, String text, SortedMap<String, String> details) {
        log.alert(kind, node, text, details);
    }

    @Override
    public void run(AlertCall call) {
        AlertLane lane = lanes.computeIfAbsent(call.lane(), name -> new AlertLane(room));
        if (lane.add(call)) {
            try {
                threads.execute(() -> work(lane, call));
            } catch (RejectedExecutionException closed) {
                LOG.debug("{} via {}: too late, this daemon ends", call.event(), call.name());
            }
        }
    }

    private void work(AlertLane lane, AlertCall first) {
        AlertCall last = first;
        for (var next = lane.next(last); next.isPresent(); next = lane.next(last)) {
            last = next.get();
            results.ended(last, end(last));
        }
    }

    private ProcessEnd end(AlertCall call) {
        try {
            return runner().run(call, giveUp);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new ProcessEnd.Cancelled(false);
        } catch (RuntimeException | Error e) {
            // Whatever it was: the calls behind this one shall have their turn.
            LOG.error("{} via {} could not be run", call.event(), call.name(), e);
            return new ProcessEnd.NotStarted(ProcessEnd.Cause.OTHER, e.toString());
        }
    }

    private synchronized AlertRunner runner() {
        if (runner == null) {
            runner = runners.get();
        }
        return runner;
    }

    /** How many calls were dropped since the start because their programs were too slow. */
    long dropped() {
        return lanes.values().stream().mapToLong(AlertLane::dropped).sum();
    }

    /** Takes no more calls, gives those that wait a little time, and ends what still runs then. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                int left = lanes.values().stream().mapToInt(AlertLane::clear).sum();
                LOG.warn("this daemon ends; alert programs that still run are ended, and {} alerts that waited for them are lost", left);
                giveUp.complete(null);
                threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
