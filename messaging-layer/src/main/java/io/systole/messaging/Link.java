package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * This node's socket in one network, and a second one for the network's multicast group, if there is one. Sending never waits for a
 * network that does not take anything: a cut cable must not hold up the datagrams of the other links. Any thread may send; opening
 * and closing belong to {@link LinkSockets}.
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
    private final Optional<InetSocketAddress> group;
    private volatile DatagramChannel channel;
    private volatile DatagramChannel groupChannel;
    /** The number of the interface that the sockets were made for. */
    private int interfaceNumber;
    /** The system did not take a datagram for the group. */
    private volatile boolean groupRefused;
    /** Until then a full buffer costs no patience any more. */
    private volatile long stalledUntil = System.nanoTime();

    /** Whose datagram it is: what a key of the selector carries. */
    record Source(Link link, boolean group) {}

    /** The link of this number, from 0; not open yet. */
    Link(int number, InetAddress address, int port, int bufferSize, Optional<InetSocketAddress> group) {
        this.number = number;
        this.address = address;
        this.port = port;
        this.bufferSize = bufferSize;
        this.group = group;
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

    /** The multicast group of this network. */
    Optional<InetSocketAddress> group() {
        return group;
    }

    boolean isOpen() {
        DatagramChannel now = channel;
        return now != null && now.isOpen();
    }

    /** Binds, and lets the selector hear of what comes. */
    void open(NodeName node, Selector selector) throws IOException {
        NetworkInterface nic = LocalAddresses.interfaceOf(address, node);
        DatagramChannel opened = DatagramChannel.open(family(address));
        DatagramChannel joined = null;
        try {
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.SO_SNDBUF, bufferSize);
            opened.setOption(StandardSocketOptions.SO_RCVBUF, bufferSize);
            opened.setOption(StandardSocketOptions.IP_MULTICAST_IF, nic);
            opened.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
            opened.bind(new InetSocketAddress(address, port));
            joined = group.isPresent() ? join(nic) : null;
            opened.register(selector, SelectionKey.OP_READ, new Source(this, false));
            if (joined != null) {
                joined.register(selector, SelectionKey.OP_READ, new Source(this, true));
            }
        } catch (BindException taken) {
            close(opened, joined);
            throw UnusableAddressException.portTaken("UDP", new InetSocketAddress(address, port), taken);
        } catch (IOException | RuntimeException failed) {
            close(opened, joined);
            throw failed;
        }
        interfaceNumber = nic.getIndex();
        groupRefused = false;
        groupChannel = joined;
        channel = opened;
    }

    /** Hears the group on this interface alone, though other links may have the same group. */
    private DatagramChannel join(NetworkInterface nic) throws IOException {
        InetSocketAddress where = group.orElseThrow();
        InetAddress scoped = where.getAddress() instanceof Inet6Address six && six.isMCLinkLocal()
                ? Inet6Address.getByAddress(null, six.getAddress(), nic) : where.getAddress();
        DatagramChannel joined = DatagramChannel.open(family(scoped));
        try {
            joined.configureBlocking(false);
            joined.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            joined.setOption(StandardSocketOptions.SO_RCVBUF, bufferSize);
            joined.bind(new InetSocketAddress(scoped, where.getPort()));
            joined.join(scoped, nic);
            return joined;
        } catch (BindException taken) {
            joined.close();
            throw UnusableAddressException.portTaken("UDP", where, taken);
        } catch (IOException | RuntimeException failed) {
            joined.close();
            throw failed;
        }
    }

    /**
     * Whether the interface was taken away or made anew since the sockets were opened: the system forgets then what they had joined,
     * and sends nothing more to the group. Asks the system only if it has refused a datagram for the group.
     */
    boolean hasLostItsGroup(NodeName node) throws SocketException {
        if (!groupRefused || !isOpen()) {
            return false;
        }
        groupRefused = false;
        try {
            return LocalAddresses.interfaceOf(address, node).getIndex() != interfaceNumber;
        } catch (UnusableAddressException gone) {
            return true;
        }
    }

    /**
     * Sends, or lets it be.
     *
     * @return false if the send buffer is full
     * @throws IOException if the system refuses, for example because there is no way to that address
     */
    boolean send(byte[] frame, InetSocketAddress to) throws IOException {
        try {
            return put(frame, to);
        } catch (IOException refused) {
            groupRefused |= to.getAddress().isMulticastAddress();
            throw refused;
        }
    }

    private boolean put(byte[] frame, InetSocketAddress to) throws IOException {
        DatagramChannel now = channel;
        if (now == null || !now.isOpen()) {
            throw new IOException("the socket at " + address.getHostAddress() + " is not open");
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        for (int step = 0; now.send(bytes, to) == 0 && frame.length > 0; step++) {
            if (step == PATIENCE_STEPS || System.nanoTime() - stalledUntil < 0) {
                stalledUntil = System.nanoTime() + STALL_NANOS;
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    void close() throws IOException {
        close(channel, groupChannel);
    }

    private static void close(DatagramChannel... channels) throws IOException {
        for (DatagramChannel each : channels) {
            if (each != null) {
                each.close();
            }
        }
    }

    static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }
}
