package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * This node's socket in one network. Sending never waits for a network that does not take anything: a cut cable must not hold up
 * the datagrams of the other links. Any thread may send; opening and closing belong to {@link LinkSockets}.
 */
final class Link {
    /** How long a full send buffer may take to empty; at 1 Gbit/s that is a quarter of a millisecond. */
    private static final int PATIENCE_STEPS = 40;
    private static final long STEP_NANOS = 250_000;
    private static final long STALL_NANOS = Duration.ofSeconds(1).toNanos();

    private final int number;
    private final InetAddress address;
    private final int port;
    private final int bufferSize;
    private volatile DatagramChannel channel;
    /** Until then a full buffer costs no patience any more. */
    private volatile long stalledUntil = System.nanoTime();

    /** The link of this number, from 0; not open yet. */
    Link(int number, InetAddress address, int port, int bufferSize) {
        this.number = number;
        this.address = address;
        this.port = port;
        this.bufferSize = bufferSize;
    }

    int number() {
        return number;
    }

    InetAddress address() {
        return address;
    }

    int port() {
        return port;
    }

    boolean isOpen() {
        DatagramChannel now = channel;
        return now != null && now.isOpen();
    }

    /** Binds, and lets the selector hear of what comes. */
    void open(NodeName node, Selector selector) throws IOException {
        NetworkInterface nic = LocalAddresses.interfaceOf(address, node);
        DatagramChannel opened = DatagramChannel.open(family(address));
        try {
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.SO_SNDBUF, bufferSize);
            opened.setOption(StandardSocketOptions.SO_RCVBUF, bufferSize);
            opened.setOption(StandardSocketOptions.IP_MULTICAST_IF, nic);
            opened.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
            opened.bind(new InetSocketAddress(address, port));
            opened.register(selector, SelectionKey.OP_READ, this);
        } catch (BindException taken) {
            opened.close();
            throw UnusableAddressException.portTaken("UDP", new InetSocketAddress(address, port), taken);
        } catch (IOException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
        channel = opened;
    }

    /**
     * Sends, or lets it be.
     *
     * @return false if the send buffer is full
     * @throws IOException if the system refuses, for example because there is no way to that address
     */
    boolean send(byte[] frame, InetAddress to, int toPort) throws IOException {
        DatagramChannel now = channel;
        if (now == null || !now.isOpen()) {
            throw new IOException("the socket at " + address.getHostAddress() + " is not open");
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        var where = new InetSocketAddress(to, toPort);
        for (int step = 0; now.send(bytes, where) == 0 && frame.length > 0; step++) {
            if (step == PATIENCE_STEPS || System.nanoTime() - stalledUntil < 0) {
                stalledUntil = System.nanoTime() + STALL_NANOS;
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    void close() throws IOException {
        DatagramChannel now = channel;
        if (now != null) {
            now.close();
        }
    }

    static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }
}
