package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
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
    private final List<Link> links = new ArrayList<>();
    private final Selector selector;
    private final Arrival arrival;
    private final Thread thread;
    private volatile boolean closed;

    /** Hears every datagram; the bytes are its own only until it returns. */
    interface Arrival {
        /** Came over this link, in its multicast group or for this node alone. */
        void datagram(int link, boolean inGroup, InetSocketAddress from, byte[] bytes, int length);
    }

    LinkSockets(NodeName node, LinkTable table, int port, int bufferSize, int groupPort, Arrival arrival) throws IOException {
        this.node = node;
        this.table = table;
        this.arrival = arrival;
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().daemon().name("systole-links-" + node).unstarted(this::receive);
        for (int link = 0; link < table.links(); link++) {
            links.add(new Link(link, table.own(link), port, bufferSize,
                    table.group(link).map(group -> new InetSocketAddress(group, groupPort))));
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
    }

    /** Opens links that are closed, if that has become possible, and closes those that have to be opened anew. */
    void reopen() {
        for (Link link : links) {
            closeIfLost(link);
            if (!link.isOpen() && !closed) {
                try {
                    link.open(node, selector);
                    selector.wakeup();
                    LOG.info("link {} can be used: {} is on this machine now", link.number() + 1, table.text(link.address()));
                } catch (IOException notYet) {
                    LOG.trace("link {} stays closed: {}", link.number() + 1, notYet.getMessage());
                }
            }
        }
    }

    private void closeIfLost(Link link) {
        try {
            if (link.hasLostItsGroup(node)) {
                LOG.info("link {}: the interface of {} was taken away or made anew: its sockets are opened again", link.number() + 1,
                        table.text(link.address()));
                link.close();
                // Only the thread that selects gives the ports back.
                selector.wakeup();
            }
        } catch (IOException failed) {
            LOG.debug("link {}: {}", link.number() + 1, failed.toString());
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
        var source = (Link.Source) key.attachment();
        int number = source.link().number();
        try {
            for (int i = 0; i < TURN; i++) {
                buffer.clear();
                if (!(((DatagramChannel) key.channel()).receive(buffer) instanceof InetSocketAddress from)) {
                    return;
                }
                int length = buffer.flip().remaining();
                buffer.get(bytes, 0, length);
                arrival.datagram(number, source.group(), from, bytes, length);
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
