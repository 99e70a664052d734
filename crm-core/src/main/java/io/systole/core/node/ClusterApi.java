package io.systole.core.node;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.membership.LinkReport;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import java.util.function.Consumer;

/**
 * What programs on a node may ask of the running cluster. Implemented by {@code ClusterNode}; all calls and callbacks
 * belong to the node's loop.
 */
public interface ClusterApi {
    /** The name of this node. */
    NodeName localNode();

    /** This node's copy of the CIB, status included. */
    Cib cib();

    /** What this node knows of node attributes besides what the CIB holds: private values, and those that wait to be written. */
    AttributeTable attributes();

    /** The last changes of the configuration, as far as this node knows. */
    ChangeHistory history();

    /** What this node knows of the cluster around it. */
    NodeReport report();

    /** What this node knows of its networks to the other nodes. */
    default LinkReport links() {
        return LinkReport.NONE;
    }

    /** Asks for something; the reply comes once, maybe later, maybe from the DC. */
    void submit(ClusterRequest request, Consumer<ClusterReply> reply);

    /** Calls {@code listener} after each change of the CIB, the report or a link, until the subscription is closed. */
    Subscription subscribe(Runnable listener);

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
