package io.systole.core.controller;

import io.systole.core.cib.CibVersion;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The DC's beats and their echoes, by which both sides know that they still count on each other. */
final class Heartbeat {
    private static final int REMEMBERED = 50;

    private final Context context;
    private final Replica replica;
    private final Roster roster;
    private final long term;
    private final SortedMap<Long, Duration> sent = new TreeMap<>();
    private long number;

    Heartbeat(Context context, Replica replica, Roster roster, long term) {
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
        for (Roster.Entry entry : roster.all()) {
            if (!entry.member.name().equals(context.self())) {
                context.send(entry.member.name(), new PeerMessage.Beat(term, number, version, context.membership().released(), backed,
                        entry.lastEcho, context.builds().level()));
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
    void echoed(NodeName from, long sequence, CibVersion version) {
        boolean before = roster.acts();
        Duration beatAt = sent.get(sequence);
        if (beatAt != null) {
            roster.find(from).filter(entry -> entry.echoed.filter(last -> beatAt.compareTo(last) <= 0).isEmpty()).ifPresent(entry -> {
                entry.echoed = Optional.of(beatAt);
                entry.lastEcho = sequence;
                entry.echoedVersion = version;
            });
        }
        if (!before && roster.acts()) {
            beat();
        }
    }
}
