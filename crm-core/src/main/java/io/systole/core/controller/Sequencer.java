package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.edit.ChangeStamp;
import io.systole.core.cib.edit.VersionPolicy;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.cib.patch.CibDiff;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Puts the DC's writes in order: applies, saves, sends a patch to each member, and tells the client when enough members
 * have it on disk. Status updates are collected for a moment; configuration changes go at once.
 */
final class Sequencer {
    private final Context context;
    private final Replica replica;
    private final Roster roster;
    private final Doubt doubt;
    private final Watching watching;
    private final long term;
    private final List<Waiting> waiting = new ArrayList<>();
    /** The published CIB plus status updates that nobody has seen yet. */
    private Cib working;
    private boolean armed;

    Sequencer(Context context, Replica replica, Roster roster, Doubt doubt, long term) {
        this.context = context;
        this.replica = replica;
        this.roster = roster;
        this.doubt = doubt;
        this.watching = new Watching(context, roster);
        this.term = term;
        this.working = replica.cib();
    }

    /**
     * A client that waits for its configuration change to be safe: a change made with quorum needs a quorum that has it on
     * disk, also if the quorum is lost meanwhile; one forced without quorum only the members that are here.
     */
    private record Waiting(CibVersion version, Requester requester, Duration since, boolean withQuorum, String remark) {
        Waiting at(CibVersion later) {
            return new Waiting(later, requester, since, withQuorum, remark);
        }
    }

    /** The newest CIB, with what is not published yet. */
    Cib cib() {
        return working;
    }

    /** Takes the replica's CIB as the base: a term begins. */
    void restart() {
        working = replica.cib();
        watching.begin(working);
    }

    /** Changes the status section or attributes of the CIB itself. */
    void update(Cib changed) {
        if (changed.root() == working.root()) {
            return;
        }
        working = changed;
        if (!armed) {
            armed = true;
            context.arm(TimerId.FLUSH, context.timeouts().statusDelay());
        }
    }

    /** Changes the configuration, publishes at once, and answers the requester when it is safe. */
    void configure(Cib changed, ChangeStamp stamp, Requester requester) {
        configure(changed, stamp, requester, "");
    }

    /** The same with a remark for the requester. */
    void configure(Cib changed, ChangeStamp stamp, Requester requester, String remark) {
        write(changed, stamp);
        waiting.add(new Waiting(working.version(), requester, context.now().uptime(), roster.quorate(), remark));
        answerWaiting();
    }

    /** Changes the configuration without anybody who waits for it. */
    void configure(Cib changed, ChangeStamp stamp) {
        write(changed, stamp);
        answerWaiting();
    }

    private void write(Cib changed, ChangeStamp stamp) {
        flush();
        working = marked(watching.marked(stamp.on(changed), working), working);
        publish(Optional.of(stamp));
    }

    /** A CIB that this DC makes out of another one, with the mark of what stands behind it. */
    Cib marked(Cib changed, Cib before) {
        return backed() ? BackingMark.back(changed, term) : BackingMark.unbacked(changed, before);
    }

    /** Whether a quorum stands behind what this DC writes, and nobody may decide otherwise. */
    boolean backed() {
        return roster.quorate() && doubt.about(roster.names(), working).isEmpty();
    }

    /** Nobody may decide otherwise any more: what was written until now counts fully, and is acknowledged when that is on disk. */
    void confirm(Cib known) {
        write(known, ownStamp());
        waiting.replaceAll(one -> one.at(working.version()));
        answerWaiting();
    }

    /** The stamp of what the cluster changes on its own account. */
    ChangeStamp ownStamp() {
        return new ChangeStamp(context.now().clock().atZone(ZoneOffset.UTC), context.self().value(), ChangeStamp.CLUSTER, "root");
    }

    /** Publishes what was collected. */
    void flush() {
        if (armed) {
            armed = false;
            context.cancel(TimerId.FLUSH);
        }
        publish(Optional.empty());
    }

    /** Gives a member the whole CIB. */
    void sendCopy(NodeName to) {
        flush();
        context.send(to, new PeerMessage.Copy(term, replica.cib().root(), replica.ancestors(), context.membership().released(),
                roster.acts(), unknownTo(to)));
    }

    private List<ChangeRecord> unknownTo(NodeName member) {
        return roster.find(member).map(entry -> entry.report.copy())
                .map(known -> replica.history().since(known.version(), known.digest()))
                .orElseGet(() -> replica.history().changes());
    }

    /** A member has saved everything up to this version. */
    void acknowledged(NodeName from, CibVersion version) {
        roster.find(from).ifPresent(entry -> {
            if (version.compareTo(entry.durable) > 0 && version.compareTo(replica.cib().version()) <= 0) {
                entry.durable = version;
            }
        });
        answerWaiting();
    }

    /** Answers clients whose change is safe, or who have waited long enough. */
    void answerWaiting() {
        roster.find(context.self()).ifPresent(own -> own.durable = replica.durable());
        update(watching.heard(working));
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext();) {
            Waiting one = each.next();
            Duration waited = context.now().since(one.since());
            boolean slowMembersMayLag = waited.compareTo(context.timeouts().failureDetection()) > 0;
            Optional<NodeName> rival = doubt.about(roster.having(one.version()), working);
            boolean safe = one.withQuorum() ? rival.isEmpty() && roster.quorumHas(one.version())
                    && (slowMembersMayLag || roster.allHave(one.version())) : roster.allHave(one.version());
            if (safe) {
                each.remove();
                answer(one.requester(), Outcome.OK, one.remark());
            } else if (waited.compareTo(context.timeouts().request()) > 0) {
                each.remove();
                answer(one.requester(), Outcome.TIMEOUT, rival.map(node -> "the change is made here, but node " + node
                        + (roster.has(node) ? " does not have it on disk" : " does not have it and is not confirmed down")
                        + ": it is lost if that node goes on alone").orElse("the change is made here, but not enough nodes have confirmed"
                        + " it; it may be lost if this node dies now"));
            }
        }
    }

    /** Tells everybody who waits that this node is DC no longer. */
    void abandon() {
        waiting.forEach(one -> answer(one.requester(), Outcome.TIMEOUT,
                "the DC changed before enough nodes had confirmed the change; look whether it is there"));
        waiting.clear();
        context.cancel(TimerId.FLUSH);
    }

    void answer(Requester requester, Outcome outcome, String message) {
        var reply = new ClusterReply(outcome, message, replica.cib().version());
        switch (requester) {
            case Requester.Local local -> context.add(new Effect.Answer(local.number(), reply));
            case Requester.Remote remote -> context.send(remote.node(), new PeerMessage.Reply(term, remote.id(), reply));
        }
    }

    int clientsWaiting() {
        return waiting.size();
    }

    private void publish(Optional<ChangeStamp> stamp) {
        Cib before = replica.cib();
        if (working.root() == before.root()) {
            return;
        }
        Cib next = VersionPolicy.next(before, working);
        working = next;
        if (next == before) {
            return;
        }
        CibPatch patch = CibDiff.withFingerprint(CibDiff.between(before, next), next);
        replica.advance(next, stamp);
        working = replica.cib();
        watching.published(working, before);
        var message = new PeerMessage.Patch(term, patch, stamp);
        for (NodeName node : roster.names()) {
            if (!node.equals(context.self())) {
                context.send(node, message);
            }
        }
    }
}
