package io.systole.lrm.systemd;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** How long an operation may still take, and whether anybody wants it any more. Thread-safe. */
final class Patience {
    private final long begin = System.nanoTime();
    private final Duration timeout;
    private final CompletableFuture<Void> cancellation;

    /** From now. A timeout of zero is none. */
    Patience(Duration timeout, CompletableFuture<Void> cancellation) {
        this.timeout = timeout;
        this.cancellation = cancellation;
    }

    Duration timeout() {
        return timeout;
    }

    Duration passed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    boolean isCancelled() {
        return cancellation.isDone();
    }

    boolean isOver() {
        return isCancelled() || !timeout.isZero() && passed().compareTo(timeout) >= 0;
    }

    /** What is left, but no more than this and no less than a millisecond. */
    Duration rest(Duration most) {
        Duration left = timeout.isZero() ? most : timeout.minus(passed());
        Duration rest = left.compareTo(most) < 0 ? left : most;
        return rest.toMillis() < 1 ? Duration.ofMillis(1) : rest;
    }

    /** Waits for one of these events, the cancellation or the end of the time, but no longer than this. */
    void await(Duration most, CompletableFuture<?>... events) throws InterruptedException {
        try {
            CompletableFuture.anyOf(Stream.concat(Stream.of(cancellation), Arrays.stream(events)).toArray(CompletableFuture<?>[]::new))
                    .get(rest(most).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException ignored) {
            // The caller looks what has happened.
        }
    }
}
