package io.systole.core.controller;

import io.systole.core.cib.CibVersion;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import io.systole.core.throttle.HeldBack;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The DC's beats and their echoes, by which both sides know that they still count on each other. */
final class Heartbeat {
    private static final int REMEMBERED = 50;

    private final Context context;
    private final Replica replica;
    private final Roster roster;
    private final long term;
    private final Supplier<List<HeldBack>> held;
    private final SortedMap<Long, Duration> sent = new TreeMap<>();
    private long number;

    /** @param held what is held back for now, which the members are told */
    Heartbeat(Context context, Replica replica, Roster roster, long term, Supplier<List<HeldBack>> held) {
        this.held = held;
        this.context = context;
        this.replica = replica;
        this.roster = roster;
        this.term = term;
    }

    /** The number of the next beat. */
    long next() {
        return number + 1;
    }

    /** Asks all members for an echo, and confirms to each the last one that has come. */
    void beat() {
        CibVersion version = replica.cib().version();
        boolean backed = backed();
        sent.put(++number, context.now().uptime());
        sent.headMap(number - REMEMBERED).clear();
        List<HeldBack> waiting = held.get();
        for (Roster.Entry entry : roster.all()) {
            if (entry.member.name().equals(context.self())) {
                entry.load = context.load();
            } else {
                context.send(entry.member.name(), new PeerMessage.Beat(term, number, version, context.membership().released(), backed,
                        entry.lastEcho, context.builds().level(), waiting));
            }
        }
    }

    /** Whether a quorum counts on this DC now; if so, what runs here may run on. */
    boolean backed() {
        boolean backed = roster.acts();
        if (backed) {
            context.backing().confirmed(context.now().uptime());
            context.backing().supports();
        }
        return backed;
    }

    /**
     * The lease counts from when the beat was sent: the member's promise not to elect another lasts at least as long. When a quorum
     * counts on this DC for the first time, all learn it at once, since they start nothing before.
     */
    void echoed(NodeName from, PeerMessage.Echo echo) {
        boolean before = roster.acts();
        Duration beatAt = sent.get(echo.sequence());
        if (beatAt != null) {
            roster.find(from).filter(entry -> entry.echoes(beatAt)).ifPresent(entry -> {
                entry.lastEcho = echo.sequence();
                entry.echoedVersion = echo.version();
                entry.load = echo.load();
            });
        }
        if (!before && roster.acts()) {
            beat();
        }
    }
}
