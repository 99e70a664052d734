package io.systole.core.controller;

import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import java.util.Optional;

/**
 * Whether a claim gets this node's vote: one vote in a term, none in a lower one, and none while the DC that this node follows, or
 * followed before this daemon started, may still count on it.
 */
final class Ballot {
    private final Context context;
    private final Terms terms;

    Ballot(Context context, Terms terms) {
        this.context = context;
        this.terms = terms;
    }

    /** What becomes of a claim. */
    enum Vote {
        /** It is none of ours, or the term cannot be saved. */
        IGNORE,
        REFUSE,
        /** The vote is given, and the term is on disk. */
        YES
    }

    Vote on(NodeName from, PeerMessage.Claim claim, Follower following) {
        if (context.membership().member(from).isEmpty() || from.equals(context.self())) {
            return Vote.IGNORE;
        }
        boolean promised = following != null && !following.dc().equals(from) && following.promiseHolds()
                && context.membership().all().contains(following.member());
        Optional<NodeName> given = terms.vote();
        boolean free = given.isEmpty() && claim.established() || given.filter(from::equals).isPresent();
        boolean late = claim.term() < terms.current() || claim.term() == terms.current() && !free;
        boolean forgotten = claim.term() > terms.current() && !context.backing().silence().isZero();
        if (promised || late || forgotten) {
            return Vote.REFUSE;
        }
        return terms.vote(claim.term(), from) ? Vote.YES : Vote.IGNORE;
    }
}
