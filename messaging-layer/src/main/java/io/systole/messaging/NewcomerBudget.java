package io.systole.messaging;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * How many unknown senders are tried. To look at the first frame of a sender costs the derivation of a key, so a flood of
 * made-up senders would keep a processor busy. Every listed address has a budget of its own, all others share one: a stranger
 * cannot use up that of a node that starts just now without forging its address. Any thread may call.
 */
final class NewcomerBudget {
    /** What a starting node needs is a handful. */
    static final int BURST = 64;
    private static final long REFILL_NANOS = Duration.ofMillis(10).toNanos();

    private final Predicate<InetAddress> listed;
    private final LongSupplier nanoTime;
    private final Map<InetAddress, Bucket> own = new HashMap<>();
    private final Bucket strangers;

    NewcomerBudget(Predicate<InetAddress> listed, LongSupplier nanoTime) {
        this.listed = listed;
        this.nanoTime = nanoTime;
        this.strangers = new Bucket(nanoTime.getAsLong());
    }

    /** Whether one more unknown sender from this address may be tried now. */
    synchronized boolean take(InetAddress source) {
        long now = nanoTime.getAsLong();
        return (listed.test(source) ? own.computeIfAbsent(source, address -> new Bucket(now)) : strangers).take(now);
    }

    private static final class Bucket {
        private int left = BURST;
        private long filledAt;

        Bucket(long now) {
            filledAt = now;
        }

        boolean take(long now) {
            long drops = (now - filledAt) / REFILL_NANOS;
            if (drops > 0) {
                left = (int) Math.min(BURST, left + drops);
                filledAt = now;
            }
            if (left == 0) {
                return false;
            }
            left--;
            return true;
        }
    }
}
