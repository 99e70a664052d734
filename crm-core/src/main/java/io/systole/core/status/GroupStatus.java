package io.systole.core.status;

import java.util.List;

/**
 * A group.
 *
 * @param id its id, with {@code :N} for an instance of a cloned group
 * @param managed the cluster may start and stop it
 * @param maintenance neither managed nor monitored
 * @param disabled people asked for it to be stopped
 * @param children the members in order
 */
public record GroupStatus(String id, boolean managed, boolean maintenance, boolean disabled, List<PrimitiveStatus> children)
        implements ResourceStatus {
    public GroupStatus {
        children = List.copyOf(children);
    }
}
