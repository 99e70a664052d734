package io.systole.node.fence;

import io.systole.core.fencing.AgentCall;
import io.systole.core.fencing.AgentEnd;
import io.systole.core.spi.FenceExecutor;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import io.systole.lrm.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs fence agents as processes. Parameters, passwords among them, go to the agent's standard input and never into the log; the
 * agent need not read them. Each run has a virtual thread of its own, which waits for the agent.
 */
public final class FenceAgents implements FenceExecutor, AutoCloseable {
    /** Where packages install fence agents. */
    public static final Path USUAL_DIRECTORY = Path.of("/usr/sbin");

    private static final Logger LOG = LoggerFactory.getLogger(FenceAgents.class);
    /** How long an agent that ran out of time may take to end by itself before it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    /** PCMK_service tells the agents of ClusterLabs that somebody else watches their time (fencing.py, --disable-timeout). */
    private static final SortedMap<String, String> ENVIRONMENT = Collections.unmodifiableSortedMap(new TreeMap<>(
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8",
                    "PCMK_service", "pacemaker-fenced")));

    private final Path agents;
    private final ProcessRunner runner = new ProcessRunner(GRACE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Long, CompletableFuture<Void>> cancellations = new ConcurrentHashMap<>();

    /**
     * Runs the agents of a directory.
     *
     * @param agents directory of the {@code fence_*} programs
     */
    public FenceAgents(Path agents) {
        this.agents = agents;
    }

    @Override
    public void run(AgentCall call, Consumer<AgentEnd> end) {
        if (!call.agent().startsWith("fence_") || call.agent().contains("/")) {
            end.accept(notStarted(call.agent() + " is no fence agent: their names begin with fence_"));
            return;
        }
        var cancellation = new CompletableFuture<Void>();
        cancellations.put(call.number(), cancellation);
        try {
            threads.execute(() -> {
                AgentEnd how = run(call, cancellation);
                cancellations.remove(call.number());
                end.accept(how);
            });
        } catch (RejectedExecutionException closed) {
            end.accept(notStarted("the daemon is stopping"));
        }
    }

    @Override
    public void kill(long number) {
        Optional.ofNullable(cancellations.get(number)).ifPresent(cancellation -> cancellation.complete(null));
    }

    private AgentEnd run(AgentCall call, CompletableFuture<Void> cancellation) {
        try {
            var command = new Command(agents.resolve(call.agent()), List.of(), ENVIRONMENT, call.input());
            AgentEnd end = switch (runner.run(command, call.timeout(), cancellation)) {
                case ProcessEnd.Exited exited -> AgentEnd.exited(exited.code(), exited.output(), exited.errors());
                case ProcessEnd.TimedOut late -> new AgentEnd(AgentEnd.Kind.TIMED_OUT, 0, late.output(), late.errors());
                case ProcessEnd.Cancelled cancelled -> new AgentEnd(AgentEnd.Kind.KILLED, 0, "", "");
                case ProcessEnd.NotStarted refused -> notStarted(refused.reason());
            };
            LOG.debug("{}: {} {}", call, end.kind(), end.code());
            return end;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return notStarted("the daemon is stopping");
        } catch (RuntimeException defect) {
            LOG.error("{} could not be run", call, defect);
            return notStarted("the agent could not be run: " + defect);
        }
    }

    private static AgentEnd notStarted(String reason) {
        return new AgentEnd(AgentEnd.Kind.NOT_STARTED, 0, "", reason);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
