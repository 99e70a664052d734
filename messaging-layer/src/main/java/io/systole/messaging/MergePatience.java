package io.systole.messaging;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a member that follows a coordinator refuses to be drawn away by another one that it did not share a view with. Once
 * the time has run out it gives in, since its own coordinator may have forgotten it; the next time it is twice as patient. Not
 * thread-safe.
 */
final class MergePatience {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final LongSupplier nanoTime;
    private Duration patience = FIRST;
    private boolean refusing;
    private long since;

    MergePatience(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether to refuse this time. */
    boolean refuses() {
        long now = nanoTime.getAsLong();
        if (!refusing) {
            refusing = true;
            since = now;
        }
        if (now - since < patience.toNanos()) {
            return true;
        }
        refusing = false;
        patience = patience.compareTo(LONGEST.dividedBy(2)) > 0 ? LONGEST : patience.multipliedBy(2);
        return false;
    }

    /** All that are there are in one view. */
    void calm() {
        refusing = false;
        patience = FIRST;
    }
}
