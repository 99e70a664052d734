package io.systole.lrm.systemd;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has systemd read its files again, once for all who have changed one: a reload that begins after a change has it. On a large machine a
 * reload takes a second, and a group may start twenty units at once. Thread-safe.
 */
final class SharedReload {
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicLong asked = new AtomicLong();
    /** All who asked until this have been served; guarded by {@link #turn}. */
    private long served;

    /** What is to be done. */
    @FunctionalInterface
    interface Reload {
        /** Returns when systemd has read all files. */
        void run() throws SystemdException;
    }

    /**
     * Returns when a reload has ended that began after this call.
     *
     * @throws SystemdException if it failed, or another one takes too long
     */
    void after(Reload reload, Patience patience) throws SystemdException, InterruptedException {
        long ticket = asked.incrementAndGet();
        if (!turn.tryLock(patience.rest(FOR_EVER).toMillis(), TimeUnit.MILLISECONDS)) {
            throw new SystemdException(SystemdException.Cause.NO_ANSWER, "systemd takes long to read its files");
        }
        try {
            if (served < ticket) {
                long upTo = asked.get();
                reload.run();
                served = upTo;
            }
        } finally {
            turn.unlock();
        }
    }
}
