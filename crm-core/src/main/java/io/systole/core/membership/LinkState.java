package io.systole.core.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What this node knows of one network to one other node: whether it hears that node over it.
 *
 * @param peer the other node
 * @param link number of the network, from 1, in the order of the configured addresses
 * @param local this node's address in it
 * @param remote the other node's address in it
 * @param status whether the peer is heard there
 * @param since when the status last changed
 * @param reason why it is not up, in plain words; empty if it is
 * @param silence how long nothing was heard; empty if nothing ever was
 * @param received how many datagrams came over it, copies of those that came over another link included
 */
public record LinkState(NodeName peer, int link, String local, String remote, Status status, Instant since, String reason,
        Optional<Duration> silence, long received) {
    /** Whether a peer is heard over a link. */
    public enum Status {
        /** It is heard. */
        UP,
        /** It is heard, but not over this link. */
        DOWN,
        /** It is no member, so its silence says nothing of the link. */
        UNKNOWN
    }

    /** One sentence without a full stop, for logs, alerts and status. */
    public String sentence() {
        String name = "link " + link + " to " + peer + " (" + local + " to " + remote + ") is ";
        return switch (status) {
            case UP -> name + "up";
            case DOWN -> name + "down: " + reason;
            case UNKNOWN -> name + "not known: " + reason;
        };
    }
}
