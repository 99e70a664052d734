package io.systole.core.throttle;

import io.systole.core.membership.NodeName;
import java.util.Optional;

/**
 * Actions that could begin, were not enough others under way.
 *
 * @param node where they wait; empty if the limit is that of the whole cluster
 * @param waiting how many
 * @param why one sentence without full stop
 */
public record HeldBack(Optional<NodeName> node, int waiting, String why) {
    /** For people. */
    public String sentence() {
        return waiting + (waiting == 1 ? " action waits: " : " actions wait: ") + why;
    }
}
