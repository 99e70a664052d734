package io.systole.core.status;

import java.util.List;

/**
 * A clone.
 *
 * @param id its id
 * @param child the id of the resource that is cloned
 * @param promotable instances can be promoted
 * @param unique each instance is something else
 * @param max instances in the cluster
 * @param targetRole what people asked for; empty if nothing
 * @param managed the cluster may start and stop it
 * @param maintenance neither managed nor monitored
 * @param disabled people asked for it to be stopped, or not to be promoted
 * @param children the instances
 * @param candidates the nodes that may have an instance, by name
 */
public record CloneStatus(
        String id,
        String child,
        boolean promotable,
        boolean unique,
        int max,
        String targetRole,
        boolean managed,
        boolean maintenance,
        boolean disabled,
        List<ResourceStatus> children,
        List<Candidate> candidates)
        implements ResourceStatus {
    public CloneStatus {
        children = List.copyOf(children);
        candidates = List.copyOf(candidates);
    }

    /**
     * A node that may have an instance.
     *
     * @param node its name
     * @param occupied an instance is believed to be there
     * @param failedProbe the exit text of a failed probe there; empty if there was none
     */
    public record Candidate(String node, boolean occupied, String failedProbe) {}
}
