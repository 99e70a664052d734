package io.systole.lrm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of the local resource manager, and its clock: the time since it was made. */
final class LrmLoop {
    private static final Logger LOG = LoggerFactory.getLogger(LrmLoop.class);

    private final long origin = System.nanoTime();
    private final ScheduledThreadPoolExecutor thread;
    private Optional<Future<?>> alarm = Optional.empty();

    LrmLoop() {
        thread = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("lrm").daemon().factory());
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Starts the thread, so that a machine without room for one says so now. */
    void start() {
        thread.prestartCoreThread();
    }

    /** Does this work on the thread, after what was submitted before. After {@link #end} nothing is done any more. */
    void submit(Runnable work) {
        try {
            thread.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.info("the local resource manager has ended; an order after that was dropped");
        }
    }

    Duration now() {
        return Duration.ofNanos(System.nanoTime() - origin);
    }

    /** Does this work at that time; a later call replaces an earlier one. Only from the thread itself. */
    void wakeAt(Duration time, Runnable work) {
        sleep();
        if (!thread.isShutdown()) {
            alarm = Optional.of(thread.schedule(guarded(work), time.minus(now()).toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    /** Takes back {@link #wakeAt}. */
    void sleep() {
        alarm.ifPresent(future -> future.cancel(false));
        alarm = Optional.empty();
    }

    /** Lets the thread end when what is submitted has been done. */
    void end() {
        thread.shutdown();
    }

    /** A fault of ours in one order must not silence all the others. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("a fault in the local resource manager; the order that met it has no result", e);
            }
        };
    }
}
