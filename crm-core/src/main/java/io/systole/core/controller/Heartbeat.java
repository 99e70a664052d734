package io.systole.core.controller;

import io.systole.core.cib.CibVersion;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** The DC's beats and their echoes, by which both sides know that they still count on each other. */
final class Heartbeat {
    private static final int REMEMBERED = 50;

    private final Context context;
    private final Roster roster;
    private final long term;
    private final SortedMap<Long, Duration> sent = new TreeMap<>();
    private long number;

    Heartbeat(Context context, Roster roster, long term) {
        this.context = context;
        this.roster = roster;
        this.term = term;
    }

    /** The number of the next beat. */
    long next() {
        return number + 1;
    }

    /** Asks all members for an echo, and confirms to each the last one that has come. */
    void beat(CibVersion version, boolean backed) {
        sent.put(++number, context.now().uptime());
        sent.headMap(number - REMEMBERED).clear();
        for (Roster.Entry entry : roster.all()) {
            if (!entry.member.name().equals(context.self())) {
                context.send(entry.member.name(), new PeerMessage.Beat(term, number, version, context.membership().released(), backed,
                        entry.lastEcho, context.builds().level()));
            }
        }
    }

    /** The lease counts from when the beat was sent: the member's promise not to elect another lasts at least as long. */
    void echoed(NodeName from, long sequence, CibVersion version) {
        Duration beatAt = sent.get(sequence);
        if (beatAt != null) {
            roster.find(from).filter(entry -> beatAt.compareTo(entry.echoed) > 0).ifPresent(entry -> {
                entry.echoed = beatAt;
                entry.lastEcho = sequence;
                entry.echoedVersion = version;
            });
        }
    }
}
