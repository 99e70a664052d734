package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of all links, and the one thread that reads them. A link whose address is not on this machine (yet) does not keep
 * the others from working: {@link #reopen} tries again.
 */
final class LinkSockets {
    private static final Logger LOG = LoggerFactory.getLogger(LinkSockets.class);
    private static final int LONGEST = 65_536;
    /** Datagrams taken from one socket before the next one has its turn. */
    private static final int TURN = 64;

    private final NodeName node;
    private final LinkTable table;
    private final Optional<InetSocketAddress> group;
    private final List<Link> links = new ArrayList<>();
    private final Selector selector;
    private final Arrival arrival;
    private final Thread thread;
    private DatagramChannel groupChannel;
    private volatile boolean closed;

    /** Hears every datagram; the bytes are its own only until it returns. */
    interface Arrival {
        /** Came over this link, or in the multicast group (then {@code link} is negative). */
        void datagram(int link, InetSocketAddress from, byte[] bytes, int length);
    }

    LinkSockets(NodeName node, LinkTable table, int port, int bufferSize, Optional<InetSocketAddress> group, Arrival arrival)
            throws IOException {
        this.node = node;
        this.table = table;
        this.group = group;
        this.arrival = arrival;
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().daemon().name("systole-links-" + node).unstarted(this::receive);
        for (int link = 0; link < table.links(); link++) {
            links.add(new Link(link, table.own(link), port, bufferSize));
        }
    }

    /** Opens every link that can be opened; fails if none can, or if a port is taken. */
    void open() throws IOException {
        UnusableAddressException last = null;
        for (Link link : links) {
            try {
                link.open(node, selector);
            } catch (UnusableAddressException unusable) {
                if (unusable.getCause() != null) {
                    throw unusable;
                }
                last = unusable;
                if (links.size() > 1) {
                    LOG.warn("link {} cannot be used now: {}", link.number() + 1, unusable.getMessage());
                }
            }
        }
        if (links.stream().noneMatch(Link::isOpen)) {
            throw last;
        }
        if (group.isPresent()) {
            openGroup(group.get());
        }
    }

    private void openGroup(InetSocketAddress where) throws IOException {
        groupChannel = DatagramChannel.open(Link.family(where.getAddress()));
        groupChannel.configureBlocking(false);
        groupChannel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        groupChannel.bind(where);
        groupChannel.register(selector, SelectionKey.OP_READ, null);
        for (Link link : links) {
            if (link.isOpen()) {
                joinGroup(link);
            }
        }
    }

    private void joinGroup(Link link) throws IOException {
        if (groupChannel != null) {
            groupChannel.join(group.orElseThrow().getAddress(), LocalAddresses.interfaceOf(link.address(), node));
        }
    }

    /** Opens links that are closed, if that has become possible. */
    void reopen() {
        for (Link link : links) {
            if (!link.isOpen() && !closed) {
                try {
                    link.open(node, selector);
                    joinGroup(link);
                    selector.wakeup();
                    LOG.info("link {} can be used: {} is on this machine now", link.number() + 1, table.text(link.address()));
                } catch (IOException notYet) {
                    LOG.trace("link {} stays closed: {}", link.number() + 1, notYet.getMessage());
                }
            }
        }
    }

    List<Link> links() {
        return links;
    }

    void start() {
        thread.start();
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST);
        byte[] bytes = new byte[LONGEST];
        while (!closed) {
            try {
                selector.select(key -> drain(key, buffer, bytes));
            } catch (ClosedSelectorException end) {
                return;
            } catch (IOException failed) {
                LOG.error("waiting for datagrams failed", failed);
                return;
            }
        }
    }

    private void drain(SelectionKey key, ByteBuffer buffer, byte[] bytes) {
        int number = key.attachment() instanceof Link link ? link.number() : -1;
        try {
            for (int i = 0; i < TURN; i++) {
                buffer.clear();
                if (!(((DatagramChannel) key.channel()).receive(buffer) instanceof InetSocketAddress from)) {
                    return;
                }
                int length = buffer.flip().remaining();
                buffer.get(bytes, 0, length);
                arrival.datagram(number, from, bytes, length);
            }
        } catch (IOException gone) {
            LOG.debug("reading link {}: {}", number + 1, gone.toString());
        } catch (RuntimeException bug) {
            LOG.error("a datagram on link {} could not be worked on", number + 1, bug);
        }
    }

    void close() {
        closed = true;
        try {
            for (Link link : links) {
                link.close();
            }
            if (groupChannel != null) {
                groupChannel.close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing: {}", e.toString());
        }
    }

    /** Whether this is the address of one of this node's own sockets. */
    boolean isOwn(InetAddress address, int port) {
        return links.stream().anyMatch(link -> link.address().equals(address) && link.port() == port);
    }
}
