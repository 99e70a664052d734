package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns the addresses of the settings into sockets' addresses, and says in one sentence what is wrong with them. */
final class LocalAddresses {
    private LocalAddresses() {}

    /** The address to which this node binds. */
    static InetAddress bindAddress(JGroupsSettings settings) throws UnusableAddressException {
        InetAddress address = switch (settings.peers()) {
            case Peers.NodeList list -> resolve("node list", settings.localNode(), list.addresses().get(settings.localNode()));
            case Peers.Multicast multicast -> resolve("multicast", settings.localNode(), multicast.bindAddress());
        };
        if (!isLocal(address)) {
            throw new UnusableAddressException("the address " + address.getHostAddress() + " of this node \"" + settings.localNode()
                    + "\" is not on this machine: correct it in the configuration, or bring the network interface up first", null);
        }
        return address;
    }

    /** Where the nodes of a list are found. */
    static List<InetSocketAddress> nodes(Peers.NodeList list, int port) throws UnusableAddressException {
        List<InetSocketAddress> nodes = new ArrayList<>();
        for (Map.Entry<NodeName, String> entry : list.addresses().entrySet()) {
            nodes.add(new InetSocketAddress(resolve("node list", entry.getKey(), entry.getValue()), port));
        }
        return nodes;
    }

    private static InetAddress resolve(String where, NodeName node, String text) throws UnusableAddressException {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new UnusableAddressException(where + ": the address \"" + text + "\" of node \"" + node
                    + "\" is unknown: write it as a number, or make the name known (DNS, /etc/hosts)", e);
        }
    }

    /** A loopback address of 127.0.0.0/8 is on every Linux machine, though no interface lists it. */
    private static boolean isLocal(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
