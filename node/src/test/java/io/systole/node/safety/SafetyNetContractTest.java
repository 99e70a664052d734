package io.systole.node.safety;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.ResourceId;
import io.systole.core.contract.WatchdogContract;
import io.systole.core.controller.SelfFencing;
import io.systole.core.spi.Watchdog;
import io.systole.node.config.SafetySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The safety net with its deadline file, and the guard in a thread of this process in the place of its own process. */
class SafetyNetContractTest extends WatchdogContract {
    private static final SafetySettings SETTINGS = new SafetySettings(SelfFencing.forFailureDetection(Duration.ofSeconds(2)), true,
            Optional.empty(), Optional.empty(), false);

    @TempDir
    Path directory;

    private final CountDownLatch ended = new CountDownLatch(1);
    private SafetyNet net;
    private Thread guard;

    @Override
    protected Watchdog watchdog() {
        net = net(directory);
        guard = guard(directory, ended);
        return net;
    }

    @AfterEach
    void close() throws InterruptedException {
        guard.interrupt();
        guard.join();
        net.close();
    }

    /** Its guard process ends at once; the thread does its work. */
    private static SafetyNet net(Path run) {
        return new SafetyNet(SETTINGS, run, List.of("true"));
    }

    /** Guards again and again, as the net starts a new guard with the next deadline. */
    private static Thread guard(Path run, CountDownLatch end) {
        var guard = new Guard(run, new Guard.Hand() {
            @Override
            public List<ResourceId> end(Duration within) {
                end.countDown();
                return List.of();
            }

            @Override
            public void reset(String reason) {
                throw new AssertionError(reason);
            }
        });
        return Thread.ofVirtual().start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    guard.watch(Duration.ofSeconds(1));
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    @Override
    protected boolean ended() {
        return ended.getCount() == 0;
    }

    /** As long as another net with the same machinery takes to end something. */
    @Override
    protected void pass(Duration span) {
        try {
            Path other = Files.createTempDirectory(directory, "control");
            var over = new CountDownLatch(1);
            Thread watch = guard(other, over);
            try (SafetyNet control = net(other)) {
                control.pet(span);
                assertTrue(over.await(60, TimeUnit.SECONDS));
            } finally {
                watch.interrupt();
                watch.join();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    protected void awaitEnd() {
        try {
            assertTrue(ended.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
