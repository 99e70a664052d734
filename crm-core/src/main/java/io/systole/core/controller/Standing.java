package io.systole.core.controller;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Optional;

/**
 * What a node is in its cluster, in short.
 *
 * @param term the highest term that it knows; 0 before it was started
 * @param leads whether it holds the DC role
 * @param dc itself, or the DC that it follows and whose CIB it has
 * @param acts whether it is DC with quorum and its lease holds: then it may give orders
 */
public record Standing(long term, boolean leads, Optional<NodeName> dc, boolean acts) {
    /** Before the start. */
    public static final Standing NONE = new Standing(0, false, Optional.empty(), false);

    /** Of the two roles at most one is not null. */
    static Standing of(Context context, Duration uptime, long term, Coordinator coordinator, Follower following) {
        if (coordinator != null) {
            context.now(new Moment(context.now().clock(), uptime));
            return new Standing(term, true, Optional.of(context.self()), coordinator.acts());
        }
        return new Standing(term, false, Optional.ofNullable(following).filter(Follower::joined).map(Follower::dc), false);
    }
}
