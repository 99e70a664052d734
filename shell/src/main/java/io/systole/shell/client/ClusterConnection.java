package io.systole.shell.client;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.membership.LinkReport;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import java.time.Duration;
import java.util.Optional;

/**
 * A cluster as commands see it: its CIB, what its node knows, and a way to ask for changes.
 *
 * <p>All methods may block for as long as the cluster needs (never call them on the node's loop) and may be called by any
 * thread, one at a time. A cluster that cannot be reached is reported by {@link NotConnectedException}; everything else a
 * request may meet is a {@link ClusterReply}.
 */
public interface ClusterConnection extends AutoCloseable {
    /** The newest CIB that this side has, status included. */
    Cib cib();

    /** What the node knows of node attributes besides what the CIB holds; nothing if there is only a CIB file. */
    default AttributeTable attributes() {
        return AttributeTable.EMPTY;
    }

    /** The last changes of the configuration; none if there is only a CIB file. */
    default ChangeHistory history() {
        return ChangeHistory.EMPTY;
    }

    /** What the node knows of the cluster around it; empty if there is only a CIB file. */
    Optional<NodeReport> report();

    /** What the node knows of its networks to the other nodes; nothing if there is only a CIB file. */
    default LinkReport links() {
        return LinkReport.NONE;
    }

    /** The name of the node that this program runs on; empty if there is only a CIB file. */
    default Optional<NodeName> localNode() {
        return report().map(NodeReport::node);
    }

    /** Asks for something and waits for the answer. */
    ClusterReply submit(ClusterRequest request);

    /**
     * Waits until the CIB, the report or a link has changed.
     *
     * @param seen the CIB that the caller has; a different one counts as change at once
     * @param atMost how long to wait
     * @return false if nothing changed in that time
     */
    boolean awaitChange(Cib seen, Duration atMost);

    /** Ends the connection; the cluster is not touched. */
    @Override
    default void close() {}
}
