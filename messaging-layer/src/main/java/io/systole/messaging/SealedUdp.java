package io.systole.messaging;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.UDP;
import org.jgroups.stack.IpAddress;

/**
 * JGroups' UDP transport with a seal on every datagram, discovery and heartbeats included: the one door to the wire.
 *
 * <p>Every datagram leaves through {@link #_send} and enters through {@link #receive}; what is not authentic ends here,
 * before a byte of it is parsed.
 */
final class SealedUdp extends UDP {
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Sealer sealer;
    private final Opener opener;
    private final RefusedDatagrams refused;
    private final Map<InetAddress, Long> unreachableToldAt = new ConcurrentHashMap<>();

    SealedUdp(Sealer sealer, Opener opener, RefusedDatagrams refused) {
        // The headers of the transport carry its number; a subclass would have none.
        id = ClassConfigurator.getProtocolId(UDP.class);
        this.sealer = sealer;
        this.opener = opener;
        this.refused = refused;
    }

    @Override
    protected void _send(InetAddress destination, int port, byte[] data, int offset, int length) throws Exception {
        byte[] frame = sealer.seal(data, offset, length);
        try {
            super._send(destination, port, frame, 0, frame.length);
        } catch (IOException unreachable) {
            // A link that is down: silence is the answer, the failure detection of both sides sees it.
            tell(destination, unreachable);
        }
    }

    @Override
    public void receive(Address sender, byte[] data, int offset, int length) {
        if (Objects.equals(local_physical_addr, sender)) {
            // Our own multicast; JGroups has looped it back already.
            return;
        }
        switch (opener.open(data, offset, length)) {
            case Opened.Plain plain -> super.receive(sender, plain.bytes(), 0, plain.bytes().length);
            case Opened.Refused no -> refused.note(no.why(), ((IpAddress) sender).getIpAddress());
        }
    }

    @Override
    protected MulticastSocket createMulticastSocketWithBindPort() throws Exception {
        try {
            return createMulticastSocket("jgroups.udp.sock", bind_port);
        } catch (BindException taken) {
            throw UnusableAddressException.portTaken("UDP", new InetSocketAddress(bind_addr, bind_port), taken);
        }
    }

    /** An address of 127.0.0.0/8 belongs to the loopback interface, although that lists only the first. */
    @Override
    @SuppressWarnings("unchecked")
    protected <T extends UDP> T setNetworkInterface(InetAddress address, MulticastSocket socket) {
        if (!address.isLoopbackAddress()) {
            return super.setNetworkInterface(address, socket);
        }
        try {
            socket.setNetworkInterface(NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            log.warn("%s: the loopback interface cannot be used for multicasts: %s", local_addr, e.getMessage());
        }
        return (T) this;
    }

    private void tell(InetAddress destination, IOException why) {
        long now = System.nanoTime();
        Long told = unreachableToldAt.get(destination);
        if (!isClosed() && (told == null || now - told > QUIET_NANOS)) {
            unreachableToldAt.put(destination, now);
            log.warn("%s: cannot send to %s: %s (not repeated for a minute)", local_addr, destination.getHostAddress(), why.getMessage());
        }
    }

    private boolean isClosed() {
        return sock == null || sock.isClosed();
    }
}
