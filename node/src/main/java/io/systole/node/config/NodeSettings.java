package io.systole.node.config;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The daemon's settings, complete and valid.
 *
 * @param cluster name of the cluster; daemons of other clusters are not heard
 * @param name this node
 * @param nodes address of each configured node, in the order of the file, this node included; the daemon binds to its own
 * @param port port of the cluster's traffic: UDP, and TCP for the watch over processes; multicast uses the next one too
 * @param multicast the multicast group; empty = unicast to the node list
 * @param detection how fast a dead node is noticed
 * @param twoNode one of two nodes is enough for quorum
 * @param waitForAll no quorum after start until all nodes have been seen once
 * @param onStop what an orderly stop does with this node's resources
 * @param stopTimeout how long an orderly stop may take before the daemon leaves without having finished it
 * @param parallelOperations how many agents may run at once on this node
 * @param logLevel {@code debug}, {@code info}, {@code warn} or {@code error}
 */
public record NodeSettings(
        String cluster,
        NodeName name,
        SequencedMap<NodeName, String> nodes,
        int port,
        Optional<String> multicast,
        Detection detection,
        boolean twoNode,
        boolean waitForAll,
        OnStop onStop,
        Duration stopTimeout,
        int parallelOperations,
        String logLevel) {
    public NodeSettings {
        nodes = copy(nodes);
    }

    /** How fast a dead node is noticed; a faster preset suffers sooner from a slow machine or network. */
    public enum Detection {
        EXPRESS,
        FAST,
        NORMAL,
        RELAXED
    }

    /** What an orderly stop of the daemon does with the resources of its node. */
    public enum OnStop {
        /** They are stopped here and started elsewhere, as Pacemaker does. */
        MOVE,
        /** They run on without supervision; the daemon adopts them at its next start. */
        LEAVE
    }

    private static SequencedMap<NodeName, String> copy(Map<NodeName, String> original) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(original));
    }
}
