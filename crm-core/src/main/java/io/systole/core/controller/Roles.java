package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.membership.Member;
import io.systole.core.membership.Membership;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node is at the moment: the DC, a candidate, the follower of a DC, or in search of one; and how it becomes another of
 * them. Of the three roles at most one is not null.
 */
final class Roles {
    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);

    private final Context context;
    private final Terms terms;
    private final Pledge pledge;
    private final DcSearch search;
    private final Replica replica;
    private final LocalOperations local;
    private final AttributeCopy attributes;
    private final Clients clients;
    private final FenceDesk fences;
    private final OwnReport own;
    private Follower following;
    private Candidate candidate;
    private Coordinator coordinator;
    private boolean fresh = true;

    Roles(Context context, Terms terms, Pledge pledge, Replica replica, LocalOperations local, AttributeCopy attributes, Clients clients,
            FenceDesk fences) {
        this.context = context;
        this.terms = terms;
        this.pledge = pledge;
        this.search = new DcSearch(context, terms, pledge);
        this.replica = replica;
        this.local = local;
        this.attributes = attributes;
        this.clients = clients;
        this.fences = fences;
        this.own = new OwnReport(context, replica, local, attributes);
    }

    Coordinator coordinator() {
        return coordinator;
    }

    Candidate candidate() {
        return candidate;
    }

    Follower following() {
        return following;
    }

    boolean none() {
        return following == null && candidate == null && coordinator == null;
    }

    /** True until this node has joined a DC, or was one, for the first time since its start. */
    boolean fresh() {
        return fresh;
    }

    /** Asks for a DC, and stands for election if nobody answers. */
    void search() {
        search.begin();
    }

    /** Stands for DC in the next term. */
    void claim() {
        unfollow();
        long term = search.stand();
        if (term == 0) {
            return;
        }
        candidate = new Candidate(context, replica, term, own.in(term, fresh));
        context.arm(TimerId.CLAIM, context.timeouts().claim());
        context.add(new Effect.Broadcast(candidate.claim()));
    }

    /** Goes on with a claim as far as the answers allow. */
    void proceed() {
        if (candidate != null && candidate.failed()) {
            withdraw();
        } else if (candidate != null && candidate.won() && !candidate.hasToFetch()) {
            establish(replica.cib());
        }
    }

    /** The claim has failed; another one follows after a while. */
    private void withdraw() {
        candidate = null;
        search.armElection();
    }

    /** The claim is won, and this is the newest configuration. */
    void establish(Cib newest) {
        Candidate won = candidate;
        candidate = null;
        context.cancel(TimerId.CLAIM);
        context.release(won.reports().keySet(), won.reports().values().stream().anyMatch(PeerMessage.Report::released));
        fresh = false;
        coordinator = new Coordinator(context, replica, local, won.term(), fences, attributes);
        coordinator.establish(won.reports(), newest);
        local.unconfirmed(won.term()).forEach(result -> coordinator.result(context.self(), result));
        clients.take().forEach((number, request) -> coordinator.request(new Requester.Local(number), request));
    }

    /** Gives up the DC role; if no claim follows at once, somebody else may take it. */
    void stepDown(String reason) {
        abandon(reason);
        search.begin();
    }

    /** A DC whose promises to others are over has that written down. */
    void settle() {
        if (coordinator != null && pledge.over()) {
            terms.leading();
        }
    }

    /**
     * Somebody who hears this DC has a term that is not lower. If a quorum counts on this DC, it goes on, in a higher term: nobody
     * else could win, and to step down would move the role for no reason, most often to a node that was alone for a while. Where each
     * of two can win, as by {@code two_node}, both look for a DC anew: going on, they would outbid each other for ever.
     */
    void contested(String reason) {
        boolean acts = coordinator.actsAlone();
        abandon(reason + (acts ? "; it has a quorum and goes on in a new one" : ""));
        if (acts) {
            claim();
        } else {
            search.begin();
        }
    }

    /** A member has said no to a claim or an order; it may be one of a former term of this node. */
    void refused(NodeName from, PeerMessage.Refused answer) {
        long term = answer.term();
        if (candidate != null && (answer.refused() == candidate.term() || answer.refused() == 0)) {
            candidate.declined(from);
        }
        boolean dcConcerned = coordinator != null && term >= coordinator.term();
        boolean claimConcerned = candidate != null && term >= candidate.term();
        terms.observe(term);
        if (dcConcerned) {
            contested("a member knows term " + term);
        } else if (claimConcerned) {
            withdraw();
        } else if (following != null && following.term() < term) {
            loseDc("a member knows term " + term);
        }
    }

    /** Accepts a claim that has got this node's vote. */
    void follow(NodeName from, long term) {
        Member member = context.membership().member(from).orElseThrow();
        if (coordinator != null) {
            stepDown(from + " claims term " + term);
        }
        candidate = null;
        if (following != null) {
            // Also if it is the same DC, which has given this node up meanwhile: what was sent then may not have got there.
            clients.dcLost();
        }
        PeerMessage.Report report = own.in(term, fresh);
        following = new Follower(context, replica, local, clients, attributes, member, term, Optional.ofNullable(following));
        search.end();
        context.send(from, report);
    }

    /** The DC has taken this node in. */
    void joined() {
        fresh = false;
    }

    /** The DC has said itself that it is none any more. */
    void dcGone(String reason) {
        unfollow();
        pledge.release();
        succeed(reason);
    }

    void loseDc(String reason) {
        orphaned(reason);
        search.begin();
    }

    /** As {@link #loseDc}, but there is no doubt that the DC is gone, and the others know it too. */
    private void succeed(String reason) {
        orphaned(reason);
        search.succeed();
    }

    private void orphaned(String reason) {
        LOG.info("{} has no DC any more: {}", context.self(), reason);
        unfollow();
        clients.dcLost();
    }

    /** Leads, stands and follows no more. */
    void giveUp() {
        Optional.ofNullable(coordinator).ifPresent(Coordinator::abandon);
        coordinator = null;
        candidate = null;
        unfollow();
        clients.dcLost();
    }

    /** This process stood still for a while. */
    void wake() {
        if (coordinator != null) {
            coordinator.wake();
        } else if (following != null && following.joined()) {
            following.wake();
        } else {
            giveUp();
            search.begin();
        }
    }

    private void unfollow() {
        if (following != null) {
            pledge.keep(following);
            following = null;
        }
    }

    void membershipChanged(Event.MembershipChanged changed) {
        Membership before = context.membership();
        context.note(changed);
        if (coordinator != null) {
            coordinator.membershipChanged(before);
        } else if (following != null) {
            if (!context.membership().all().contains(following.member())) {
                succeed("the DC " + following.dc() + " has left the membership");
            }
        } else if (candidate != null) {
            candidate.membershipChanged();
            context.membership().all().stream().filter(member -> !before.all().contains(member))
                    .forEach(member -> context.send(member.name(), candidate.claim()));
        } else {
            search.begin();
        }
    }

    private void abandon(String reason) {
        LOG.info("{} gives up the DC role of term {}: {}", context.self(), coordinator.term(), reason);
        coordinator.abandon();
        coordinator = null;
    }
}
