package io.systole.core.status;

import java.util.List;
import java.util.Optional;

/**
 * A primitive, or an instance of one.
 *
 * @param id the id, with {@code :N} for instances
 * @param name the name that lists show: without {@code :N} for instances of anonymous clones
 * @param agent the agent as {@code class:provider:type}
 * @param role the current role in words
 * @param targetRole what people asked for; empty if nothing
 * @param activeOn where it is believed active, in the order found
 * @param active it is active as far as status lists are concerned: on an online or unclean node, or unmanaged
 * @param current the node that counts as the one it is on
 * @param pending what is being done to it ({@code Starting}…); empty if nothing
 * @param monitoring a recurring monitor has not reported yet
 * @param failed it has failed and was not recovered
 * @param failedProbe the exit text of a failed probe; empty if there was none
 * @param removed it is no longer configured
 * @param blocked a failure keeps the cluster from touching it
 * @param managed the cluster may start and stop it
 * @param maintenance neither managed nor monitored
 * @param disabled people asked for it to be stopped, or not to be promoted
 * @param failureIgnored a failure was ignored as configured
 * @param locked it waits for the node that it was on
 * @param promotable it is an instance of a promotable clone
 * @param unique it has an identity of its own
 * @param implicit nobody configured it, as the connection to a container or guest
 * @param description free text of the configuration; empty if there is none
 */
public record PrimitiveStatus(
        String id,
        String name,
        String agent,
        String role,
        String targetRole,
        List<Place> activeOn,
        boolean active,
        Optional<Place> current,
        String pending,
        boolean monitoring,
        boolean failed,
        String failedProbe,
        boolean removed,
        boolean blocked,
        boolean managed,
        boolean maintenance,
        boolean disabled,
        boolean failureIgnored,
        boolean locked,
        boolean promotable,
        boolean unique,
        boolean implicit,
        String description)
        implements ResourceStatus {
    public PrimitiveStatus {
        activeOn = List.copyOf(activeOn);
    }

    @Override
    public List<ResourceStatus> children() {
        return List.of();
    }

    /** A node that something is on. */
    public record Place(String node, String id, boolean online, boolean unclean) {}
}
