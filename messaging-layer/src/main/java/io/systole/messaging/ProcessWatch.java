package io.systole.messaging;

import io.systole.core.membership.Member;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;

/**
 * Notices at once that the process of a member has ended while its host lives.
 *
 * <p>Every member keeps an idle TCP connection to every other one. When a process dies its kernel closes its
 * connections and refuses new ones; who sees that suspects the member. {@link MonotonicVerifySuspect} then asks it with
 * sealed datagrams, so a connection that broke for another reason, or that somebody cut, does no harm. Silence means
 * nothing here: a lost host or link is the heartbeats' business.
 *
 * <p>The connections carry nothing but one {@link Hello} each way, sealed like a datagram and of a fixed length; a
 * stranger is cut off before a byte of it is believed. The incoming connections are only held, never judged.
 */
final class ProcessWatch extends Protocol {
    private static final int CONNECT_MILLIS = 500;
    private static final int HELLO_MILLIS = 1000;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    /** Connections that have not said hello yet; more are cut off, their owners try again. */
    private static final int MOST_STRANGERS = 32;
    private static final int FAILURES_TO_TELL = 6;
    private static final int MOST_ENDED = 256;

    private final InetAddress bind;
    private final int port;
    private final RefusedDatagrams refused;
    private final Sealer sealer;
    private final Opener opener;
    private final Semaphore strangers = new Semaphore(MOST_STRANGERS);
    private final Object lock = new Object();
    private final Map<Address, Watcher> watchers = new HashMap<>();
    private final Set<Socket> incoming = new HashSet<>();
    /** Those whose process ended last, as their hosts told; the oldest are forgotten. */
    private final Set<Member> endedAlone = Collections.synchronizedSet(new LinkedHashSet<>());
    private ServerSocket server;

    ProcessWatch(InetAddress bind, JGroupsSettings settings, RefusedDatagrams refused) {
        this.bind = bind;
        this.port = settings.port();
        this.refused = refused;
        this.sealer = new Sealer(settings.key(), "process watch", settings.clusterName());
        this.opener = new Opener(List.of(settings.key()), "process watch", settings.clusterName());
    }

    @Override
    public void start() throws Exception {
        super.start();
        ServerSocket listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(bind, port), MOST_STRANGERS);
        } catch (BindException taken) {
            listening.close();
            throw UnusableAddressException.portTaken("TCP", new InetSocketAddress(bind, port), taken);
        }
        server = listening;
        Thread.ofVirtual().name("systole-process-watch").start(() -> acceptAll(listening));
    }

    /** Whether the host of this process told that it has ended, by closing its connection or refusing a new one. */
    boolean endedAlone(Member member) {
        return endedAlone.contains(member);
    }

    private void noteEnded(Address peer) {
        if (peer instanceof MemberAddress address) {
            synchronized (endedAlone) {
                endedAlone.add(address.member());
                if (endedAlone.size() > MOST_ENDED) {
                    endedAlone.remove(endedAlone.iterator().next());
                }
            }
        }
    }

    @Override
    public void stop() {
        changeMembers(Set.of());
        closeQuietly(server);
        synchronized (lock) {
            incoming.forEach(this::closeQuietly);
            incoming.clear();
        }
        super.stop();
    }

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View view = event.getArg();
            changeMembers(new LinkedHashSet<>(view.getMembers()));
        }
        return down_prot.down(event);
    }

    private void changeMembers(Set<Address> members) {
        synchronized (lock) {
            watchers.entrySet().removeIf(entry -> {
                boolean gone = !members.contains(entry.getKey());
                if (gone) {
                    entry.getValue().end();
                }
                return gone;
            });
            for (Address member : members) {
                if (!member.equals(local_addr)) {
                    watchers.computeIfAbsent(member, Watcher::new);
                }
            }
        }
    }

    private void acceptAll(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (strangers.tryAcquire()) {
                    Thread.ofVirtual().name("systole-watched").start(() -> hold(socket));
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                log.debug("%s: accepting a connection failed: %s", local_addr, e.getMessage());
            }
        }
    }

    /** Proves who we are to a member that wants to watch us, and keeps the connection until that member or we end. */
    private void hold(Socket socket) {
        try (socket) {
            synchronized (lock) {
                incoming.add(socket);
            }
            try {
                introduce(socket);
            } finally {
                strangers.release();
            }
            socket.setSoTimeout(0);
            socket.getInputStream().read();
        } catch (IOException gone) {
            log.trace("%s: an incoming connection ended: %s", local_addr, gone.getMessage());
        } finally {
            synchronized (lock) {
                incoming.remove(socket);
            }
        }
    }

    private void introduce(Socket socket) throws IOException {
        socket.setSoTimeout(HELLO_MILLIS);
        // The timeout of the socket is for one read; a stranger who sends a byte a second must not hold the place.
        Future<?> cutOff = getTransport().getTimer().schedule(() -> closeQuietly(socket), HELLO_MILLIS, TimeUnit.MILLISECONDS);
        if (cutOff == null) {
            throw new IOException("the transport is stopping");
        }
        Hello hello = readHello(socket);
        cutOff.cancel(false);
        if (!hello.isTo(local_addr)) {
            throw new IOException("the hello is for a former process of this node");
        }
        socket.getOutputStream().write(hello.answer().seal(sealer));
    }

    private Hello readHello(Socket socket) throws IOException {
        byte[] frame = socket.getInputStream().readNBytes(Hello.SEALED_LENGTH);
        return switch (opener.open(frame, 0, frame.length)) {
            case Opened.Plain plain -> Hello.read(plain.bytes());
            case Opened.Refused no -> {
                if (frame.length > 0) {
                    refused.note(no.why(), socket.getInetAddress());
                }
                throw new IOException("no authentic hello");
            }
        };
    }

    private void closeQuietly(Closeable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (IOException e) {
            log.trace("%s: closing failed: %s", local_addr, e.getMessage());
        }
    }

    /** Keeps the connection to one member, from the view in which it appears to the one in which it is gone. */
    private final class Watcher {
        private final Address peer;
        private final Thread thread;
        private volatile boolean ended;
        /** Once is enough until there was a connection again; the verification has the last word. */
        private boolean suspected;
        private volatile Socket socket;

        Watcher(Address peer) {
            this.peer = peer;
            this.thread = Thread.ofVirtual().name("systole-watch-" + peer).start(this::run);
        }

        void end() {
            ended = true;
            thread.interrupt();
            closeQuietly(socket);
        }

        private void run() {
            long pause = FIRST_PAUSE_MILLIS;
            int failures = 0;
            try {
                while (!ended) {
                    try (Socket connection = new Socket()) {
                        socket = connection;
                        connect(connection);
                        pause = FIRST_PAUSE_MILLIS;
                        failures = 0;
                        suspected = false;
                        if (peer instanceof MemberAddress address) {
                            endedAlone.remove(address.member());
                        }
                        awaitEnd(connection);
                        suspect();
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
            if (!(down_prot.down(new Event(Event.GET_PHYSICAL_ADDRESS, peer)) instanceof IpAddress where)) {
                throw new IOException("its address is not known yet");
            }
            connection.bind(new InetSocketAddress(bind, 0));
            connection.connect(new InetSocketAddress(where.getIpAddress(), where.getPort()), CONNECT_MILLIS);
            connection.setSoTimeout(HELLO_MILLIS);
            Hello hello = new Hello(local_addr, peer);
            connection.getOutputStream().write(hello.seal(sealer));
            if (!readHello(connection).equals(hello.answer())) {
                throw new IOException("another process answers there");
            }
            connection.setSoTimeout(0);
        }

        private void awaitEnd(Socket connection) {
            try {
                connection.getInputStream().read();
            } catch (IOException reset) {
                log.debug("%s: connection to %s broke: %s", local_addr, peer, reset.getMessage());
            }
        }

        /** A refused connection means a host without that process, any other failure nothing. */
        private void failed(int failures, IOException why) {
            log.debug("%s: no connection to the process watch of %s: %s", local_addr, peer, why.getMessage());
            if (why instanceof ConnectException) {
                suspect();
            }
            if (failures == FAILURES_TO_TELL && !ended) {
                log.warn("%s: no connection to the process watch of %s (%s): until there is one, the end of its process"
                        + " is noticed by silence only; is the cluster port open for TCP?", local_addr, peer, why.getMessage());
            }
        }

        private void suspect() {
            if (!ended && !suspected) {
                suspected = true;
                noteEnded(peer);
                log.debug("%s: the process of %s seems to have ended", local_addr, peer);
                up_prot.up(new Event(Event.SUSPECT, List.of(peer)));
            }
        }
    }
}
