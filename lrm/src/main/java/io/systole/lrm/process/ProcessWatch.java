package io.systole.lrm.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stays with one process until it has exited: takes its output, and kills its group when time is up or nobody wants it.
 * First TERM, so that an agent can clean up, after a grace KILL for all that is left.
 */
final class ProcessWatch {
    /** While there is output we look often: a full pipe holds the program up. */
    private static final long SHORTEST_LOOK_NANOS = 1_000_000;
    /** Most agents have little to say and are soon done, and each look costs. */
    private static final long FIRST_LOOK_NANOS = 8 * SHORTEST_LOOK_NANOS;
    private static final long LONGEST_LOOK_NANOS = 100_000_000;
    /** After KILL only a process in uninterruptible sleep stays; five seconds as in Pacemaker, then it is given up. */
    private static final long STUCK_NANOS = 5_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final ProcessGroup group;
    private final CompletableFuture<Integer> exit;
    private final OutputPipe output;
    private final OutputPipe errors;
    private final long graceNanos;
    private final long start = System.nanoTime();
    private long look = FIRST_LOOK_NANOS;

    ProcessWatch(ProcessGroup group, CompletableFuture<Integer> exit, OutputPipe output, OutputPipe errors, Duration grace) {
        this.group = group;
        this.exit = exit;
        this.output = output;
        this.errors = errors;
        this.graceNanos = grace.toNanos();
    }

    ProcessEnd await(Duration timeout, CompletableFuture<Void> cancellation) throws IOException, InterruptedException {
        CompletableFuture<Object> event = CompletableFuture.anyOf(settled(exit), cancellation);
        waitFor(event, timeout.isZero() ? NEVER : timeout.toNanos());
        if (exit.isDone()) {
            drain();
            return new ProcessEnd.Exited(exitCode(), output.text(), errors.text());
        }
        boolean cancelled = cancellation.isDone();
        boolean stuck = !kill();
        drain();
        return cancelled ? new ProcessEnd.Cancelled(stuck) : new ProcessEnd.TimedOut(stuck, output.text(), errors.text());
    }

    /** True if the process is dead now. */
    private boolean kill() throws IOException, InterruptedException {
        group.signal(ProcessGroup.TERM);
        long killAt = elapsed() + graceNanos;
        waitFor(settled(exit), killAt);
        while (exit.isDone() && group.survives() && elapsed() < killAt) {
            TimeUnit.NANOSECONDS.sleep(SHORTEST_LOOK_NANOS * 5);
        }
        if (!exit.isDone() || group.survives()) {
            group.signal(ProcessGroup.KILL);
        }
        waitFor(settled(exit), elapsed() + STUCK_NANOS);
        return exit.isDone();
    }

    private void waitFor(CompletableFuture<?> event, long until) throws IOException, InterruptedException {
        while (!event.isDone() && elapsed() < until) {
            try {
                event.get(Math.clamp(until - elapsed(), 1, look), TimeUnit.NANOSECONDS);
            } catch (TimeoutException ignored) {
                look = drain() ? SHORTEST_LOOK_NANOS : Math.min(look * 2, LONGEST_LOOK_NANOS);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a settled future has failed", e);
            }
        }
    }

    private boolean drain() throws IOException {
        return output.drain() | errors.drain();
    }

    private long elapsed() {
        return System.nanoTime() - start;
    }

    private int exitCode() throws IOException {
        try {
            return exit.resultNow();
        } catch (IllegalStateException e) {
            throw new IOException("the exit code was lost: " + exit.exceptionNow().getMessage(), e);
        }
    }

    private static CompletableFuture<Boolean> settled(CompletableFuture<?> future) {
        return future.handle((value, failure) -> true);
    }
}
