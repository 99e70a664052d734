package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.Needed;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Requests of this node's clients on their way to the DC: kept until there is one, forwarded, answered once. */
final class Clients {
    private final Context context;
    private final Replica replica;
    private final SortedMap<Long, Pending> pending = new TreeMap<>();

    Clients(Context context, Replica replica) {
        this.context = context;
        this.replica = replica;
    }

    private record Pending(ClusterRequest request, Duration since, boolean sent) {}

    /** A client asks; of the two roles of this node at most one is not null. */
    void requested(Event.Requested asked, Coordinator coordinator, Follower following) {
        if (coordinator != null) {
            coordinator.request(new Requester.Local(asked.number()), asked.request());
            return;
        }
        add(asked.number(), asked.request());
        if (following != null && following.joined()) {
            forward(following.dc(), following.term());
        }
    }

    void add(long number, ClusterRequest request) {
        pending.put(number, new Pending(request, context.now().uptime(), false));
    }

    /** Sends to the DC of this term what waits. */
    void forward(NodeName dc, long term) {
        for (long number : List.copyOf(pending.keySet())) {
            Needed.by(pending.get(number).request()).flatMap(feature -> context.builds().obstacle(feature, List.of(dc)))
                    .ifPresent(why -> answer(number, Outcome.UNSUPPORTED, why));
        }
        pending.replaceAll((number, one) -> {
            if (!one.sent()) {
                context.send(dc, new PeerMessage.Forward(term, number, one.request()));
            }
            return new Pending(one.request(), one.since(), true);
        });
    }

    /** Takes what waits, because this node is the DC now. */
    SortedMap<Long, ClusterRequest> take() {
        var waiting = new TreeMap<Long, ClusterRequest>();
        pending.forEach((number, one) -> waiting.put(number, one.request()));
        pending.clear();
        return waiting;
    }

    void answered(long number, ClusterReply reply) {
        if (pending.remove(number) != null) {
            context.add(new Effect.Answer(number, reply));
        }
    }

    /** The DC is gone: nobody knows what became of what it had. */
    void dcLost() {
        for (long number : List.copyOf(pending.keySet())) {
            if (pending.get(number).sent()) {
                answer(number, Outcome.TIMEOUT, "the DC was lost, or lost this node, before it answered; look whether the change is there");
            }
        }
    }

    /** Ends what has waited too long. */
    void tick() {
        for (long number : List.copyOf(pending.keySet())) {
            Pending one = pending.get(number);
            if (context.now().since(one.since()).compareTo(context.timeouts().request()) > 0) {
                answer(number, one.sent() ? Outcome.TIMEOUT : Outcome.NO_DC, one.sent()
                        ? "the DC did not answer in time; look whether the change is there"
                                : "there is no DC at the moment, nothing was changed");
            }
        }
    }

    int waiting() {
        return pending.size();
    }

    private void answer(long number, Outcome outcome, String message) {
        Cib cib = replica.cib();
        answered(number, new ClusterReply(outcome, message, cib.version()));
    }
}
