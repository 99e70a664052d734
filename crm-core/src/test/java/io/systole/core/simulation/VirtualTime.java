package io.systole.core.simulation;

import io.systole.core.spi.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** The event queue of a simulation: time goes on only when nothing is left to do now. Equal times keep the order of their arming. */
final class VirtualTime implements Timers {
    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    /** So much in one second is an avalanche: each message brings forth others, and daemons are busy with nothing else. */
    private static final int AVALANCHE = 5000;
    private static final long SECOND = 1_000_000_000;

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private long now;
    private long sequence;
    private long second;
    private int inThisSecond;

    Duration elapsed() {
        return Duration.ofNanos(now);
    }

    Instant clock() {
        return START.plusNanos(now);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var event = new Event(now + Math.max(0, delay.toNanos()), sequence++, task);
        queue.add(event);
        return event;
    }

    /** Runs the next event that was not cancelled; false if there is none up to the given time. */
    boolean step(Duration until) {
        while (!queue.isEmpty() && queue.peek().at <= until.toNanos()) {
            Event event = queue.poll();
            if (!event.cancelled) {
                now = Math.max(now, event.at);
                count();
                event.task.run();
                return true;
            }
        }
        now = Math.max(now, until.toNanos());
        return false;
    }

    private void count() {
        inThisSecond = now / SECOND == second ? inThisSecond + 1 : 0;
        second = now / SECOND;
        if (inThisSecond > AVALANCHE) {
            throw new AssertionError(AVALANCHE + " things have happened within the second before " + elapsed().toMillis() + " ms");
        }
    }

    private static final class Event implements Timer, Comparable<Event> {
        private final long at;
        private final long sequence;
        private final Runnable task;
        private boolean cancelled;

        Event(long at, long sequence, Runnable task) {
            this.at = at;
            this.sequence = sequence;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }
}
