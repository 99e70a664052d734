package io.systole.node.fence;

import io.systole.core.cib.Cib;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.FenceExecutor;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import io.systole.lrm.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fences by the {@code stonith} resources of the CIB: the devices that can reach the victim are tried in the order of the
 * CIB until one succeeds. Parameters, passwords among them, go to the agent's standard input and never into the log; the agent
 * need not read them.
 * Each attempt has a virtual thread of its own, which waits for the agent.
 */
public final class FenceAgents implements FenceExecutor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FenceAgents.class);
    /** How long an agent that ran out of time may take to end by itself before it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final SortedMap<String, String> ENVIRONMENT = Collections.unmodifiableSortedMap(new TreeMap<>(
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8")));

    private final Supplier<Cib> cib;
    private final Path agents;
    private final ProcessRunner runner = new ProcessRunner(GRACE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Fencing by what is configured at the time it is needed.
     *
     * @param cib the newest CIB; asked on the caller's thread
     * @param agents directory of the {@code fence_*} programs
     */
    public FenceAgents(Supplier<Cib> cib, Path agents) {
        this.cib = cib;
        this.agents = agents;
    }

    @Override
    public void fence(NodeName victim, String action, Duration timeout, Consumer<Outcome> outcome) {
        List<FenceDevice> all = cib.get().section("resources").tree()
                .filter(element -> element.is("primitive") && "stonith".equals(element.get("class"))).map(FenceDevice::of).toList();
        List<FenceDevice> able = all.stream().filter(device -> device.reaches(victim)).toList();
        if (able.isEmpty()) {
            outcome.accept(new Outcome(false, all.isEmpty() ? "no fence device is configured"
                    : "none of the fence devices " + names(all) + " can fence " + victim));
            return;
        }
        threads.execute(() -> outcome.accept(tryAll(able, victim, action, timeout)));
    }

    private Outcome tryAll(List<FenceDevice> devices, NodeName victim, String action, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        var failures = new StringBuilder();
        for (FenceDevice device : devices) {
            String failure = attempt(device, victim, action, Duration.ofNanos(end - System.nanoTime()));
            if (failure.isEmpty()) {
                return new Outcome(true, "fence device " + device.id() + " did '" + action + "' of " + victim);
            }
            LOG.warn("fence device {} could not do '{}' of {}: {}", device.id(), action, victim, failure);
            failures.append(failures.isEmpty() ? "" : "; ").append(device.id()).append(": ").append(failure);
        }
        return new Outcome(false, failures.toString());
    }

    /** Why it failed; empty if the victim is down. */
    private String attempt(FenceDevice device, NodeName victim, String action, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            return "no time was left";
        }
        try {
            var command = new Command(agents.resolve(device.agent()), List.of(), ENVIRONMENT, device.input(victim, action));
            return switch (runner.run(command, timeout, new CompletableFuture<>())) {
                case ProcessEnd.Exited end when end.code() == 0 -> "";
                case ProcessEnd.Exited end -> "exit code " + end.code() + said(end.errors(), end.output());
                case ProcessEnd.TimedOut end ->
                    String.format(Locale.ROOT, "killed after %.1f s", timeout.toMillis() / 1000.0) + said(end.errors(), end.output());
                case ProcessEnd.Cancelled cancelled -> "cancelled";
                case ProcessEnd.NotStarted refused -> refused.reason();
            };
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return "the daemon is stopping";
        }
    }

    /** What the agent said, errors first. */
    private static String said(String errors, String output) {
        String said = errors.isBlank() ? output.strip() : errors.strip();
        return said.isEmpty() ? "" : ", " + said;
    }

    private static String names(List<FenceDevice> devices) {
        return String.join(", ", devices.stream().map(FenceDevice::id).toList());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
