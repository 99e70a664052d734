package io.systole.core.scheduler.reason;

import io.systole.core.membership.NodeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration wants it so. */
public sealed interface Configured extends Reason {
    /**
     * A location constraint.
     *
     * @param constraint its id
     */
    record LocationConstraint(String constraint) implements Configured {}

    /** Health attributes of a node (cluster option {@code node-health-strategy}). */
    record NodeHealth(NodeName node) implements Configured {}

    /**
     * A colocation, by where the partner is.
     *
     * @param constraint its id; of an implicit one what it comes from, for example {@code group web}
     * @param written true if it is in the configuration
     * @param partner the resource to be with, or not to be with
     * @param place where the partner will be; empty for nowhere
     */
    record Colocation(String constraint, boolean written, String partner, Optional<NodeName> place) implements Configured {}

    /**
     * A colocation with a clone that has no instance to go with there.
     *
     * @param constraint its id
     * @param resource the clone
     */
    record NoInstance(String constraint, String resource) implements Configured {}

    /**
     * A colocation with a role of a promotable clone.
     *
     * @param constraint its id
     * @param resource the clone
     * @param role name of the role
     * @param places where it has this role
     */
    record ColocationWithRole(String constraint, String resource, String role, List<NodeName> places) implements Configured {
        public ColocationWithRole {
            places = List.copyOf(places);
        }
    }

    /** It likes to stay where it is ({@code resource-stickiness}). */
    record Stickiness() implements Configured {}

    /** A meta attribute of the resource, for example {@code target-role}. */
    record ResourceOption(String name, String value) implements Configured {}

    /** A cluster option, for example {@code stop-all-resources}. */
    record ClusterSetting(String name, String value) implements Configured {}

    /** A clone has as many instances as it may have. */
    record CloneLimit(String resource, int max) implements Configured {}

    /** {@code resource-discovery} is exclusive to other nodes. */
    record ExclusiveDiscovery() implements Configured {}

    /**
     * A node has not enough capacity left.
     *
     * @param node the node
     * @param need what is needed there, by attribute name
     */
    record Capacity(NodeName node, Map<String, Integer> need) implements Configured {}

    /** What the agent wants: the promotion score it set. */
    record PromotionScore() implements Configured {}

    /** Connections, fence devices and what carries a guest cannot run behind a connection. */
    record NotBehindConnection() implements Configured {}

    /** The resource lives in this guest or remote node. */
    record LivesIn(NodeName node) implements Configured {}

    /**
     * A ticket is not here.
     *
     * @param ticket the ticket
     * @param constraint id of the constraint that asks for it
     * @param standby true if it is granted but in standby
     */
    record Ticket(String ticket, String constraint, boolean standby) implements Configured {}

    /** The promoted role needs a ticket that is not here. */
    record PromotionTicket() implements Configured {}
}
