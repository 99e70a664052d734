package io.systole.core.request;

import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.ResourceId;
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
     */
    record ChangeCib(List<CibChange> changes, String user, String client, boolean force) implements ClusterRequest {
        public ChangeCib {
            changes = List.copyOf(changes);
        }
    }

    /** Change a transient or private node attribute (lives until the node leaves). */
    record SetAttribute(AttributeUpdate update) implements ClusterRequest {
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
}
