package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import io.systole.core.throttle.HeldBack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A member's life under one DC in one term: takes its CIB and its orders, and nobody else's. */
final class Follower {
    private static final int MOST_ECHOES = 50;

    private final Context context;
    private final Replica replica;
    private final LocalOperations local;
    private final Clients clients;
    private final AttributeCopy attributes;
    private final Member dc;
    private final long term;
    private boolean joined;
    /** Whether this node had this DC's CIB in this term already when it said yes once more. */
    private final boolean joinedBefore;
    private List<HeldBack> held = List.of();
    private boolean copyAsked;
    /** Not null while this node, after it stood still, does not know whether the DC counts on it. */
    private Withheld withheld;
    private Duration heard;
    /** When this node first said yes to this DC in this term. */
    private final Duration since;
    /** When which echo was sent. */
    private final SortedMap<Long, Duration> echoes = new TreeMap<>();

    Follower(Context context, Replica replica, LocalOperations local, Clients clients, AttributeCopy attributes, Member dc,
            long term, Optional<Follower> former) {
        this.context = context;
        this.replica = replica;
        this.local = local;
        this.clients = clients;
        this.attributes = attributes;
        this.dc = dc;
        this.term = term;
        this.heard = context.now().uptime();
        Optional<Follower> sameDc = former.filter(same -> same.dc.equals(dc) && same.term == term);
        this.since = sameDc.map(same -> same.since).orElse(heard);
        this.joinedBefore = sameDc.filter(same -> same.joined || same.joinedBefore).isPresent();
        context.backing().supports();
    }

    /** What a message of the DC means for this node's part in the cluster. */
    enum Outcome {
        /** Nothing new. */
        GOES_ON,
        /** This node has the DC's CIB now and belongs to the cluster. */
        JOINED,
        /** This node has been told to leave. */
        TOLD_TO_LEAVE,
        /** The DC leaves. */
        DC_RESIGNED
    }

    NodeName dc() {
        return dc.name();
    }

    Member member() {
        return dc;
    }

    /** What the DC holds back, as it has said last. */
    List<HeldBack> held() {
        return held;
    }

    long term() {
        return term;
    }

    boolean joined() {
        return joined;
    }

    /** Why this node has waited for the DC longer than a member may; empty if it has not. */
    String silence() {
        Duration answer = context.timeouts().claim().multipliedBy(2);
        Duration patience = joined ? context.timeouts().deadtime() : answer;
        if (context.now().since(heard).compareTo(patience) > 0) {
            return "the DC " + dc() + " is silent";
        }
        return withheld != null && context.now().since(withheld.since()).compareTo(answer) > 0
                ? "the DC " + dc() + " does not count on this node since its daemon stood still" : "";
    }

    /** This process stood still for a while. */
    void wake() {
        withheld = new Withheld(context.now().uptime(), withheld == null ? List.of() : withheld.messages());
    }

    /** True while nothing is done that the DC says, because it may be of a time before it gave this node up. */
    boolean doubts() {
        return withheld != null;
    }

    /** True while the DC may count on this member's last echo: no other candidate gets its vote. */
    boolean promiseHolds() {
        return joined && context.now().uptime().compareTo(promisedUntil()) <= 0;
    }

    Duration promisedUntil() {
        return heard.plus(context.timeouts().failureDetection());
    }

    /** Repeats what the DC has not confirmed. */
    void tick() {
        if (joined) {
            if (!replica.failure().isEmpty() && replica.save()) {
                acknowledge();
            }
            local.unconfirmed(term).forEach(result -> context.send(dc(), result));
        }
    }

    void deliver(PeerMessage.Result result) {
        if (joined) {
            context.send(dc(), new PeerMessage.Result(term, result.sequence(), result.key(), result.transitionKey(), result.status(),
                    result.exitCode(), result.callId(), result.exitReason(), result.resource()));
        }
    }

    /** Takes a message of the DC in its term. */
    Outcome hear(PeerMessage message) {
        heard = context.now().uptime();
        if (withheld == null || message instanceof PeerMessage.Leave || message instanceof PeerMessage.Resign) {
            return take(message);
        }
        if (!(message instanceof PeerMessage.Beat beat)) {
            withheld.add(message);
            return Outcome.GOES_ON;
        }
        if (!withheld.confirmedBy(beat)) {
            withheld.echoed(beat.sequence());
            echo(beat);
            return Outcome.GOES_ON;
        }
        List<PeerMessage> late = withheld.messages();
        withheld = null;
        late.forEach(this::take);
        return take(beat);
    }

    private Outcome take(PeerMessage message) {
        switch (message) {
            case PeerMessage.Copy copy -> {
                return copy(copy);
            }
            case PeerMessage.Leave leave -> {
                return Outcome.TOLD_TO_LEAVE;
            }
            case PeerMessage.Resign resign -> {
                return Outcome.DC_RESIGNED;
            }
            case PeerMessage.Patch patch -> patch(patch);
            case PeerMessage.Beat beat -> beat(beat);
            case PeerMessage.ResultAck ack -> local.confirmed(ack.sequence());
            case PeerMessage.Reply reply -> clients.answered(reply.id(), reply.reply());
            case PeerMessage.Execute execute -> {
                if (joined) {
                    local.execute(execute.request()).forEach(this::deliver);
                }
            }
            case PeerMessage.Cancel cancel -> {
                if (joined) {
                    local.cancel(cancel.key(), cancel.transitionKey());
                }
            }
            case PeerMessage.Attributes table -> attributes.take(table.table());
            case PeerMessage.Forget forget -> local.forget(forget.resource());
            case PeerMessage.CopyRequest request ->
                context.send(dc(), new PeerMessage.Copy(term, replica.cib().root(), replica.ancestors(), context.membership().released(),
                        false, replica.history().changes()));
            case PeerMessage.Announce announce -> {
                // A DC that gave up: its resignation or another claim follows.
            }
            case PeerMessage.Claim claim -> throw new IllegalStateException("claims are handled before");
            case PeerMessage.Refused refused -> throw new IllegalStateException("refusals are handled before");
            case PeerMessage.Report report -> {
                // Only a DC can use it.
            }
            case PeerMessage.Ack ack -> {
                // Only a DC can use it.
            }
            case PeerMessage.Echo echo -> {
                // Only a DC can use it.
            }
            case PeerMessage.Result result -> {
                // Only a DC can use it.
            }
            case PeerMessage.Forward forward -> {
                // Only a DC can use it.
            }
            case PeerMessage.Fencing fencing -> {
                // The fencer has it.
            }
            case PeerMessage.NotUnderstood newer -> throw new IllegalStateException("what is not understood is handled before");
        }
        return Outcome.GOES_ON;
    }

    /** Takes a whole copy and says so if the own configuration has lost against it. */
    static void adopt(Context context, Replica replica, NodeName from, PeerMessage.Copy copy) {
        CibVersion own = replica.cib().version();
        String kept = replica.adopt(Cib.of(copy.cib()), copy.ancestors(), copy.changes());
        if (!kept.isEmpty()) {
            context.alert("node", context.self(), "the configuration of " + context.self() + " (version " + own + ") lost against that of "
                    + from + " (version " + replica.cib().version() + ") and is kept in " + kept);
        }
    }

    private Outcome copy(PeerMessage.Copy copy) {
        if ((joined || joinedBefore) && Cib.of(copy.cib()).version().compareTo(replica.cib().version()) < 0) {
            // One that has come twice: in one term the DC's versions only grow.
            if (!joined) {
                askForCopy();
            }
            return Outcome.GOES_ON;
        }
        adopt(context, replica, dc(), copy);
        copyAsked = false;
        if (copy.released()) {
            context.membership(context.membership().release());
        }
        if (copy.backed()) {
            context.backing().confirmed(since);
        }
        acknowledge();
        if (joined) {
            return Outcome.GOES_ON;
        }
        joined = true;
        local.unconfirmed(term).forEach(result -> context.send(dc(), result));
        return Outcome.JOINED;
    }

    private void patch(PeerMessage.Patch patch) {
        if (joined && !copyAsked) {
            if (replica.apply(patch.patch(), patch.stamp())) {
                acknowledge();
            } else {
                askForCopy();
            }
        }
    }

    private void beat(PeerMessage.Beat beat) {
        context.builds().level(beat.level());
        held = beat.held();
        if (beat.released()) {
            context.membership(context.membership().release());
        }
        if (joined && !beat.version().equals(replica.cib().version())) {
            askForCopy();
        }
        if (beat.backed() && echoes.containsKey(beat.heard())) {
            context.backing().confirmed(echoes.get(beat.heard()));
        }
        if (joined) {
            echo(beat);
        }
    }

    private void echo(PeerMessage.Beat beat) {
        context.backing().supports();
        echoes.put(beat.sequence(), context.now().uptime());
        echoes.headMap(beat.sequence() - MOST_ECHOES).clear();
        context.send(dc(), new PeerMessage.Echo(term, beat.sequence(), replica.cib().version(), context.load()));
    }

    private void askForCopy() {
        copyAsked = true;
        context.send(dc(), new PeerMessage.CopyRequest(term));
    }

    /** Only for what is on disk: a failed save is answered later, when it has worked. */
    private void acknowledge() {
        if (replica.failure().isEmpty()) {
            context.send(dc(), new PeerMessage.Ack(term, replica.durable()));
        }
    }
}
