package io.systole.core.controller;

import io.systole.core.membership.FeatureLevels;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps apart what cannot work together. A member with whom this build has no feature level in common gets no vote and is not
 * taken in. A daemon that has not joined anybody since its start leaves again, if a DC is there already that it cannot follow, or if
 * it would have to stand for DC beside a member of a build that it has forgotten: who was there first goes on.
 */
final class Doorkeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private final Context context;

    Doorkeeper(Context context) {
        this.context = context;
    }

    /** Takes note of what the sender's build speaks; true if this node can work with it. */
    boolean admits(NodeName from, PeerMessage message) {
        Optional<FeatureLevels> levels = message.speaks();
        if (levels.isPresent() && context.builds().heard(from, levels.get())) {
            String why = context.builds().mismatch(from);
            LOG.warn("{}", why);
            context.alert("node", from, why, "desc", "build");
        }
        return !context.builds().stranger(from);
    }

    /**
     * Answers a member with whom this node cannot work.
     *
     * @param coordinator the DC, if it is this node; else null
     * @param newcomer whether this node has not joined anybody since its start
     * @return why this node has to leave; empty if it stays
     */
    Optional<String> turnAway(NodeName from, PeerMessage message, Coordinator coordinator, boolean newcomer) {
        if (coordinator != null) {
            coordinator.turnAway(from);
        }
        boolean established = message instanceof PeerMessage.Claim claim && claim.established();
        return newcomer && established ? Optional.of(from + " is the DC here, and " + context.builds().mismatch(from)) : Optional.empty();
    }

    /** Why a newcomer must not stand for DC but leave; empty if it may. */
    Optional<String> reasonNotToStand() {
        return context.builds().outdated(context.membership()).map(context.builds()::mismatch);
    }

    /** Something of a newer build has come: tells people once, and whoever waits for an answer. */
    void notUnderstood(NodeName from, PeerMessage.NotUnderstood newer, Coordinator coordinator, Replica replica) {
        if (context.builds().firstTime(from, newer.what())) {
            LOG.info("not understood, from {}, whose build may be newer: {}", from, newer.what());
        }
        if (coordinator != null && newer.term() == coordinator.term() && newer.request().isPresent()) {
            String sentence = "the DC " + context.self() + " does not understand this request (" + newer.what()
                    + "); if its build is older than the one on " + from + ", upgrade it";
            context.send(from, new PeerMessage.Reply(newer.term(), newer.request().getAsLong(),
                    new ClusterReply(Outcome.UNSUPPORTED, sentence, replica.cib().version())));
        }
    }
}
