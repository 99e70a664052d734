package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the nodes of a cluster find each other. */
public sealed interface Peers {
    /**
     * Every node is named, and datagrams go to each of them (unicast): the choice where multicast is not permitted.
     *
     * @param addresses the address, or a name that resolves to one, of every node, this one included
     */
    record NodeList(SortedMap<NodeName, String> addresses) implements Peers {
        public NodeList {
            addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
            for (Map.Entry<NodeName, String> entry : addresses.entrySet()) {
                if (entry.getValue() == null || entry.getValue().isBlank()) {
                    throw new IllegalArgumentException("node list: \"" + entry.getKey() + "\" has no address: write one behind its name");
                }
            }
            Map<String, NodeName> seen = new TreeMap<>();
            addresses.forEach((name, address) -> {
                NodeName other = seen.put(address, name);
                if (other != null) {
                    throw new IllegalArgumentException("node list: \"" + other + "\" and \"" + name
                            + "\" have the same address " + address + ": give each its own");
                }
            });
        }
    }

    /**
     * Nodes find each other in a multicast group.
     *
     * @param bindAddress this node's address in the network that carries the group
     * @param group the group's address, as a number
     * @param groupPort UDP port of the group
     */
    record Multicast(String bindAddress, String group, int groupPort) implements Peers {
        /** Organisation-local group (RFC 2365) that is used if nobody gave one. */
        public static final String DEFAULT_GROUP = "239.255.83.89";
        /** Port of the group if nobody gave one. */
        public static final int DEFAULT_GROUP_PORT = 5406;

        public Multicast {
            if (bindAddress == null || bindAddress.isBlank()) {
                throw new IllegalArgumentException("multicast: no bind address: give this node's address in the cluster's network");
            }
            if (group == null || !isMulticastNumber(group)) {
                throw new IllegalArgumentException("multicast: \"" + group
                        + "\" is no multicast address: use one of 239.0.0.0 to 239.255.255.255, or ff05::/16");
            }
            if (groupPort < 1 || groupPort > 65_535) {
                throw new IllegalArgumentException("multicast: the port " + groupPort + " is not between 1 and 65535");
            }
        }

        private static boolean isMulticastNumber(String text) {
            try {
                return InetAddress.ofLiteral(text).isMulticastAddress();
            } catch (IllegalArgumentException notANumber) {
                return false;
            }
        }
    }
}
