package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the nodes of a cluster find each other. A node has one address in each network of the cluster, in the same order on every
 * node: the first ones are link 1, the second ones link 2, and so on.
 */
public sealed interface Peers {
    /** The addresses of the nodes that are known by name, one for each link. */
    SortedMap<NodeName, List<String>> addresses();

    /**
     * Every node is named, and datagrams go to each of them (unicast): the choice where multicast is not permitted.
     *
     * @param addresses the addresses, or names that resolve to one each, of every node, this one included
     */
    record NodeList(SortedMap<NodeName, List<String>> addresses) implements Peers {
        public NodeList {
            addresses = checked("node list", addresses);
        }
    }

    /**
     * Nodes find each other in multicast groups, one for each link; links may share a group.
     *
     * @param bindAddresses this node's addresses in the networks that carry the groups
     * @param addresses the addresses of the nodes as far as they are known; what is for one of the others alone takes the first link
     * @param groups the groups' addresses, as numbers: one for each link, or one for all, or none for the defaults
     * @param groupPort UDP port of the groups
     */
    record Multicast(List<String> bindAddresses, SortedMap<NodeName, List<String>> addresses, List<String> groups, int groupPort)
            implements Peers {
        /** Organisation-local group (RFC 2365) of an IPv4 link if nobody gave one. */
        public static final String DEFAULT_GROUP = "239.255.83.89";
        /** Site-local group that nobody has registered (RFC 4291, 2.7) of an IPv6 link if nobody gave one. */
        public static final String DEFAULT_GROUP_IPV6 = "ff15::5359";
        /** Port of the group if nobody gave one. */
        public static final int DEFAULT_GROUP_PORT = 5406;

        public Multicast {
            if (bindAddresses.isEmpty() || bindAddresses.stream().anyMatch(address -> address == null || address.isBlank())) {
                throw new IllegalArgumentException("multicast: no bind address: give this node's address in the cluster's network");
            }
            for (String group : groups) {
                if (!isGroup(group)) {
                    throw new IllegalArgumentException("multicast: \"" + group
                            + "\" is no multicast address: use one of 239.0.0.0 to 239.255.255.255, or of ff15::/16");
                }
            }
            if (groups.size() > 1 && groups.size() != bindAddresses.size()) {
                throw new IllegalArgumentException("multicast: there are " + groups.size() + " groups for " + bindAddresses.size()
                        + " links: give one group for each link, in the order of the addresses, or one for all");
            }
            if (groupPort < 1 || groupPort > 65_535) {
                throw new IllegalArgumentException("multicast: the port " + groupPort + " is not between 1 and 65535");
            }
            bindAddresses = List.copyOf(bindAddresses);
            groups = List.copyOf(groups);
            addresses = checked("multicast", addresses);
        }

        /** One link, and nodes of which nothing is known beforehand. */
        public Multicast(String bindAddress, String group, int groupPort) {
            this(bindAddress == null ? List.of() : List.of(bindAddress), new TreeMap<>(), List.of(group), groupPort);
        }

        /** The group of a link whose address here is this one. */
        InetAddress group(int link, InetAddress own) {
            return InetAddress.ofLiteral(switch (groups.size()) {
                case 0 -> own instanceof Inet6Address ? DEFAULT_GROUP_IPV6 : DEFAULT_GROUP;
                case 1 -> groups.getFirst();
                default -> groups.get(link);
            });
        }

        /** Whether this is a multicast address, written as a number. */
        public static boolean isGroup(String text) {
            try {
                return InetAddress.ofLiteral(text).isMulticastAddress();
            } catch (IllegalArgumentException notANumber) {
                return false;
            }
        }
    }

    private static SortedMap<NodeName, List<String>> checked(String where, SortedMap<NodeName, List<String>> addresses) {
        SortedMap<NodeName, List<String>> copy = new TreeMap<>();
        Map<String, NodeName> seen = new TreeMap<>();
        addresses.forEach((name, own) -> {
            if (own.isEmpty() || own.stream().anyMatch(address -> address == null || address.isBlank())) {
                throw new IllegalArgumentException(where + ": \"" + name + "\" has no address: write one behind its name");
            }
            for (String address : own) {
                NodeName other = seen.put(address, name);
                if (other != null) {
                    throw new IllegalArgumentException(where + ": " + (other.equals(name) ? "\"" + name + "\" has the address " + address
                            + " twice: each of its links needs its own" : "\"" + other + "\" and \"" + name
                            + "\" have the same address " + address + ": give each its own"));
                }
            }
            copy.put(name, List.copyOf(own));
        });
        copy.values().stream().findFirst().ifPresent(first -> copy.forEach((name, own) -> {
            if (own.size() != first.size()) {
                throw new IllegalArgumentException(where + ": \"" + copy.firstKey() + "\" has " + first.size() + " addresses and \"" + name
                        + "\" " + own.size() + ": give every node one in each network, in the same order");
            }
        }));
        return Collections.unmodifiableSortedMap(copy);
    }
}
