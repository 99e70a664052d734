package io.systole.node.fence;

import io.systole.core.cib.Cib;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.FenceExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fences by the {@code stonith} resources of the CIB: the devices that can reach the victim are tried in the order of the
 * CIB until one succeeds. Parameters, passwords among them, go to the agent's standard input and never into the log.
 * Each attempt has a virtual thread of its own, which waits for the agent.
 */
public final class FenceAgents implements FenceExecutor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FenceAgents.class);

    private final Supplier<Cib> cib;
    private final Path agents;
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
        Path output = null;
        try {
            // A file and not a pipe: what the agent leaves behind in the background must not hold us up.
            output = Files.createTempFile("systole-fence-", ".out");
            Process process = new ProcessBuilder(agents.resolve(device.agent()).toString()).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            try (var input = process.getOutputStream()) {
                input.write(device.input(victim, action).getBytes(StandardCharsets.UTF_8));
            }
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            String said = Files.readString(output, StandardCharsets.UTF_8).strip();
            String end = ended ? "exit code " + process.exitValue() : "killed after " + timeout.toSeconds() + " s";
            return ended && process.exitValue() == 0 ? "" : end + (said.isEmpty() ? "" : ", " + said);
        } catch (IOException failed) {
            return failed.getMessage();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return "the daemon is stopping";
        } finally {
            delete(output);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            LOG.warn("cannot delete {}: {}", file, stays.getMessage());
        }
    }

    private static String names(List<FenceDevice> devices) {
        return String.join(", ", devices.stream().map(FenceDevice::id).toList());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
