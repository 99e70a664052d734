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
 * @param replicas the replicas with all that belongs to them
 */
public record BundleStatus(
        String id,
        String technology,
        String image,
        boolean unique,
        boolean managed,
        boolean maintenance,
        boolean disabled,
        List<PrimitiveStatus> children,
        List<Replica> replicas)
        implements ResourceStatus {
    public BundleStatus {
        children = List.copyOf(children);
        replicas = List.copyOf(replicas);
    }

    /**
     * A replica.
     *
     * @param number from 0 on
     * @param parts its address, what runs inside, its container and the connection to it, as far as there are such
     */
    public record Replica(int number, List<PrimitiveStatus> parts) {
        public Replica {
            parts = List.copyOf(parts);
        }
    }
}
