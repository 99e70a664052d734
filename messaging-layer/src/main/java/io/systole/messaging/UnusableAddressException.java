package io.systole.messaging;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A local address or port cannot be used, or a node's address cannot be found; the message is one sentence with the fix. */
final class UnusableAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableAddressException(String message, Throwable cause) {
        super(message, cause);
    }

    static UnusableAddressException portTaken(String kind, InetSocketAddress address, Throwable cause) {
        return new UnusableAddressException(kind + " port " + address.getPort() + " of " + address.getAddress().getHostAddress()
                + " is taken: another Systole daemon, or another program, runs on this machine (\"ss -lntup sport = :"
                + address.getPort() + "\" shows which); stop it, or choose another port on every node", cause);
    }
}
