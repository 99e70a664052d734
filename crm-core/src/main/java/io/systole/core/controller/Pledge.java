package io.systole.core.controller;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Optional;

/**
 * What a node owes a DC that it has just ceased to follow, after a pause of its process or because it has heard of a higher term: that
 * DC may count on its last echo for a while yet, so until then nobody else gets this node's vote, not even itself.
 */
final class Pledge {
    private final Context context;
    private Optional<Member> dc = Optional.empty();
    private Duration until = Duration.ZERO;

    Pledge(Context context) {
        this.context = context;
    }

    /** This node does not follow that DC any more, and the DC does not know. */
    void keep(Follower former) {
        dc = Optional.of(former.member()).filter(member -> former.promiseHolds());
        until = former.promisedUntil();
    }

    /** The DC has given up its role itself. */
    void release() {
        dc = Optional.empty();
    }

    /** True if nobody can count on anything that this node has said as a follower since its start, whoever is a member or not. */
    boolean over() {
        return context.backing().silence().isZero() && !until.minus(context.now().uptime()).isPositive();
    }

    /** How long this candidate must not have the vote; zero if it may. A DC that has left the membership is owed nothing. */
    Duration left(NodeName candidate) {
        Duration left = until.minus(context.now().uptime());
        return left.isPositive() && dc.filter(member -> !member.name().equals(candidate) && context.membership().all().contains(member))
                .isPresent() ? left : Duration.ZERO;
    }
}
