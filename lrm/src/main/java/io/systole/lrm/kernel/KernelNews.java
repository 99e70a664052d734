package io.systole.lrm.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from the kernel that addresses or mounts have changed, and that processes have ended. All of it, the listener's work
 * included, happens on one thread, which sleeps while nothing changes.
 */
public final class KernelNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KernelNews.class);
    private static final long NEVER = Long.MAX_VALUE;
    private static final int NONE = -1;

    private final Listener listener;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PollTable table = new PollTable();
    private final DeafTime deaf = new DeafTime();
    private final Map<Long, Integer> processes = new HashMap<>();
    private final Map<Integer, Long> pids = new HashMap<>();
    private volatile int bell = NONE;
    private volatile boolean closed;
    private int addresses = NONE;
    private int mounts = NONE;
    private long quietUntil;
    private Runnable alarm = () -> { };
    private long alarmAt = NEVER;

    /** Hears the news, on the one thread. */
    public interface Listener {
        /** Addresses or mounts have changed; how, has to be looked at. Told at once, then ever more seldom while it goes on. */
        void changed();

        /** A process that was watched has ended, and is watched no more. */
        void ended(long pid);
    }

    /** Nothing is heard before {@link #start}. */
    public KernelNews(Listener listener) {
        this.listener = listener;
    }

    /** Starts the thread. What this kernel does not tell is logged and left out. */
    public void start() {
        try {
            bell = Descriptors.bell();
        } catch (IOException | LinkageError e) {
            LOG.warn("the kernel cannot be listened to ({}): what goes away is found by the next monitor", e.toString());
            return;
        }
        table.add(bell, Descriptors.READABLE);
        addresses = listenTo("addresses", Descriptors::addresses);
        mounts = listenTo("mounts", Descriptors::mounts);
        hearAgain();
        Thread.ofPlatform().name("lrm kernel news").daemon().start(this::listen);
    }

    @FunctionalInterface
    private interface Source {
        int open() throws IOException;
    }

    private static int listenTo(String what, Source source) {
        try {
            return source.open();
        } catch (IOException e) {
            LOG.warn("the kernel does not tell of {} ({}): those that go away are found by the next monitor", what, e.getMessage());
            return NONE;
        }
    }

    /** Does this on the thread, after what was submitted before. Dropped if the kernel cannot be listened to. */
    public void submit(Runnable task) {
        if (bell != NONE && !closed) {
            tasks.add(task);
            ring();
        }
    }

    /** Does this on the thread after this time; replaces what was to be done so before. Only from the thread. */
    public void after(Duration delay, Runnable task) {
        alarm = task;
        alarmAt = System.nanoTime() + delay.toNanos();
    }

    /** From now on the end of this process is told; false if it has ended already. Only from the thread. */
    public boolean watch(long pid) {
        if (processes.containsKey(pid)) {
            return true;
        }
        try {
            OptionalInt descriptor = Descriptors.process(pid);
            if (descriptor.isPresent()) {
                processes.put(pid, descriptor.getAsInt());
                pids.put(descriptor.getAsInt(), pid);
                table.add(descriptor.getAsInt(), Descriptors.READABLE);
            }
            return descriptor.isPresent();
        } catch (IOException e) {
            LOG.warn("process {} cannot be watched ({}); its end is found by the next monitor", pid, e.getMessage());
            return true;
        }
    }

    /** The end of this process is no news any more. Only from the thread. */
    public void unwatch(long pid) {
        Integer descriptor = processes.remove(pid);
        if (descriptor != null) {
            pids.remove(descriptor);
            table.remove(descriptor);
            Descriptors.close(descriptor);
        }
    }

    private void listen() {
        try {
            while (!closed) {
                hear();
            }
        } catch (IOException e) {
            LOG.error("the kernel is listened to no more ({}): what goes away is found by the next monitor", e.getMessage());
            closed = true;
        }
        closeAll();
    }

    private void hear() throws IOException {
        boolean quiet = quietUntil != NEVER;
        boolean changed = false;
        for (int descriptor : table.await(untilNext())) {
            Long pid = pids.get(descriptor);
            if (pid != null) {
                unwatch(pid);
                guarded(() -> listener.ended(pid));
            } else {
                // The mount table needs no reading to be quiet again.
                changed |= descriptor != bell;
                if (descriptor != mounts) {
                    Descriptors.drain(descriptor);
                }
            }
        }
        if (changed) {
            table.remove(addresses);
            table.remove(mounts);
            quietUntil = deaf.after(System.nanoTime());
            guarded(listener::changed);
        } else if (quiet && System.nanoTime() - quietUntil >= 0) {
            hearAgain();
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
        if (alarmAt != NEVER && System.nanoTime() - alarmAt >= 0) {
            alarmAt = NEVER;
            guarded(alarm);
        }
    }

    private void hearAgain() {
        quietUntil = NEVER;
        if (addresses != NONE) {
            table.add(addresses, Descriptors.READABLE);
        }
        if (mounts != NONE) {
            table.add(mounts, Descriptors.CHANGED);
        }
    }

    /** Nanoseconds until something is to be done without news; negative for ever. */
    private long untilNext() {
        long next = Math.min(untilNext(alarmAt), untilNext(quietUntil));
        return next == NEVER ? -1 : next;
    }

    private static long untilNext(long moment) {
        return moment == NEVER ? NEVER : Math.max(0, moment - System.nanoTime());
    }

    /** A fault of ours in one piece of work must not end the others. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("a fault in what follows news of the kernel", e);
        }
    }

    /** Tells no more. */
    @Override
    public void close() {
        closed = true;
        ring();
    }

    private synchronized void ring() {
        if (bell != NONE) {
            Descriptors.ring(bell);
        }
    }

    private synchronized void closeAll() {
        Map.copyOf(processes).keySet().forEach(this::unwatch);
        for (int descriptor : new int[] {addresses, mounts, bell}) {
            if (descriptor != NONE) {
                Descriptors.close(descriptor);
            }
        }
        bell = NONE;
    }
}
