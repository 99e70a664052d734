package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.Member;
import io.systole.core.membership.Membership;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import java.time.Duration;
import java.util.Optional;

/** Who takes part while a DC is in office: takes in members, and writes down those who are lost, with all that follows from it. */
final class Attendance {
    private final Context context;
    private final Sequencer sequencer;
    private final Roster roster;
    private final Invitations invitations;
    private final TakeoverWait takeover;
    private final InFlight inFlight;
    private final OwnConfiguration own;
    private final TransitionDriver driver;
    private final AttributeDesk attributes;
    private final long term;

    Attendance(Context context, Sequencer sequencer, Roster roster, Invitations invitations, TakeoverWait takeover,
            InFlight inFlight, OwnConfiguration own, TransitionDriver driver, AttributeDesk attributes, long term) {
        this.context = context;
        this.sequencer = sequencer;
        this.roster = roster;
        this.invitations = invitations;
        this.takeover = takeover;
        this.inFlight = inFlight;
        this.own = own;
        this.driver = driver;
        this.attributes = attributes;
        this.term = term;
    }

    /** The transport has told a new membership; the context has it already. */
    void membershipChanged(Membership before) {
        for (Member old : before.all()) {
            Optional<Member> present = context.membership().member(old.name());
            if (present.isEmpty()) {
                lost(old.name());
            } else if (!present.get().equals(old)) {
                restarted(old.name());
            }
        }
        context.membership().all().forEach(member -> invitations.invite(member.name()));
    }

    /** A member accepts the DC: from now on it counts. */
    void takeIn(Member member, PeerMessage.Report report) {
        NodeName node = member.name();
        context.heard(Electorate.parse(report.electorate()));
        sequencer.flush();
        takeover.joined(node, Duration.ofMillis(report.sinceSupport()));
        inFlight.joined(node, report);
        roster.add(member, report, CountedResults.of(sequencer.cib(), node));
        context.release(roster.names(), report.released());
        invitations.close(node);
        context.builds().agree(roster.names());
        describe(Optional.of(node));
        if (report.copy().version().compareTo(sequencer.cib().version()) > 0) {
            sequencer.update(sequencer.marked(sequencer.cib().withVersion(report.copy().version()), sequencer.cib()));
        }
    }

    /** Gives a member that was taken in what it lacks, and plans with it. */
    void welcome(NodeName node, PeerMessage.Report report) {
        sequencer.sendCopy(node);
        attributes.joined(node, report);
        driver.nodeLost(node);
        driver.abort("Node join");
        context.alert("node", node, "node " + node + " has joined the cluster", "desc", "member");
    }

    /** Writes down who is here, as far as it is not: {@code newcomer} anew in any case. */
    void describe(Optional<NodeName> newcomer) {
        Cib cib = sequencer.cib();
        if (roster.quorate()) {
            Cib known = own.in(cib);
            if (!known.configuration().equals(cib.configuration()) || sequencer.backed() && !BackingMark.backed(cib, term)) {
                sequencer.confirm(known);
            }
        }
        for (Roster.Entry entry : roster.all()) {
            NodeName node = entry.member.name();
            if (newcomer.filter(node::equals).isPresent() || !NodeStates.known(sequencer.cib(), node)) {
                sequencer.update(Joining.join(sequencer.cib(), node, entry.report, context.now().clock(), "do_state_transition"));
            }
        }
    }

    /** The node lives but has forgotten what it did: its history stays until it has told anew what runs there. */
    void restarted(NodeName node) {
        takeover.lost(node);
        roster.remove(node);
        inFlight.left(node);
        driver.nodeLost(node);
        driver.abort("Node join");
        sequencer.answerWaiting();
    }

    /** Gives up who cannot hear this DC, and who was invited in vain. */
    void tick() {
        roster.deaf().forEach(this::deaf);
        for (NodeName silent : invitations.repeat()) {
            if (NodeStates.present(sequencer.cib(), silent)) {
                sequencer.update(NodeStates.left(sequencer.cib(), silent, "peer_update_callback"));
                driver.abort("Node failure");
            }
        }
    }

    /** The transport hears the node, which answers nothing any more: it may not hear this DC, and does not count on it then. */
    private void deaf(NodeName node) {
        context.alert("node", node, "node " + node + " is heard but has answered no beat of the DC for "
                + context.timeouts().deafness().toSeconds() + " s; it does not count until it answers", "desc", "deaf");
        restarted(node);
        invitations.invite(node);
    }

    private void lost(NodeName node) {
        invitations.close(node);
        if (roster.has(node)) {
            takeover.lost(node);
        }
        roster.remove(node);
        inFlight.left(node);
        // Of a node that was here and never joined nothing is known: to write down that it has left would say that it is down.
        boolean known = NodeStates.known(sequencer.cib(), node);
        boolean expected = !known || NodeStates.expected(sequencer.cib(), node);
        if (known) {
            sequencer.update(NodeStates.left(sequencer.cib(), node, "peer_update_callback"));
        }
        attributes.left(node);
        driver.nodeLost(node);
        driver.abort(expected ? "Node failure" : "Node leave");
        context.alert("node", node, "node " + node + (expected ? " is lost" : " has left"), "desc", "lost");
        sequencer.answerWaiting();
    }
}
