package io.systole.node.config;

import io.systole.core.membership.NodeName;
import io.systole.messaging.Peers;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads {@code transport} and {@code multicast}: whether the nodes find each other by their list or in groups, and in which. */
final class GroupReader {
    private final SettingsReader lines;
    private final SequencedMap<NodeName, List<String>> nodes;

    /** With the nodes as they are in the file. */
    GroupReader(SettingsReader lines, SequencedMap<NodeName, List<String>> nodes) {
        this.lines = lines;
        this.nodes = nodes;
    }

    /** The groups, none of them if each link takes its default; empty for unicast. */
    Optional<List<String>> groups() {
        Optional<String> given = lines.text(SettingKey.MULTICAST);
        return switch (lines.text(SettingKey.TRANSPORT).orElse(given.isPresent() ? "multicast" : "unicast")) {
            case "unicast" -> {
                if (given.isPresent()) {
                    throw lines.at(SettingKey.MULTICAST,
                            "multicast = " + given.get() + " contradicts transport = unicast: remove one of the two");
                }
                yield Optional.empty();
            }
            case "multicast" -> Optional.of(given.map(this::groups).orElse(List.of()));
            default -> throw lines.wrong(SettingKey.TRANSPORT);
        };
    }

    /** What is possible, but perhaps not meant; one sentence each. */
    List<String> warnings() {
        return nodes.size() > 1 || groups().isEmpty() ? List.of()
                : List.of("transport = multicast with " + nodes.firstEntry().getKey() + " as the only node: a node that is found without"
                        + " being listed has no vote, so each may go on alone and all may run the same; list every node on every node");
    }

    private List<String> groups(String value) {
        List<String> groups = List.of(value.split("[\\s,]+"));
        int links = nodes.firstEntry().getValue().size();
        if (!groups.stream().allMatch(Peers.Multicast::isGroup)) {
            throw lines.wrong(SettingKey.MULTICAST);
        }
        if (groups.size() > 1 && groups.size() != links) {
            throw lines.at(SettingKey.MULTICAST, "multicast = " + value + " has " + groups.size() + " groups, but a node has " + links
                    + (links == 1 ? " address" : " addresses") + ": give one group for each address, in their order, or one for all");
        }
        nodes.forEach((node, addresses) -> {
            for (int link = 0; link < links; link++) {
                refuseOtherFamily(node, addresses.get(link), link, groups.size() == 1 ? groups.getFirst() : groups.get(link));
            }
        });
        return groups;
    }

    /** What is a name, and no number, is seen when the daemon starts. */
    private void refuseOtherFamily(NodeName node, String address, int link, String group) {
        try {
            if (InetAddress.ofLiteral(address).getAddress().length != InetAddress.ofLiteral(group).getAddress().length) {
                throw lines.at(SettingKey.MULTICAST, "the group " + group + " cannot be used on link " + (link + 1) + ", where node " + node
                        + " has " + address + ", which is of the other family: give one group for each address, in their order,"
                        + " for example " + Peers.Multicast.DEFAULT_GROUP + " for IPv4 and " + Peers.Multicast.DEFAULT_GROUP_IPV6
                        + " for IPv6");
            }
        } catch (IllegalArgumentException name) {
            // Looked up later.
        }
    }
}
