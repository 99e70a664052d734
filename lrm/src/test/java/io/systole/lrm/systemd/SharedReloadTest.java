package io.systole.lrm.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.systole.lrm.AgentYard;
import io.systole.lrm.systemd.SystemdException.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReloadTest {
    private final SharedReload shared = new SharedReload();
    private final AtomicInteger reloads = new AtomicInteger();
    private final Patience patience = new Patience(Duration.ofSeconds(60), new CompletableFuture<>());

    @Test
    void allWhoComeWhileOneRunsShareTheNext() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofVirtual().start(() -> reload(() -> {
            inside.countDown();
            gate.await();
        })));
        inside.await();
        for (int i = 0; i < 10; i++) {
            threads.add(Thread.ofVirtual().start(() -> reload(() -> { })));
        }
        AgentYard.waitUntil("all wait", () -> threads.stream().skip(1).allMatch(each -> each.getState() == Thread.State.TIMED_WAITING));

        gate.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertEquals(2, reloads.get());
    }

    @Test
    void oneThatFailedServesNobody() {
        SharedReload.Reload broken = () -> {
            throw new SystemdException(Cause.OTHER, "no");
        };

        assertThrows(SystemdException.class, () -> shared.after(broken, patience));
        reload(() -> { });

        assertEquals(1, reloads.get());
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void reload(Work work) {
        try {
            shared.after(() -> {
                reloads.incrementAndGet();
                try {
                    work.run();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }, patience);
        } catch (SystemdException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
