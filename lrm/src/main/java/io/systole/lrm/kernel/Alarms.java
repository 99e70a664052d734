package io.systole.lrm.kernel;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is to be done at which time, and until when one who does it may sleep. That is brought forward, but never put off before it is over:
 * where most alarms are taken back long before their time, as the timeouts of agents are, hardly any wakes the sleeper. Thread-safe; times
 * are nanoseconds since an arbitrary start.
 */
final class Alarms {
    static final long NEVER = Long.MAX_VALUE;

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::time));
    private long sleepsUntil = NEVER;

    private record Alarm(Runnable work, long time) {}

    /** The only time for this work from now on; true if the sleeper must be woken, because it would sleep for longer. */
    synchronized boolean set(Runnable work, long time) {
        cancel(work);
        alarms.add(new Alarm(work, time));
        boolean sooner = time < sleepsUntil;
        sleepsUntil = sooner ? time : sleepsUntil;
        return sooner;
    }

    /** There is nothing more to be done so, unless it is being done. */
    synchronized void cancel(Runnable work) {
        alarms.removeIf(alarm -> alarm.work() == work);
    }

    /** Until when one may sleep from now on. */
    synchronized long sleepsUntil() {
        return sleepsUntil;
    }

    /** What is to be done next of what is due, which nobody else gets; empty if nothing is. */
    synchronized Optional<Runnable> next(long now) {
        if (now < sleepsUntil) {
            return Optional.empty();
        }
        Alarm first = alarms.peek();
        if (first == null || first.time() > now) {
            sleepsUntil = first == null ? NEVER : first.time();
            return Optional.empty();
        }
        return Optional.of(alarms.remove().work());
    }
}
