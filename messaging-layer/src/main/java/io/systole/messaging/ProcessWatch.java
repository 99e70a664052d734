package io.systole.messaging;

import io.systole.core.membership.Member;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;

/**
 * Notices at once that the process of a member has ended while its host lives.
 *
 * <p>Every member keeps an idle TCP connection to every other one, on every link. When a process dies its kernel closes its
 * connections and refuses new ones; who sees that on any link suspects the member. {@link MonotonicVerifySuspect} then asks it
 * with sealed datagrams, so a connection that broke for another reason, or that somebody cut, does no harm. Silence means
 * nothing here: a lost host or link is the heartbeats' business.
 *
 * <p>The connections carry nothing but one {@link Hello} each way, sealed like a datagram and of a fixed length. The incoming
 * ones are only held, never judged: {@link WatchServer}.
 */
final class ProcessWatch extends Protocol {
    private static final int CONNECT_MILLIS = 500;
    private static final long REOPEN_MILLIS = 2000;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    private static final int FAILURES_TO_TELL = 6;
    private static final int MOST_ENDED = 256;

    private final LinkTable table;
    private final WatchHandshake handshake;
    private final WatchServer server;
    private final int port;
    private final Object lock = new Object();
    private final Map<Address, Watched> members = new HashMap<>();
    /** Those whose process ended last, as their hosts told; the oldest are forgotten. */
    private final Set<Member> endedAlone = Collections.synchronizedSet(new LinkedHashSet<>());

    ProcessWatch(LinkTable table, JGroupsSettings settings, KeyRing keys, RefusedDatagrams refused) {
        this.table = table;
        this.port = settings.port();
        this.handshake = new WatchHandshake(keys, refused);
        this.server = new WatchServer(settings, table, handshake);
    }

    @Override
    public void start() throws Exception {
        super.start();
        server.open(local_addr, getTransport().getTimer());
        getTransport().getTimer().scheduleWithFixedDelay(server::reopen, REOPEN_MILLIS, REOPEN_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        changeMembers(Set.of());
        server.close();
        super.stop();
    }

    /** Whether the host of this process told that it has ended, by closing its connections or refusing new ones. */
    boolean endedAlone(Member member) {
        return endedAlone.contains(member);
    }

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View view = event.getArg();
            changeMembers(new LinkedHashSet<>(view.getMembers()));
        }
        return down_prot.down(event);
    }

    private void changeMembers(Set<Address> present) {
        synchronized (lock) {
            members.entrySet().removeIf(entry -> {
                boolean gone = !present.contains(entry.getKey());
                if (gone) {
                    entry.getValue().end();
                }
                return gone;
            });
            for (Address member : present) {
                if (!member.equals(local_addr)) {
                    members.computeIfAbsent(member, Watched::new);
                }
            }
        }
    }

    /** A member, from the view in which it appears to the one in which it is gone, with one connection for each link. */
    private final class Watched {
        private final Address peer;
        private final List<Watcher> watchers = new ArrayList<>();
        private int connected;
        /** Being refused says nothing new until there was a connection again. */
        private boolean suspected;
        private boolean ended;

        Watched(Address peer) {
            this.peer = peer;
            int links = where(0) == null ? 1 : table.links();
            for (int link = 0; link < links; link++) {
                watchers.add(new Watcher(this, link));
            }
            watchers.forEach(watcher -> watcher.thread.start());
        }

        /** The listed address on a link; null if the member is not listed. */
        private InetAddress where(int link) {
            return peer instanceof MemberAddress address ? table.address(address.node(), link).orElse(null) : null;
        }

        synchronized void end() {
            ended = true;
            watchers.forEach(Watcher::end);
        }

        synchronized boolean isEnded() {
            return ended;
        }

        synchronized void connected() {
            connected++;
            suspected = false;
            if (peer instanceof MemberAddress address) {
                endedAlone.remove(address.member());
            }
        }

        /** A connection that stood has ended. */
        void disconnected() {
            synchronized (this) {
                connected--;
                suspected = false;
            }
            suspect();
        }

        /** A host without that process refuses; but while it is connected over another link, it has it. */
        void refused() {
            synchronized (this) {
                if (connected > 0) {
                    return;
                }
            }
            suspect();
        }

        private void suspect() {
            synchronized (this) {
                if (ended || suspected) {
                    return;
                }
                suspected = true;
            }
            noteEnded();
            log.debug("%s: the process of %s seems to have ended", local_addr, peer);
            up_prot.up(new Event(Event.SUSPECT, List.of(peer)));
        }

        private void noteEnded() {
            if (peer instanceof MemberAddress address) {
                synchronized (endedAlone) {
                    endedAlone.add(address.member());
                    if (endedAlone.size() > MOST_ENDED) {
                        endedAlone.remove(endedAlone.iterator().next());
                    }
                }
            }
        }
    }

    /** Keeps the connection to one member over one link. */
    private final class Watcher {
        private final Watched member;
        private final int link;
        private final Thread thread;
        private volatile Socket socket;

        Watcher(Watched member, int link) {
            this.member = member;
            this.link = link;
            this.thread = Thread.ofVirtual().name("systole-watch-" + member.peer + "-" + (link + 1)).unstarted(this::run);
        }

        void end() {
            thread.interrupt();
            WatchServer.closeQuietly(socket);
        }

        private void run() {
            long pause = FIRST_PAUSE_MILLIS;
            int failures = 0;
            try {
                while (!member.isEnded()) {
                    try (Socket connection = new Socket()) {
                        socket = connection;
                        connect(connection);
                        pause = FIRST_PAUSE_MILLIS;
                        failures = 0;
                        member.connected();
                        awaitEnd(connection);
                        member.disconnected();
                    } catch (IOException notNow) {
                        failures++;
                        failed(failures, notNow);
                    }
                    Thread.sleep(pause);
                    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                }
            } catch (InterruptedException noLongerMember) {
                Thread.currentThread().interrupt();
            }
        }

        private void connect(Socket connection) throws IOException {
            connection.bind(new InetSocketAddress(table.own(link), 0));
            connection.connect(address(), CONNECT_MILLIS);
            connection.setSoTimeout(WatchHandshake.MILLIS);
            Hello hello = new Hello(local_addr, member.peer);
            handshake.write(connection, hello);
            if (!handshake.read(connection).equals(hello.answer())) {
                throw new IOException("another process answers there");
            }
            connection.setSoTimeout(0);
        }

        private InetSocketAddress address() throws IOException {
            InetAddress listed = member.where(link);
            if (listed != null) {
                return new InetSocketAddress(listed, port);
            }
            if (!(down_prot.down(new Event(Event.GET_PHYSICAL_ADDRESS, member.peer)) instanceof IpAddress where)) {
                throw new IOException("its address is not known yet");
            }
            return new InetSocketAddress(where.getIpAddress(), where.getPort());
        }

        private void awaitEnd(Socket connection) {
            try {
                connection.getInputStream().read();
            } catch (IOException reset) {
                log.debug("%s: connection to %s broke: %s", local_addr, member.peer, reset.getMessage());
            }
        }

        /** A refused connection means a host without that process, any other failure nothing. */
        private void failed(int failures, IOException why) {
            log.debug("%s: no connection to the process watch of %s on link %d: %s", local_addr, member.peer, link + 1, why.getMessage());
            if (why instanceof ConnectException) {
                member.refused();
            }
            if (failures == FAILURES_TO_TELL && !member.isEnded()) {
                log.warn("%s: no connection to the process watch of %s on link %d (%s): until there is one, the end of its process"
                        + " is noticed over other links or by silence only; is the cluster port open for TCP?",
                        local_addr, member.peer, link + 1, why.getMessage());
            }
        }
    }
}
