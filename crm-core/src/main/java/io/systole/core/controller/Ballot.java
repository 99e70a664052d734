package io.systole.core.controller;

import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import java.util.Optional;

/**
 * Whether a claim gets this node's vote: one vote in a term, none in a lower one, none while the DC that this node follows, or has
 * followed ({@link Pledge}), even before this daemon started, may still count on it. Nor while this node is DC and a quorum counts on
 * it, unless one counts on the other as well: whoever was alone and hears this DC tells it of the higher term, and is outbid.
 */
final class Ballot {
    private final Context context;
    private final Terms terms;
    private final Pledge pledge;

    Ballot(Context context, Terms terms, Pledge pledge) {
        this.context = context;
        this.terms = terms;
        this.pledge = pledge;
    }

    /** What becomes of a claim. */
    enum Vote {
        /** It is none of ours, or the term cannot be saved. */
        IGNORE,
        REFUSE,
        /** The vote is given, and the term is on disk. */
        YES
    }

    /** What becomes of this claim; of the two roles at most one is not null. */
    Vote on(NodeName from, PeerMessage.Claim claim, Coordinator coordinator, Follower following) {
        if (context.membership().member(from).isEmpty() || from.equals(context.self())) {
            return Vote.IGNORE;
        }
        boolean promised = following != null && !following.dc().equals(from) && following.promiseHolds()
                && context.membership().all().contains(following.member()) || !pledge.left(from).isZero();
        Optional<NodeName> given = terms.vote();
        boolean free = given.isEmpty() && claim.established() || given.filter(from::equals).isPresent();
        boolean late = claim.term() < terms.current() || claim.term() == terms.current() && !free;
        boolean forgotten = claim.term() > terms.current() && !context.backing().silence().isZero();
        boolean leading = coordinator != null && coordinator.acts() && !claim.backed();
        if (leading || promised || late || forgotten) {
            return Vote.REFUSE;
        }
        return terms.vote(claim.term(), from) ? Vote.YES : Vote.IGNORE;
    }
}
