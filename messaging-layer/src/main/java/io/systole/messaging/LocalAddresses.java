package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Turns the addresses of the settings into numbers, finds their interfaces, and says in one sentence what is wrong with them. */
final class LocalAddresses {
    private LocalAddresses() {}

    static List<InetAddress> resolve(String where, NodeName node, List<String> texts) throws UnusableAddressException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            try {
                addresses.add(InetAddress.getByName(text));
            } catch (UnknownHostException e) {
                throw new UnusableAddressException(where + ": the address \"" + text + "\" of node \"" + node
                        + "\" is unknown: write it as a number, or make the name known (DNS, /etc/hosts)", e);
            }
        }
        return addresses;
    }

    /**
     * The interface that has this address. A loopback address of 127.0.0.0/8 is on every Linux machine, though no interface lists it.
     *
     * @throws UnusableAddressException if it is not on this machine
     */
    static NetworkInterface interfaceOf(InetAddress address, NodeName node) throws UnusableAddressException {
        try {
            NetworkInterface found = NetworkInterface.getByInetAddress(
                    address.isLoopbackAddress() ? InetAddress.getLoopbackAddress() : address);
            if (found != null) {
                return found;
            }
        } catch (SocketException unknown) {
            // Not found, then.
        }
        throw new UnusableAddressException("the address " + address.getHostAddress() + " of this node \"" + node
                + "\" is not on this machine: correct it in the configuration, or bring the network interface up first", null);
    }
}
