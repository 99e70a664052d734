package io.systole.core.controller;

import io.systole.core.cib.CibVersion;
import io.systole.core.request.ClusterReply.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Clients that wait until all members have an update of an attribute ({@code --wait=cluster}). A member has it when it echoes a beat
 * that was sent after it, with a CIB that is at least as new: what one sender says arrives in order.
 */
final class EverywhereWait {
    private final Context context;
    private final Sequencer sequencer;
    private final Roster roster;
    private final Heartbeat heartbeat;
    private final List<Waiting> waiting = new ArrayList<>();

    EverywhereWait(Context context, Sequencer sequencer, Roster roster, Heartbeat heartbeat) {
        this.context = context;
        this.sequencer = sequencer;
        this.roster = roster;
        this.heartbeat = heartbeat;
    }

    private record Waiting(Requester requester, long beat, CibVersion version, Duration since) {}

    /** This client is answered when all have what has been said until now. */
    void add(Requester requester) {
        sequencer.flush();
        waiting.add(new Waiting(requester, heartbeat.next(), sequencer.cib().version(), context.now().uptime()));
        check();
    }

    /** An echo has come, a member is gone, or time has passed. */
    void check() {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext();) {
            Waiting one = each.next();
            boolean everywhere = roster.all().stream().allMatch(entry -> entry.member.name().equals(context.self())
                    || entry.lastEcho >= one.beat() && entry.echoedVersion.compareTo(one.version()) >= 0);
            boolean late = context.now().since(one.since()).compareTo(context.timeouts().request()) > 0;
            if (everywhere || late) {
                each.remove();
                sequencer.answer(one.requester(), everywhere ? Outcome.OK : Outcome.TIMEOUT, everywhere ? ""
                        : "the attribute is set, but not all nodes have said in time that they have it");
            }
        }
    }

    void abandon() {
        waiting.forEach(one -> sequencer.answer(one.requester(), Outcome.TIMEOUT,
                "the DC changed before all nodes had the attribute; look whether it is there"));
        waiting.clear();
    }
}
