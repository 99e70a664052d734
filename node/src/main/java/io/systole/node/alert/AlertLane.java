package io.systole.node.alert;

import io.systole.core.alert.AlertCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one alert and recipient that wait for their turn. If more come than the program can take, the oldest make room: what is
 * true now matters more. How many those were is said when the last one has had its turn. Thread-safe.
 */
final class AlertLane {
    private static final Logger LOG = LoggerFactory.getLogger(AlertAgents.class);

    /** Some values are long, and the heap of the daemon is small. */
    private static final long MOST_CHARACTERS = 1L << 20;

    private final int room;
    private final Deque<AlertCall> waiting = new ArrayDeque<>();
    private long characters;
    private boolean working;
    private long dropped;
    private long droppedNow;

    /**
     * A lane without calls.
     *
     * @param room how many may wait; fewer if they are long
     */
    AlertLane(int room) {
        this.room = room;
    }

    /** Adds a call; true if somebody has to begin to work on this lane. */
    synchronized boolean add(AlertCall call) {
        while (!waiting.isEmpty() && (waiting.size() >= room || characters + length(call) > MOST_CHARACTERS)) {
            if (droppedNow == 0) {
                LOG.warn("{} alerts wait for {}, which is too slow; from now on the oldest are dropped", waiting.size(), call.name());
            }
            characters -= length(waiting.removeFirst());
            dropped++;
            droppedNow++;
        }
        waiting.addLast(call);
        characters += length(call);
        boolean begins = !working;
        working = true;
        return begins;
    }

    /** The next call; empty if there is none, then whoever works on this lane must stop. */
    synchronized Optional<AlertCall> next(AlertCall last) {
        AlertCall next = waiting.pollFirst();
        if (next != null) {
            characters -= length(next);
        } else {
            working = false;
            if (droppedNow > 0) {
                LOG.warn("none wait for {} any more; {} alerts were dropped", last.name(), droppedNow);
                droppedNow = 0;
            }
        }
        return Optional.ofNullable(next);
    }

    /** Forgets what waits, and tells how many those were. */
    synchronized int clear() {
        int left = waiting.size();
        waiting.clear();
        characters = 0;
        return left;
    }

    private static long length(AlertCall call) {
        return call.environment().values().stream().mapToLong(String::length).sum();
    }

    /** How many calls were dropped since the start. */
    synchronized long dropped() {
        return dropped;
    }
}
