package io.systole.core.controller;

import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether what runs on this node may go on running: as long as a DC with quorum has lately counted on this node. When that
 * was too long ago, it is ended by force, whatever this node believes by then.
 *
 * <p>A confirmation is dated by the moment at which this node said the echo that the DC confirms, so the time that a message
 * spends on its way, or that this process was paused, never makes it look younger.
 */
final class Backing {
    private final Context context;
    private final Replica replica;
    private final OwnSlot slot;
    private Duration confirmed = Duration.ZERO;
    private Duration supported = Duration.ZERO;
    private Duration silentUntil = Duration.ZERO;
    private boolean confirmedByDc;
    private Part part = Part.RUNS;
    /** The properties that the two below were read from: asked for with each event, and seldom changed. */
    private Element properties;
    private String policy = "stop";
    private boolean inForce;

    private enum Part {
        /** What runs here may run. */
        RUNS,
        /** It is being ended by force. */
        ENDING,
        /** It was ended, and nothing was confirmed since. */
        ENDED
    }

    Backing(Context context, Replica replica) {
        this.context = context;
        this.replica = replica;
        this.slot = new OwnSlot(context);
    }

    /** What the shared disk says. */
    OwnSlot slot() {
        return slot;
    }

    /** The daemon begins: what may run from its former life counts as confirmed now; the watchdog knows better and was not told. */
    void begin(boolean mayHavePromised) {
        confirmed = context.now().uptime();
        supported = confirmed;
        slot.begin();
        silentUntil = mayHavePromised ? confirmed.plus(context.timeouts().failureDetection()) : confirmed;
    }

    /**
     * For how long this daemon gives no vote in a new term and stands for none: its former life may have promised a DC to elect nobody
     * else for so long, and that was not on disk ({@link Terms#mayHavePromised}). Zero if it may.
     */
    Duration silence() {
        Duration left = silentUntil.minus(context.now().uptime());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** A DC with quorum counted on this node at that moment. */
    void confirmed(Duration moment) {
        if (moment.compareTo(confirmed) > 0) {
            confirmed = moment;
            confirmedByDc = true;
            if (part == Part.ENDED && left().isPresent()) {
                part = Part.RUNS;
            }
        }
    }

    /** This node has just helped a DC, itself or another, to its quorum. */
    void supports() {
        supported = context.now().uptime();
    }

    /** How long ago this node helped a DC to its quorum; its start counts, as it does not know what it did before. */
    Duration sinceSupport() {
        return context.now().since(supported);
    }

    /** Whether something may be started here. */
    boolean mayStart() {
        return slot.pill().isEmpty() && !slot.apart() && (!inForce() || part == Part.RUNS && left().isPresent());
    }

    /** True while what ran here is being ended by force, or the shared disk is not seen: this node takes no part in anything then. */
    boolean ending() {
        return part == Part.ENDING || slot.apart();
    }

    /** True once for each time that ends: what runs here has to be ended by force now. */
    boolean over() {
        boolean poisoned = part != Part.ENDING && slot.pill().isPresent() && !slot.obeying();
        return poisoned || part == Part.RUNS && !slot.blind() && inForce() && left().isEmpty();
    }

    /**
     * Ends by force what runs here.
     *
     * @param anything whether this daemon knows of something; if not, what a former daemon left is ended all the same
     */
    void end(boolean anything) {
        part = Part.ENDING;
        String reason = why() + "; what runs here is ended by force, because others may start it from now on";
        if (anything) {
            context.alert("node", context.self(), reason, "desc", "self-fencing");
        }
        if (anything && suicide()) {
            context.add(new Effect.Reset(reason + " (" + WatchRule.POLICY + ")"));
        }
        context.add(new Effect.Halt(context.settings.selfFencing().hardStop(), reason));
    }

    private String why() {
        if (slot.pill().isPresent()) {
            return "node " + context.self() + " was given a poison pill by " + slot.pill().get().from() + " (" + slot.pill().get().reason()
                    + ")";
        }
        Duration moment = slot.notAfter(confirmed);
        return (moment.equals(confirmed) ? "no DC with quorum has counted on node " + context.self() : "node " + context.self()
                + " has not seen its slot on the shared disk") + " for " + context.now().since(moment).toMillis() + " ms";
    }

    /** The end by force is over; true if nothing is left. */
    boolean ended(List<ResourceId> left) {
        if (left.isEmpty()) {
            part = Part.ENDED;
            slot.ended(left().isEmpty());
            context.add(new Effect.Pet(Optional.empty()));
            return true;
        }
        String reason = "could not end " + left + " on node " + context.self() + " although " + why();
        context.alert("node", context.self(), reason, "desc", "self-fencing");
        context.add(new Effect.Reset(reason));
        context.add(new Effect.Halt(context.settings.selfFencing().hardStop(), reason));
        return false;
    }

    /** A DC that counts on this node has something started here; nothing runs that the watchdog does not know of. */
    void starts() {
        confirmedByDc = true;
        pet();
    }

    /** Tells the watchdog how long what runs here may run on. */
    void pet() {
        if (slot.apart() || slot.pill().isPresent() || part == Part.RUNS && inForce() && !confirmedByDc) {
            // What a former daemon told the watchdog counts: a new one alone prolongs nothing, nor does one that has to end.
            return;
        }
        if (part == Part.RUNS && inForce()) {
            Duration late = context.settings.selfFencing().hardStop().dividedBy(2);
            Duration rest = context.settings.selfFencing().begin().plus(late).minus(context.now().since(slot.notAfter(confirmed)));
            context.add(new Effect.Pet(Optional.of(rest.isNegative() ? Duration.ZERO : rest)));
        } else if (part != Part.ENDING) {
            context.add(new Effect.Pet(Optional.empty()));
        }
    }

    /** The watchdog is told at once when {@link WatchRule} comes into force: the DC counts on it as soon as this node has the change. */
    void look() {
        boolean before = inForce;
        if (inForce() && !before) {
            pet();
        }
    }

    /** Whether nodes end their resources by themselves. */
    boolean inForce() {
        read();
        return inForce;
    }

    private boolean suicide() {
        read();
        return policy.equals("suicide") || policy.equals("fence");
    }

    private void read() {
        Element present = replica.cib().section("crm_config");
        if (present != properties) {
            properties = present;
            policy = WatchRule.policy(replica.cib());
            inForce = context.settings.selfFencing().used() && WatchRule.inForce(replica.cib());
        }
    }

    /** How long what runs here may run on without another confirmation. */
    private Optional<Duration> left() {
        Duration left = context.settings.selfFencing().begin().minus(context.now().since(slot.notAfter(confirmed)));
        return left.isNegative() ? Optional.empty() : Optional.of(left);
    }
}
