package io.systole.core.fencing;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/** What is to be done later, by monotonic time; equal times keep the order of their noting. */
final class Agenda {
    private final TreeMap<Slot, Runnable> slots = new TreeMap<>();
    private long sequence;

    /** One entry, for {@link #cancel}. */
    record Slot(Duration at, long sequence) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    Slot at(Duration time, Runnable task) {
        var slot = new Slot(time, sequence++);
        slots.put(slot, task);
        return slot;
    }

    void cancel(Slot slot) {
        if (slot != null) {
            slots.remove(slot);
        }
    }

    /** Does what is due. */
    void run(Duration now) {
        while (!slots.isEmpty() && slots.firstKey().at().compareTo(now) <= 0) {
            slots.pollFirstEntry().getValue().run();
        }
    }

    Optional<Duration> next() {
        return slots.isEmpty() ? Optional.empty() : Optional.of(slots.firstKey().at());
    }
}
