package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the transport must be told. Invalid values are refused with an {@link IllegalArgumentException}
 * whose message is one sentence with the fix.
 *
 * @param clusterName nodes with different cluster names do not hear each other, even with one key
 * @param localNode this node
 * @param incarnation how often this node's daemon was started, persisted; greater than at any earlier start
 * @param port UDP port of the datagrams and TCP port of the process watch, the same on every node
 * @param peers how the nodes find each other
 * @param failureDetection how long silence lasts until a node counts as lost
 * @param key the cluster key
 */
public record JGroupsSettings(String clusterName, NodeName localNode, long incarnation, int port, Peers peers,
        FailureDetectionTimes failureDetection, ClusterKey key) {
    /** Corosync's customary port, so firewalls of former Pacemaker clusters are right already. */
    public static final int DEFAULT_PORT = 5405;
    /** The cluster's name if nobody gave one. */
    public static final String DEFAULT_CLUSTER_NAME = "systole";

    public JGroupsSettings {
        Objects.requireNonNull(localNode, "localNode");
        Objects.requireNonNull(failureDetection, "failureDetection");
        if (clusterName == null || clusterName.isBlank()) {
            throw new IllegalArgumentException("the cluster name is empty: give one, the same on every node");
        }
        if (incarnation < 1) {
            throw new IllegalArgumentException("the incarnation of node \"" + localNode + "\" is " + incarnation
                    + ", it must be 1 or more");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the cluster port " + port + " is not between 1 and 65535");
        }
        if (key == null) {
            throw new IllegalArgumentException(
                    "there is no cluster key: make one with \"crm cluster init\" on the first node, and copy it to the others");
        }
        if (peers == null) {
            throw new IllegalArgumentException("neither a node list nor a multicast group is given: one of them is needed");
        }
        if (!peers.addresses().containsKey(localNode) && (peers instanceof Peers.NodeList || !peers.addresses().isEmpty())) {
            throw new IllegalArgumentException("this node is called \"" + localNode + "\", which is not in the node list ("
                    + String.join(", ", peers.addresses().keySet().stream().map(NodeName::value).toList())
                    + "): add it to the list on every node, or start the daemon under its listed name");
        }
    }

    /** Settings for nodes that are named one by one, with one link; everything else has its default. */
    public static JGroupsSettings forNodes(SortedMap<NodeName, String> addresses, NodeName localNode, long incarnation,
            ClusterKey key) {
        SortedMap<NodeName, List<String>> lists = new TreeMap<>();
        addresses.forEach((node, address) -> lists.put(node, List.of(address)));
        return defaults(new Peers.NodeList(lists), localNode, incarnation, key);
    }

    /** Settings with the default name, port and times. */
    public static JGroupsSettings defaults(Peers peers, NodeName localNode, long incarnation, ClusterKey key) {
        return new JGroupsSettings(DEFAULT_CLUSTER_NAME, localNode, incarnation, DEFAULT_PORT, peers,
                FailureDetectionTimes.DEFAULT, key);
    }

    /** These settings with another cluster name. */
    public JGroupsSettings withClusterName(String name) {
        return new JGroupsSettings(name, localNode, incarnation, port, peers, failureDetection, key);
    }

    /** These settings with another port. */
    public JGroupsSettings withPort(int newPort) {
        return new JGroupsSettings(clusterName, localNode, incarnation, newPort, peers, failureDetection, key);
    }

    /** These settings with other times. */
    public JGroupsSettings withFailureDetection(FailureDetectionTimes times) {
        return new JGroupsSettings(clusterName, localNode, incarnation, port, peers, times, key);
    }
}
