package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.UDP;
import org.jgroups.stack.IpAddress;

/**
 * JGroups' UDP transport with a seal on every datagram, discovery and heartbeats included, and several links: the one door to
 * the wire.
 *
 * <p>Every datagram leaves through {@link #_send}, sealed once and sent over every link, and enters through {@link #arrived}; what
 * is not authentic, or has come over another link already, ends there, before a byte of it is parsed. To JGroups a node has
 * the address that it has on the first link, whatever link works.
 */
final class SealedUdp extends UDP {
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final NodeName node;
    private final LinkTable table;
    private final Sealer sealer;
    private final Opener opener;
    private final RefusedDatagrams refused;
    private final LinkMonitor monitor;
    private final NewcomerBudget newcomers;
    private final Duration checkEvery;
    private final int largest;
    private final Map<InetAddress, Long> unreachableToldAt = new ConcurrentHashMap<>();
    private volatile LinkSockets sockets;

    SealedUdp(JGroupsSettings settings, LinkTable table, Sealer sealer, Opener opener, RefusedDatagrams refused, LinkMonitor monitor,
            int largest) {
        // The headers of the transport carry its number; a subclass would have none.
        id = ClassConfigurator.getProtocolId(UDP.class);
        this.node = settings.localNode();
        this.checkEvery = settings.failureDetection().keepAlive();
        this.table = table;
        this.sealer = sealer;
        this.opener = opener;
        this.refused = refused;
        this.monitor = monitor;
        this.newcomers = new NewcomerBudget(address -> table.place(address).isPresent(), System::nanoTime);
        this.largest = largest + SealedFrame.OVERHEAD;
    }

    @Override
    protected void createSockets() throws Exception {
        if (ip_mcast) {
            // To JGroups all groups are that of the first link.
            mcast_addr = new IpAddress(mcast_group_addr, mcast_port);
        }
        sockets = new LinkSockets(node, table, bind_port, ucast_recv_buf_size, mcast_port, this::arrived);
        sockets.open();
        noteClosed(sockets);
    }

    @Override
    protected void destroySockets() {
        LinkSockets open = sockets;
        if (open != null) {
            open.close();
        }
    }

    @Override
    protected PacketReceiver[] createReceivers(int number, DatagramSocket socket, String name) {
        return new PacketReceiver[0];
    }

    @Override
    protected void startThreads() {
        sockets.start();
        getTimer().scheduleWithFixedDelay(this::checkLinks, checkEvery.toMillis(), checkEvery.toMillis(), TimeUnit.MILLISECONDS, true);
    }

    private void checkLinks() {
        sockets.reopen();
        noteClosed(sockets);
        monitor.check();
    }

    private void noteClosed(LinkSockets all) {
        for (Link link : all.links()) {
            if (!link.isOpen()) {
                monitor.trouble(link.number(), table.text(link.address()) + " is not on this machine");
            }
        }
    }

    @Override
    protected IpAddress createLocalAddress() {
        return new IpAddress(bind_addr, bind_port);
    }

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View view = event.getArg();
            Set<NodeName> others = new HashSet<>(ViewMembers.of(view).addresses().keySet());
            others.remove(node);
            monitor.members(others);
        }
        return super.down(event);
    }

    @Override
    protected void _send(InetAddress destination, int port, byte[] data, int offset, int length) {
        byte[] frame = sealer.seal(data, offset, length);
        boolean toGroup = destination.isMulticastAddress();
        List<InetAddress> addresses = table.allOf(destination);
        for (Link link : sockets.links()) {
            if (!link.isOpen()) {
                continue;
            }
            if (toGroup) {
                send(link, frame, link.group().orElseThrow());
            } else if (link.number() < addresses.size()) {
                send(link, frame, new InetSocketAddress(addresses.get(link.number()), port));
            }
        }
    }

    /** A link that does not take it is silent to the other side, which sees that; JGroups asks again for what was lost. */
    private void send(Link link, byte[] frame, InetSocketAddress destination) {
        try {
            monitor.trouble(link.number(), link.send(frame, destination) ? "" : "its send buffer does not empty");
        } catch (ClosedChannelException closing) {
            log.trace("%s: link %d is closed", local_addr, link.number() + 1);
        } catch (IOException unreachable) {
            monitor.trouble(link.number(), "cannot send: " + unreachable.getMessage());
            tell(destination.getAddress(), unreachable);
        }
    }

    private void arrived(int link, boolean inGroup, InetSocketAddress from, byte[] data, int length) {
        Optional<LinkTable.Place> place = table.place(from.getAddress());
        if (inGroup && (sockets.isOwn(from.getAddress(), from.getPort()) || place.filter(known -> known.link() != link).isPresent())) {
            // Our own, which JGroups has looped back already; or of a network that is joined with this one, so the other link brings it.
            return;
        }
        if (length > largest) {
            refused.note(Refusal.OVERSIZE, from.getAddress());
            return;
        }
        int over = place.map(LinkTable.Place::link).orElse(link);
        switch (opener.open(data, 0, length, over, () -> newcomers.take(from.getAddress()))) {
            case Opened.Plain plain -> {
                place.ifPresent(known -> monitor.heard(known.node(), over));
                receive(new IpAddress(from.getAddress(), from.getPort()), plain.bytes(), 0, plain.bytes().length);
            }
            case Opened.Copy copy -> {
                refused.copy();
                place.ifPresent(known -> monitor.heard(known.node(), over));
            }
            case Opened.Refused no -> refused.note(no.why(), from.getAddress());
        }
    }

    private void tell(InetAddress destination, IOException why) {
        long now = System.nanoTime();
        Long told = unreachableToldAt.get(destination);
        if (told == null || now - told > QUIET_NANOS) {
            unreachableToldAt.put(destination, now);
            log.warn("%s: cannot send to %s: %s (not repeated for a minute)", local_addr, destination.getHostAddress(), why.getMessage());
        }
    }
}
