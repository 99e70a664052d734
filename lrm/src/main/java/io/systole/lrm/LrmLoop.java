package io.systole.lrm;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of the local resource manager, and its clock: the time since it was made. */
final class LrmLoop {
    private static final Logger LOG = LoggerFactory.getLogger(LrmLoop.class);
    private static final long NEVER = Long.MAX_VALUE;

    private final long origin = System.nanoTime();
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("lrm").daemon().unstarted(this::work);
    private Runnable alarm = () -> { };
    private long alarmNanos = NEVER;
    private volatile boolean ended;

    /** Starts the thread, so that a machine without room for one says so now. */
    void start() {
        thread.start();
    }

    /** Does this work on the thread, after what was submitted before. After {@link #end} nothing is done any more. */
    void submit(Runnable work) {
        if (ended) {
            LOG.info("the local resource manager has ended; an order after that was dropped");
        } else {
            tasks.add(work);
        }
    }

    Duration now() {
        return Duration.ofNanos(System.nanoTime() - origin);
    }

    /** Does this work at that time; a later call replaces an earlier one. Only from the thread itself. */
    void wakeAt(Duration time, Runnable work) {
        alarm = work;
        alarmNanos = time.toNanos();
    }

    /** Takes back {@link #wakeAt}. */
    void sleep() {
        alarmNanos = NEVER;
    }

    /** Lets the thread end when what is submitted has been done. Only from the thread itself. */
    void end() {
        ended = true;
        sleep();
    }

    private void work() {
        while (!ended || !tasks.isEmpty()) {
            try {
                turn();
            } catch (InterruptedException e) {
                LOG.warn("the thread of the local resource manager was interrupted, which nobody should do");
            }
        }
    }

    private void turn() throws InterruptedException {
        long left = alarmNanos == NEVER ? NEVER : alarmNanos - (System.nanoTime() - origin);
        Runnable next = left <= 0 ? tasks.poll() : tasks.poll(left, TimeUnit.NANOSECONDS);
        if (left <= 0) {
            sleep();
            guarded(alarm);
        }
        if (next != null) {
            guarded(next);
        }
    }

    /** A fault of ours in one order must not silence all the others. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a fault in the local resource manager; the order that met it has no result", e);
        }
    }
}
