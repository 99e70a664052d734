package io.systole.core.controller;

import java.time.Duration;
import java.util.Optional;

/**
 * What this node's slot on the shared disk says, if nodes are fenced by poison pills there.
 *
 * <p>Where each of two nodes may go on alone ({@code two_node}), votes never tell a node that it has lost: then what runs here may run only
 * as long as this node sees that there is no pill for it, and a node that does not see its slot takes no part in anything. Elsewhere a
 * DC with quorum that counts on this node is enough, and a pill ends it sooner.
 */
final class OwnSlot {
    private final Context context;
    private final boolean needed;
    private Duration clean = Duration.ZERO;
    private boolean blind;
    private boolean obeying;
    private boolean young = true;
    private Optional<Event.PillFound> pill = Optional.empty();

    OwnSlot(Context context) {
        this.context = context;
        this.needed = context.settings.pills() && context.settings.quorum().twoNode();
        this.blind = needed;
    }

    /** The daemon begins; what may run from its former life is known to the watchdog. */
    void begin() {
        clean = context.now().uptime();
    }

    /** The older of this moment and the last one at which there was surely no pill, if that is needed. */
    Duration notAfter(Duration confirmed) {
        return needed && clean.compareTo(confirmed) < 0 ? clean : confirmed;
    }

    /** There was no pill at some moment after this one; true if this node has not seen that for long and sees it now. */
    boolean clean(Duration moment) {
        clean = moment.compareTo(clean) > 0 ? moment : clean;
        boolean was = blind || obeying;
        blind = false;
        obeying = false;
        pill = Optional.empty();
        young = false;
        return was;
    }

    /** What ran here has been ended; it waits for the next look if the last one is too old. */
    void ended(boolean stale) {
        blind = needed && stale;
        obeying = pill.isPresent();
    }

    /** Also after another one that was obeyed before. */
    void found(Event.PillFound poison) {
        pill = Optional.of(poison);
        obeying = false;
    }

    /** The pill that this node has to obey. */
    Optional<Event.PillFound> pill() {
        return pill;
    }

    /**
     * Whether the pill was there before this daemon has ever seen its slot without one: it is meant for a former life, which has been
     * ended by now, and this daemon may go on when it sees its slot clean.
     */
    boolean young() {
        return young;
    }

    /** True while it takes no part in anything: it does not see its slot, or has obeyed a pill. */
    boolean apart() {
        return blind || obeying;
    }

    boolean obeying() {
        return obeying;
    }

    boolean blind() {
        return blind;
    }
}
