package io.systole.core.disk;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.SharedDisk;
import io.systole.core.spi.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The victim's side of poison pills: says on the shared disk that this node obeys them, and reads its slot again and again. Confined to
 * the node's loop.
 *
 * <pre>
 *   sign read (what was obeyed) ─ pill read ─ sign written ─ pill read ─ pill read ─ …
 *                                    └ one that was not obeyed yet: told, and nothing is read any more until
 *                                      all has ended here: {@link #obeyed} writes the sign, and if this daemon lives on it reads again
 * </pre>
 */
public final class OwnSlots {
    private static final Logger LOG = LoggerFactory.getLogger(OwnSlots.class);

    private final SharedDisk disk;
    private final NodeSlots slots;
    private final Member self;
    private final Duration time;
    private final Duration interval;
    private final Timers timers;
    private final Supplier<Duration> uptime;
    private Hearer hearer;
    private String obeyed = "";
    private boolean signed;
    private boolean fenced;
    private boolean closed;
    private String trouble = "";

    /** Hears what the disk says. */
    public interface Hearer {
        /** There was no pill at some moment after this one; everybody can see that this node looks for them. */
        void noPill(Duration moment);

        /** This node is to end itself. */
        void pill(Pill found);
    }

    /**
     * Slots that are not looked at before {@link #begin}.
     *
     * @param time by when after a pill was written nothing runs here any more, whatever happens to the daemon
     * @param interval how often the slot is read
     * @param uptime monotonic time
     */
    public OwnSlots(SharedDisk disk, NodeSlots slots, Member self, Duration time, Duration interval, Timers timers,
            Supplier<Duration> uptime) {
        this.disk = disk;
        this.slots = slots;
        this.self = self;
        this.time = time;
        this.interval = interval;
        this.timers = timers;
        this.uptime = uptime;
    }

    /** Begins to look, and tells what is found. */
    public void begin(Hearer heard) {
        hearer = heard;
        disk.read(slots.sign(name()), reading -> {
            if (closed) {
                return;
            }
            if (reading instanceof SharedDisk.Content content) {
                content.entries().ifPresent(entries -> Sign.read(entries, slots.cluster(), name()).ifPresentOrElse(
                        sign -> obeyed = sign.obeyed(), () -> LOG.warn("slot {} of the shared disk is not node {}'s but has {}: it is"
                                + " taken now; are the 'node' lines of systole.conf the same, in the same order, on all nodes?",
                                slots.sign(name()), name(), entries)));
                look();
            } else {
                again(reading, () -> begin(heard));
            }
        });
    }

    private void look() {
        if (closed) {
            return;
        }
        Duration began = uptime.get();
        disk.read(slots.pill(name()), reading -> {
            if (closed) {
                return;
            }
            if (reading instanceof SharedDisk.Content content) {
                trouble("");
                pill(content).ifPresentOrElse(hearer::pill, () -> clean(began));
            } else {
                again(reading, this::look);
            }
        });
    }

    /** Looks once more: {@code clean} runs if there is no pill for this node; {@code not} hears that there is, or that it is not known. */
    void unlessPoisoned(Runnable clean, Consumer<String> not) {
        if (closed) {
            not.accept(name() + " is leaving the cluster");
            return;
        }
        disk.read(slots.pill(name()), reading -> {
            switch (reading) {
                case SharedDisk.Content content -> pill(content).ifPresentOrElse(
                        pill -> not.accept(pill.from() + " has written a poison pill for " + name() + " itself"), clean);
                case SharedDisk.Failure failure -> not.accept("the shared disk cannot be read: " + failure.reason());
            }
        });
    }

    private Optional<Pill> pill(SharedDisk.Content content) {
        return content.entries().flatMap(entries -> Pill.read(entries, slots.cluster(), name()))
                .filter(found -> !found.id().equals(obeyed));
    }

    private void clean(Duration began) {
        if (signed) {
            hearer.noPill(began);
            timers.after(interval, this::look);
        } else {
            sign(true, taken -> {
                signed = taken;
                timers.after(taken ? Duration.ZERO : interval, this::look);
            });
        }
    }

    /**
     * Nothing runs here any more, and nothing will be started before this node sees its slot again.
     *
     * @param within how long the disk may take
     * @param done called once: everybody can see it, or the disk did not take it in time
     */
    public void obeyed(String pill, Duration within, Runnable done) {
        obeyed = pill;
        fenced = true;
        sign(true, within, taken -> {
            signed |= taken;
            done.run();
            // Time for whoever has written it to see the answer, before this node is seen to live.
            timers.after(interval.multipliedBy(3), this::look);
        });
    }

    /**
     * This daemon ends in order and leaves running what nobody looks for pills for: from now on no pill counts.
     *
     * @param within how long the disk may take
     * @param done called once, with whether everybody can see it
     */
    public void unwatched(Duration within, Consumer<Boolean> done) {
        if (signed) {
            sign(false, within, done);
        } else {
            done.accept(true);
        }
    }

    private void sign(boolean watching, Duration within, Consumer<Boolean> done) {
        var open = new boolean[] {true};
        Consumer<Boolean> first = taken -> {
            if (open[0] && !closed) {
                open[0] = false;
                done.accept(taken);
            }
        };
        timers.after(within, () -> first.accept(false));
        sign(watching, first);
    }

    private void sign(boolean watching, Consumer<Boolean> done) {
        var sign = new Sign(name(), self.incarnation(), watching, time, obeyed);
        disk.write(slots.sign(name()), sign.entries(slots.cluster()), wrong -> {
            trouble(wrong.orElse(""));
            done.accept(wrong.isEmpty());
        });
    }

    /** Whether this daemon has obeyed a pill. */
    public boolean fenced() {
        return fenced;
    }

    private void again(SharedDisk.Reading reading, Runnable what) {
        if (reading instanceof SharedDisk.Failure failure) {
            trouble(failure.reason());
        }
        timers.after(interval, what);
    }

    private void trouble(String now) {
        if (!now.equals(trouble)) {
            if (now.isEmpty()) {
                LOG.info("the shared disk can be used again");
            } else {
                LOG.error("the shared disk cannot be used, so this node does not see poison pills: {}", now);
            }
            trouble = now;
        }
    }

    /** What is wrong with the disk now; empty if nothing is. */
    public String trouble() {
        return trouble;
    }

    private NodeName name() {
        return self.name();
    }

    /** Looks no more. */
    public void close() {
        closed = true;
    }
}
