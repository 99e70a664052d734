package io.systole.node.setup;

import io.systole.shell.client.ClusterSetup.InitRequest;
import io.systole.shell.client.ClusterSetup.NodeAddress;
import io.systole.shell.client.ClusterSetup.SetupException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the {@code systole.conf} of a new cluster; every node gets its address, so that name services may fail later. */
final class SettingsText {
    private final String hostName;

    SettingsText(String hostName) {
        this.hostName = hostName;
    }

    List<String> of(InitRequest request) {
        List<NodeAddress> nodes = withThisNode(request.nodes());
        var lines = new ArrayList<String>();
        lines.add("# The same file on every node of the cluster. Written by crm cluster init; systoled --check reads it.");
        lines.add("cluster = " + request.clusterName());
        request.multicast().ifPresent(groups -> {
            lines.add("# Nodes find each other, and send their heartbeats, in one group for all links, or in one for each link.");
            lines.add("transport = multicast");
            lines.add("multicast = " + groups.replace(',', ' '));
        });
        for (NodeAddress node : nodes) {
            lines.add("node = " + node.name() + " " + address(node, request));
        }
        if (nodes.size() == 2) {
            lines.add("# One of two nodes may go on alone, after both have been seen once since its start.");
            lines.add("two_node = yes");
            lines.add("wait_for_all = yes");
        }
        return lines;
    }

    private List<NodeAddress> withThisNode(List<NodeAddress> nodes) {
        if (nodes.isEmpty()) {
            return List.of(new NodeAddress(hostName, Optional.empty()));
        }
        if (nodes.stream().noneMatch(node -> node.name().equals(hostName))) {
            throw new SetupException("this node '" + hostName + "' is not among the nodes of the new cluster:"
                    + " add it, or run this on one of them");
        }
        return nodes;
    }

    private String address(NodeAddress node, InitRequest request) {
        if (node.address().isPresent()) {
            return node.address().get().replace(',', ' ');
        }
        if (node.name().equals(hostName) && request.bindAddress().isPresent()) {
            return request.bindAddress().get();
        }
        try {
            InetAddress found = InetAddress.getByName(node.name());
            if (found.isLoopbackAddress()) {
                throw new SetupException("the name " + node.name() + " leads to " + found.getHostAddress()
                        + ", which other nodes cannot reach: give its address (name=address)");
            }
            return found.getHostAddress();
        } catch (UnknownHostException unknown) {
            throw new SetupException("the address of node " + node.name() + " is not known here:"
                    + " give it (name=address), or add it to /etc/hosts");
        }
    }
}
