package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which address which node has in which network, as numbers. JGroups knows a node by its address on the first link; this table
 * says the others. Links are counted from 0 here, from 1 for people. Immutable.
 */
final class LinkTable {
    private final List<InetAddress> own;
    private final List<InetAddress> groups;
    private final SortedMap<NodeName, List<InetAddress>> nodes;
    private final Map<InetAddress, List<InetAddress>> byFirst = new HashMap<>();
    private final Map<InetAddress, Place> places = new HashMap<>();
    private final Map<InetAddress, String> texts;

    /** Whose address it is, and on which link. */
    record Place(NodeName node, int link) {}

    /**
     * A table.
     *
     * @param own this node's addresses
     * @param groups the multicast group of each link; empty if nodes are found by their list
     * @param nodes the addresses of the nodes that are known, as many for each as this one has
     * @param texts how people write these addresses
     */
    LinkTable(List<InetAddress> own, List<InetAddress> groups, SortedMap<NodeName, List<InetAddress>> nodes,
            Map<InetAddress, String> texts) {
        this.own = List.copyOf(own);
        this.groups = List.copyOf(groups);
        this.texts = Map.copyOf(texts);
        this.nodes = nodes;
        nodes.forEach((node, addresses) -> {
            byFirst.put(addresses.getFirst(), addresses);
            for (int link = 0; link < addresses.size(); link++) {
                places.put(addresses.get(link), new Place(node, link));
            }
        });
    }

    /** Looks up every name of the settings once. */
    static LinkTable of(JGroupsSettings settings) throws UnusableAddressException {
        String where = settings.peers() instanceof Peers.NodeList ? "node list" : "multicast";
        SortedMap<NodeName, List<InetAddress>> nodes = new TreeMap<>();
        Map<InetAddress, String> texts = new HashMap<>();
        for (Map.Entry<NodeName, List<String>> entry : settings.peers().addresses().entrySet()) {
            List<InetAddress> resolved = LocalAddresses.resolve(where, entry.getKey(), entry.getValue());
            nodes.put(entry.getKey(), resolved);
            for (int link = 0; link < resolved.size(); link++) {
                texts.put(resolved.get(link), entry.getValue().get(link));
            }
        }
        List<InetAddress> own = switch (settings.peers()) {
            case Peers.NodeList list -> nodes.get(settings.localNode());
            case Peers.Multicast multicast -> LocalAddresses.resolve(where, settings.localNode(), multicast.bindAddresses());
        };
        refuseMixedFamilies(own, nodes);
        return new LinkTable(own, groups(settings.peers(), own), nodes, texts);
    }

    private static List<InetAddress> groups(Peers peers, List<InetAddress> own) throws UnusableAddressException {
        List<InetAddress> groups = new ArrayList<>();
        if (peers instanceof Peers.Multicast multicast) {
            for (int link = 0; link < own.size(); link++) {
                InetAddress group = multicast.group(link, own.get(link));
                if (!Link.family(group).equals(Link.family(own.get(link)))) {
                    throw new UnusableAddressException("multicast: the group " + group.getHostAddress() + " cannot be used on link "
                            + (link + 1) + " from " + own.get(link).getHostAddress() + ", which is of the other family: give one group for"
                            + " each link, for example " + Peers.Multicast.DEFAULT_GROUP + " " + Peers.Multicast.DEFAULT_GROUP_IPV6, null);
                }
                groups.add(group);
            }
        }
        return groups;
    }

    /** Different links may be of different families, but a socket speaks one of them. */
    private static void refuseMixedFamilies(List<InetAddress> own, SortedMap<NodeName, List<InetAddress>> nodes)
            throws UnusableAddressException {
        for (Map.Entry<NodeName, List<InetAddress>> node : nodes.entrySet()) {
            for (int link = 0; link < own.size(); link++) {
                if (!Link.family(node.getValue().get(link)).equals(Link.family(own.get(link)))) {
                    throw new UnusableAddressException("link " + (link + 1) + ": this node has " + own.get(link).getHostAddress()
                            + " and \"" + node.getKey() + "\" " + node.getValue().get(link).getHostAddress()
                            + ": a link is IPv4 or IPv6 on all nodes", null);
                }
            }
        }
    }

    int links() {
        return own.size();
    }

    /** This node's address on a link. */
    InetAddress own(int link) {
        return own.get(link);
    }

    /** The multicast group of a link; empty if there is none. */
    Optional<InetAddress> group(int link) {
        return groups.isEmpty() ? Optional.empty() : Optional.of(groups.get(link));
    }

    /** An address as people wrote it in the settings. */
    String text(InetAddress address) {
        return texts.getOrDefault(address, address.getHostAddress());
    }

    /** All addresses of the node that JGroups knows by this one; only this one if the node is not listed. */
    List<InetAddress> allOf(InetAddress first) {
        return byFirst.getOrDefault(first, List.of(first));
    }

    /** A node's address on a link; empty if the node is not listed. */
    Optional<InetAddress> address(NodeName node, int link) {
        return Optional.ofNullable(nodes.get(node)).map(addresses -> addresses.get(link));
    }

    /** Whose address this is; empty if it is not listed. */
    Optional<Place> place(InetAddress address) {
        return Optional.ofNullable(places.get(address));
    }

    /** Where every node of the list is found first. */
    List<InetSocketAddress> firsts(int port) {
        List<InetSocketAddress> firsts = new ArrayList<>();
        nodes.values().forEach(addresses -> firsts.add(new InetSocketAddress(addresses.getFirst(), port)));
        return firsts;
    }

    /** Every address of every node of the list but this one. */
    List<InetSocketAddress> doors(NodeName self, int port) {
        List<InetSocketAddress> doors = new ArrayList<>();
        nodes.forEach((node, addresses) -> {
            if (!node.equals(self)) {
                addresses.forEach(address -> doors.add(new InetSocketAddress(address, port)));
            }
        });
        return doors;
    }
}
