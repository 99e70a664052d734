package io.systole.core.controller;

import io.systole.core.peer.PeerMessage;
import java.time.Duration;

/** A node without a DC asks whether there is one, and stands for election if nobody answers; the first name soonest. */
record DcSearch(Context context, Terms terms, Pledge pledge) {
    void begin() {
        announce();
        armElection();
    }

    /** The DC is known to be gone, to all who followed it: nobody is listened for, and who is first of those here stands at once. */
    void succeed() {
        announce();
        arm(rank());
    }

    private void announce() {
        context.add(new Effect.Broadcast(new PeerMessage.Announce(terms.current(), context.builds().own())));
    }

    /** Takes the next term for a claim of this node; 0 if it cannot be saved, or if it is too soon: then it is tried again later. */
    long stand() {
        long term = terms.current() + 1;
        if (tooSoon().isZero() && terms.vote(term, context.self())) {
            end();
            return term;
        }
        armElection();
        return 0;
    }

    /** There is a DC, or somebody stands for it. */
    void end() {
        context.cancel(TimerId.ELECTION);
        context.cancel(TimerId.CLAIM);
    }

    void armElection() {
        arm(rank() + 1);
    }

    /** How many of those who are here come before this node. */
    private int rank() {
        return context.membership().members().headMap(context.self()).size();
    }

    private void arm(int turns) {
        Duration wait = context.timeouts().election().multipliedBy(turns).plusMillis(context.random.nextInt(1, turns == 0 ? 10 : 50));
        context.arm(TimerId.ELECTION, tooSoon().plus(wait));
    }

    /** Another DC may count on this node for so long. */
    private Duration tooSoon() {
        Duration silence = context.backing().silence();
        Duration pledged = pledge.left(context.self());
        return silence.compareTo(pledged) >= 0 ? silence : pledged;
    }
}
