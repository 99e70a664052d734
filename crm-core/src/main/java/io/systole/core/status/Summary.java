package io.systole.core.status;

import java.util.Optional;

/**
 * The cluster as a whole.
 *
 * @param stack what carries the messages ({@code cluster-infrastructure})
 * @param dc the designated coordinator
 * @param version the software version of the DC ({@code dc-version}); empty if not known
 * @param quorate whether this part of the cluster has quorum
 * @param lastChange when and by whom the configuration was changed last
 * @param nodes nodes configured
 * @param instances resource instances configured
 * @param disabled instances that people asked to be stopped or not to be promoted
 * @param blocked instances that the cluster may not touch because of a failure
 * @param maintenance the whole cluster is in maintenance mode
 * @param stopAll all resources are to be stopped
 * @param policy what else of the cluster's options people want to know first
 */
public record Summary(
        String stack,
        Optional<Dc> dc,
        String version,
        boolean quorate,
        LastChange lastChange,
        int nodes,
        int instances,
        int disabled,
        int blocked,
        boolean maintenance,
        boolean stopAll,
        Policy policy) {
    /**
     * How the cluster acts.
     *
     * @param fencing whether nodes may be fenced
     * @param symmetric whether resources may run on any node by default
     * @param withoutQuorum what is done without quorum, in the words of {@code no-quorum-policy}
     * @param fencingTimeoutMillis how long a fencing may take
     * @param priorityDelayMillis how long the fencing of the node with the more important resources is delayed
     */
    public record Policy(boolean fencing, boolean symmetric, String withoutQuorum, long fencingTimeoutMillis, long priorityDelayMillis) {}

    /** The designated coordinator by name and id. */
    public record Dc(String name, String id) {}

    /** When the configuration was changed last, as written in the CIB; parts that are not known are empty. */
    public record LastChange(String time, String user, String client, String origin) {}
}
