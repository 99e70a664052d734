package io.systole.lrm.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread on which things are done when the kernel says that a descriptor can be read or that a process has ended, or when it is time.
 * Nothing that is done there may wait for anything. Thread-safe; runs as long as the JVM.
 */
public final class KernelLoop {
    private static final Logger LOG = LoggerFactory.getLogger(KernelLoop.class);
    private static final long NANOS_IN_MILLI = 1_000_000;
    /** Nobody's token but the bell's. */
    private static final long BELL = 0;

    private final long origin = System.nanoTime();
    private final Epoll epoll;
    private final int bell;
    private final AtomicLong tokens = new AtomicLong(BELL);
    /** By descriptor. */
    private final Map<Integer, Long> heard = new ConcurrentHashMap<>();
    /** By token, of which none comes twice: what was to be said of a descriptor that is closed says nothing of its successor. */
    private final Map<Long, Runnable> listeners = new ConcurrentHashMap<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Alarms alarms = new Alarms();
    private final Thread thread;

    /**
     * Starts the thread.
     *
     * @throws IllegalStateException if this process may open no more files
     */
    public KernelLoop(String name) {
        try {
            epoll = new Epoll();
            bell = Descriptors.bell();
            epoll.addBell(bell, BELL);
        } catch (IOException e) {
            throw new IllegalStateException("processes cannot be watched: " + e.getMessage() + "; see the limit of open files", e);
        }
        thread = Thread.ofPlatform().name(name).daemon().start(this::work);
    }

    /** The one of this process. */
    public static KernelLoop ofThisProcess() {
        return Shared.INSTANCE;
    }

    private static final class Shared {
        private static final KernelLoop INSTANCE = new KernelLoop("processes");
    }

    /** Does this on the thread: at once if called there, else after what was given before. */
    public void execute(Runnable task) {
        if (Thread.currentThread() == thread) {
            guarded(task);
        } else {
            tasks.add(task);
            Descriptors.ring(bell);
        }
    }

    /** Does this on the thread, once, when the descriptor can be read, or nobody is left who could write to it. */
    public void hear(int descriptor, Runnable readable) throws IOException {
        long token = tokens.incrementAndGet();
        heard.put(descriptor, token);
        listeners.put(token, readable);
        try {
            epoll.add(descriptor, token);
        } catch (IOException e) {
            heard.remove(descriptor);
            listeners.remove(token);
            throw e;
        }
    }

    /** Does once more what {@link #hear} was told. */
    public void hearAgain(int descriptor) throws IOException {
        epoll.again(descriptor, heard.get(descriptor));
    }

    /** Takes {@link #hear} back; to be called before the descriptor is closed. */
    public void ignore(int descriptor) {
        Long token = heard.remove(descriptor);
        if (token != null) {
            listeners.remove(token);
            try {
                epoll.remove(descriptor);
            } catch (IOException e) {
                throw new IllegalStateException("descriptor " + descriptor + " was closed before it was ignored", e);
            }
        }
    }

    /**
     * Does this on the thread, once, when the process has ended. It has its number until it is buried, be it a zombie.
     *
     * @throws IOException if the kernel cannot tell that: there is no such process, or there are too many open files, or Linux is older
     *     than 5.3
     */
    public void onEnd(long pid, Runnable ended) throws IOException {
        OptionalInt process = Descriptors.process(pid);
        if (process.isEmpty()) {
            throw new IOException("there is no process " + pid);
        }
        int descriptor = process.getAsInt();
        try {
            hear(descriptor, () -> {
                ignore(descriptor);
                Descriptors.close(descriptor);
                ended.run();
            });
        } catch (IOException e) {
            Descriptors.close(descriptor);
            throw e;
        }
    }

    /** Does this on the thread, once, when this time has passed. The only time for this very object from now on. */
    public void alarm(Runnable work, Duration delay) {
        if (alarms.set(work, now() + delay.toNanos()) && Thread.currentThread() != thread) {
            Descriptors.ring(bell);
        }
    }

    /** Takes {@link #alarm} back; from the thread itself it is certain that nothing is done any more. */
    public void noAlarm(Runnable work) {
        alarms.cancel(work);
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    private void work() {
        try {
            while (true) {
                turn();
            }
        } catch (IOException e) {
            LOG.error("processes are watched no more", e);
        }
    }

    private void turn() throws IOException {
        int come = epoll.await(untilNext());
        for (int i = 0; i < come; i++) {
            Runnable listener = listeners.get(epoll.come(i));
            if (listener != null) {
                guarded(listener);
            }
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
        long now = now();
        for (Optional<Runnable> due = alarms.next(now); due.isPresent(); due = alarms.next(now)) {
            guarded(due.get());
        }
    }

    /** Milliseconds, rounded up so that what is due is due afterwards; negative for ever. */
    private int untilNext() {
        long until = alarms.sleepsUntil();
        return until == Alarms.NEVER ? -1 : Math.clamp(Math.ceilDiv(until - now(), NANOS_IN_MILLI), 0, Integer.MAX_VALUE);
    }

    /** A fault of ours in one piece of work must not end the others. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a fault in what follows the end or the output of a process", e);
        }
    }
}
