package io.systole.core.status;

import java.util.List;

/**
 * A bundle.
 *
 * @param id its id
 * @param technology what runs the containers: {@code docker}, {@code podman}…
 * @param image what the containers are made from
 * @param unique each replica has an address of its own
 * @param managed the cluster may start and stop it
 * @param maintenance neither managed nor monitored
 * @param disabled people asked for it to be stopped
 * @param children the replicas, each told by what runs inside, or by its container where nothing does
 */
public record BundleStatus(
        String id,
        String technology,
        String image,
        boolean unique,
        boolean managed,
        boolean maintenance,
        boolean disabled,
        List<PrimitiveStatus> children)
        implements ResourceStatus {
    public BundleStatus {
        children = List.copyOf(children);
    }
}
