package io.systole.lrm.process;

import io.systole.lrm.kernel.KernelLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Launches one program at a time, unless one launch hangs: a program on the file system of a dead server must not hold up all others. */
final class LaunchThreads {
    private static final Logger LOG = LoggerFactory.getLogger(LaunchThreads.class);
    /** A launch that takes longer hangs. */
    private static final Duration HANGS = Duration.ofSeconds(1);

    private final KernelLoop loop;
    private final Runnable whenOneHangs;
    private final ThreadPoolExecutor threads;

    /** Does {@code whenOneHangs} before others are launched beside one that hangs. */
    LaunchThreads(KernelLoop loop, ThreadFactory factory, Runnable whenOneHangs) {
        this.loop = loop;
        this.whenOneHangs = whenOneHangs;
        this.threads = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    /** Does this when its turn comes, on a thread of its own, and returns the process id that it gives. */
    int launch(Callable<Integer> work) throws IOException {
        var launch = new Launch(work);
        loop.alarm(launch.look, HANGS);
        threads.execute(launch);
        try {
            return launch.pid.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause().getMessage(), e);
        } finally {
            launch.ended();
        }
    }

    private final class Launch implements Runnable {
        private final Callable<Integer> work;
        private final Runnable look = this::look;
        private final CompletableFuture<Integer> pid = new CompletableFuture<>();
        private volatile boolean begun;
        private boolean hangs;

        Launch(Callable<Integer> work) {
            this.work = work;
        }

        @Override
        public void run() {
            begun = true;
            try {
                pid.complete(work.call());
            } catch (Exception | Error e) {
                // Also an Error, for which somebody waits.
                pid.completeExceptionally(e);
            }
        }

        private void look() {
            synchronized (LaunchThreads.this) {
                if (pid.isDone()) {
                    return;
                }
                if (begun) {
                    hangs = true;
                    makeRoom();
                } else {
                    loop.alarm(look, HANGS);
                }
            }
        }

        void ended() {
            synchronized (LaunchThreads.this) {
                loop.noAlarm(look);
                if (hangs) {
                    takeRoomBack();
                }
            }
        }
    }

    private void makeRoom() {
        LOG.warn("the kernel does not come back from the start of a program: its file system may hang; others are started meanwhile");
        whenOneHangs.run();
        threads.setMaximumPoolSize(threads.getMaximumPoolSize() + 1);
        threads.setCorePoolSize(threads.getMaximumPoolSize());
    }

    private void takeRoomBack() {
        threads.setCorePoolSize(threads.getMaximumPoolSize() - 1);
        threads.setMaximumPoolSize(threads.getCorePoolSize());
    }
}
