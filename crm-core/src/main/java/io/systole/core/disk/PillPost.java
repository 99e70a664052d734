package io.systole.core.disk;

import io.systole.core.membership.NodeName;
import io.systole.core.spi.SharedDisk;
import io.systole.core.spi.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The fencing side of poison pills: writes one into the victim's slot and waits until the victim says that it has obeyed, or as long as
 * it may take at most. Confined to the node's loop.
 *
 * <p>In doubt the victim does not count as fenced: if it never said on the disk that it obeys, if the pill is not there when it is read
 * back, or was taken away by a late write, or if the disk cannot be read in the end. Every read of the victim from the moment on at
 * which the pill was on the disk finds it, or a later one, and it goes on for {@link Sign#time} at most after its last read that found
 * none.
 */
public final class PillPost {
    private final SharedDisk disk;
    private final NodeSlots slots;
    private final NodeName self;
    private final OwnSlots own;
    private final Duration time;
    private final Duration interval;
    private final Timers timers;
    private final Supplier<Duration> uptime;

    /**
     * A post that has written nothing.
     *
     * @param own whoever has a pill himself writes none
     * @param time by when after a pill was written nothing runs there any more; a victim that says that it takes longer is believed
     * @param interval how often it is looked for the victim's answer
     * @param uptime monotonic time
     */
    public PillPost(SharedDisk disk, NodeSlots slots, NodeName self, OwnSlots own, Duration time, Duration interval, Timers timers,
            Supplier<Duration> uptime) {
        this.disk = disk;
        this.slots = slots;
        this.self = self;
        this.own = own;
        this.time = time;
        this.interval = interval;
        this.timers = timers;
        this.uptime = uptime;
    }

    /**
     * How it ended.
     *
     * @param fenced whether nothing runs on the victim any more
     * @param obeyed whether the victim has said so itself; else it has had its time
     * @param reason a sentence
     */
    public record Outcome(boolean fenced, boolean obeyed, String reason) {}

    /**
     * Fences a node. Of two nodes that do this to each other at the same moment, the later one of the list waits a little: it reads the
     * pill of the other one before it has written its own.
     *
     * @param delay to be waited before
     * @param end called once at most; not at all if the disk hangs
     */
    public void poison(Pill pill, Duration delay, Consumer<Outcome> end) {
        boolean later = slots.place(self) > slots.place(pill.target());
        Duration courtesy = later ? interval.multipliedBy(3) : Duration.ZERO;
        var delivery = new Delivery(pill, end);
        timers.after(delay.plus(courtesy), () -> own.unlessPoisoned(delivery::begin, delivery::fail));
    }

    private final class Delivery {
        private final Pill pill;
        private final Consumer<Outcome> end;
        private Duration over;
        private Duration wait;

        Delivery(Pill pill, Consumer<Outcome> end) {
            this.pill = pill;
            this.end = end;
        }

        void begin() {
            read(slots.sign(pill.target()), entries -> {
                Optional<Sign> sign = sign(entries);
                if (sign.isEmpty()) {
                    fail(pill.target() + " never said on the shared disk that it obeys poison pills");
                } else if (!sign.get().watching()) {
                    fail(pill.target() + " has said on the shared disk that it does not look for poison pills any more");
                } else {
                    wait = sign.get().time().compareTo(time) > 0 ? sign.get().time() : time;
                    write();
                }
            });
        }

        private void write() {
            disk.write(slots.pill(pill.target()), pill.entries(slots.cluster()), trouble -> trouble.ifPresentOrElse(
                    wrong -> fail("the shared disk did not take it: " + wrong), () -> read(slots.pill(pill.target()), entries -> {
                        if (isThere(entries)) {
                            over = uptime.get().plus(wait);
                            await();
                        } else {
                            fail("the poison pill was not on the shared disk when it was read back");
                        }
                    })));
        }

        private boolean isThere(Optional<SortedMap<String, String>> entries) {
            return entries.flatMap(found -> Pill.read(found, slots.cluster(), pill.target())).filter(found -> found.id().equals(pill.id()))
                    .isPresent();
        }

        private Optional<Sign> sign(Optional<SortedMap<String, String>> entries) {
            return entries.flatMap(found -> Sign.read(found, slots.cluster(), pill.target()));
        }

        private void await() {
            disk.read(slots.sign(pill.target()), reading -> {
                boolean obeyed = reading instanceof SharedDisk.Content content
                        && sign(content.entries()).filter(sign -> sign.obeyed().equals(pill.id())).isPresent();
                if (obeyed) {
                    end.accept(new Outcome(true, true, pill.target() + " has obeyed the poison pill of " + self));
                } else if (uptime.get().compareTo(over) >= 0) {
                    last();
                } else {
                    timers.after(interval, this::await);
                }
            });
        }

        private void last() {
            read(slots.pill(pill.target()), entries -> {
                if (isThere(entries)) {
                    end.accept(new Outcome(true, false, pill.target() + " has had " + wait.toMillis() / 1000.0
                            + " s to obey the poison pill of " + self));
                } else {
                    fail("the poison pill did not stay on the shared disk");
                }
            });
        }

        private void read(int slot, Consumer<Optional<SortedMap<String, String>>> then) {
            disk.read(slot, reading -> {
                switch (reading) {
                    case SharedDisk.Content content -> then.accept(content.entries());
                    case SharedDisk.Failure failure -> fail("the shared disk cannot be read: " + failure.reason());
                }
            });
        }

        private void fail(String reason) {
            end.accept(new Outcome(false, false, reason));
        }
    }
}
