package io.systole.core.request;

import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.acl.Subject;
import io.systole.core.fencing.DeviceQuestion;
import io.systole.core.fencing.FencingRequest;
import io.systole.core.membership.NodeName;
import java.util.List;
import java.util.Optional;

/** A request of a person or program to the cluster. */
public sealed interface ClusterRequest {
    /**
     * Change the CIB.
     *
     * @param changes applied together: all or none
     * @param user who asks, for {@code update-user}
     * @param client which program asks, for {@code update-client}
     * @param force also without quorum
     * @param comment why, for the history; empty if nothing was said
     * @param subject whose rights count; empty: nobody's, the asker is not limited
     */
    record ChangeCib(List<CibChange> changes, String user, String client, boolean force, String comment, Optional<Subject> subject)
            implements ClusterRequest {
        public ChangeCib {
            changes = List.copyOf(changes);
        }

        /** A change without a comment. */
        public ChangeCib(List<CibChange> changes, String user, String client, boolean force) {
            this(changes, user, client, force, "");
        }

        /** A change by somebody who is not limited. */
        public ChangeCib(List<CibChange> changes, String user, String client, boolean force, String comment) {
            this(changes, user, client, force, comment, Optional.empty());
        }
    }

    /**
     * Change a transient or private node attribute (lives until the node leaves).
     *
     * @param everywhere whether the answer waits until all members have it
     */
    record SetAttribute(AttributeUpdate update, boolean everywhere) implements ClusterRequest {
        /** Answered when the DC has it. */
        public SetAttribute(AttributeUpdate update) {
            this(update, false);
        }

        /** Sets a transient attribute, or deletes it if the value is empty. */
        public SetAttribute(NodeName node, String name, Optional<String> value) {
            this(AttributeUpdate.of(node, name, value));
        }
    }

    /**
     * Forget history and probe again.
     *
     * @param resource empty = all resources
     * @param node empty = all nodes
     * @param onlyFailures true = cleanup (only what has failed), false = refresh (everything)
     */
    record CleanUp(Optional<ResourceId> resource, Optional<NodeName> node, boolean onlyFailures) implements ClusterRequest {}

    /** Stop this node's resources in order, move them if possible, and let the daemon leave the cluster. */
    record ShutDown(NodeName node) implements ClusterRequest {}

    /**
     * Forget a node that is gone for good.
     *
     * @param user who asks
     * @param client which program asks
     */
    record RemoveNode(NodeName node, String user, String client) implements ClusterRequest {}

    /** A request that the asked node answers by itself, without the DC. */
    sealed interface Here extends ClusterRequest {}

    /**
     * Give all members a new cluster key; the answer has a line for each node that was not here to take it.
     *
     * @param force whether to go on without an arbitrator that does not take it
     */
    record ChangeKey(boolean force) implements Here {}

    /** A request that the fencer of the asked node answers. */
    sealed interface ToFencer extends Here {}

    /** Fence a node; answered when it is done or has failed. */
    record Fence(FencingRequest request) implements ToFencer {}

    /**
     * A human has seen that this node is down.
     *
     * @param client which program says so
     */
    record ConfirmDown(NodeName node, String client) implements ToFencer {}

    /** Forget the fencing that has ended, of one node or of all. */
    record ForgetFencing(Optional<NodeName> node) implements ToFencer {}

    /** Something about the fence devices registered on this node; the answer has lines. */
    record AskDevices(DeviceQuestion question) implements ToFencer {}
}
