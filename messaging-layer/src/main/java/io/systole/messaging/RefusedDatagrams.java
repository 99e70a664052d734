package io.systole.messaging;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts what was dropped, and tells it once a minute for each source, so that neither a stranger nor a node with the
 * wrong key can flood the log. Any thread may call.
 */
final class RefusedDatagrams {
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_SOURCES = 256;

    private final LongSupplier nanoTime;
    private final Consumer<String> log;
    private final Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
    private final LongAdder copies = new LongAdder();
    private final Map<InetAddress, Long> toldAt = new LinkedHashMap<>();

    RefusedDatagrams(LongSupplier nanoTime, Consumer<String> log) {
        this.nanoTime = nanoTime;
        this.log = log;
    }

    void note(Refusal why, InetAddress source) {
        if (countAndDecide(why, source)) {
            log.accept("dropped a datagram from " + source.getHostAddress() + " that " + why.text()
                    + " (further ones from there are only counted for a minute)");
        }
    }

    /** Another link has brought it already: no fault, only counted. */
    void copy() {
        copies.increment();
    }

    long copies() {
        return copies.sum();
    }

    /** How many were dropped since the start, by the name of the reason in lower case. */
    synchronized SortedMap<String, Long> counts() {
        SortedMap<String, Long> result = new TreeMap<>();
        for (Refusal why : Refusal.values()) {
            result.put(why.name().toLowerCase(Locale.ROOT), counts.getOrDefault(why, 0L));
        }
        return result;
    }

    private synchronized boolean countAndDecide(Refusal why, InetAddress source) {
        counts.merge(why, 1L, Long::sum);
        long now = nanoTime.getAsLong();
        Long told = toldAt.get(source);
        if (told != null && now - told < QUIET_NANOS) {
            return false;
        }
        if (told == null && toldAt.size() >= MOST_SOURCES) {
            toldAt.values().removeIf(at -> now - at >= QUIET_NANOS);
            if (toldAt.size() >= MOST_SOURCES) {
                return false;
            }
        }
        toldAt.put(source, now);
        return true;
    }
}
