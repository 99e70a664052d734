package io.systole.samples.kills;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Clients that write over the service address, one transaction after the other, and remember which ones the database has acknowledged.
 * Threads of their own until it is closed.
 */
final class Writers implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** Each writer has numbers of its own. */
    private static final long RANGE = 1_000_000_000L;

    private final Set<Long> acknowledged = new TreeSet<>();
    private final List<Thread> threads = new ArrayList<>();
    private long unanswered;
    private long last = System.nanoTime();
    private Duration longest = Duration.ZERO;
    private volatile boolean closed;

    Writers(Lab lab, int count) {
        for (int writer = 1; writer <= count; writer++) {
            long first = writer * RANGE;
            threads.add(Thread.ofPlatform().daemon().name("writer " + writer).start(() -> write(lab, first)));
        }
    }

    private void write(Lab lab, long first) {
        try (var session = new Session(lab, Database.ADDRESS)) {
            for (long number = first; !closed; number++) {
                // The second statement answers only after the first one, which is a transaction, was acknowledged.
                String text = Long.toString(number);
                boolean yes = session.ask("INSERT INTO kills.ledger VALUES (" + text + "); SELECT " + text + ";", LIMIT)
                        .filter(text::equals).isPresent();
                note(number, yes);
                if (!yes) {
                    Await.pass(PAUSE);
                }
            }
        }
    }

    private synchronized void note(long number, boolean yes) {
        if (!yes) {
            unanswered++;
            return;
        }
        acknowledged.add(number);
        long now = System.nanoTime();
        Duration gap = Duration.ofNanos(now - last);
        longest = gap.compareTo(longest) > 0 ? gap : longest;
        last = now;
    }

    /** From here on the longest time without any acknowledgement is measured. */
    synchronized void beginGap() {
        longest = Duration.ZERO;
    }

    /** The longest time between two acknowledgements that ended since {@link #beginGap}. */
    synchronized Duration longestGap() {
        return longest;
    }

    /** What was acknowledged until now. */
    synchronized Set<Long> acknowledged() {
        return new TreeSet<>(acknowledged);
    }

    /** How many were acknowledged until now. */
    synchronized int count() {
        return acknowledged.size();
    }

    /** How many were not: refused, or their connection was lost. */
    synchronized long unanswered() {
        return unanswered;
    }

    /** Ends after the transactions that are under way. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
