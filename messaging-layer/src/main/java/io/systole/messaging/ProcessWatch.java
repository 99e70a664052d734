package io.systole.messaging;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * <p>Every pair of members keeps one idle TCP connection; the smaller address connects. When a process dies its kernel
 * closes its connections, the peer's read ends, and the peer suspects the member. {@link MonotonicVerifySuspect} then
 * asks it with sealed datagrams, so a connection that broke for another reason, or that somebody cut, does no harm.
 * Silence means nothing here: a lost host or link is the heartbeats' business.
 *
 * <p>The connections carry nothing but one {@link Hello} each way, sealed like a datagram and of a fixed length; a
 * stranger is cut off before a byte of it is believed. A connection that cannot be made is tried again, never suspected.
 */
final class ProcessWatch extends Protocol {
    private static final int CONNECT_MILLIS = 500;
    private static final int HELLO_MILLIS = 1000;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    /** Connections that have not said hello yet; more are cut off, their owners try again. */
    private static final int MOST_STRANGERS = 32;
    private static final int FAILURES_TO_TELL = 6;

    private final InetAddress bind;
    private final int port;
    private final RefusedDatagrams refused;
    private final Sealer sealer;
    private final Opener opener;
    private final Semaphore strangers = new Semaphore(MOST_STRANGERS);
    private final Object lock = new Object();
    private final Map<Address, Socket> connections = new HashMap<>();
    private final Map<Address, Thread> connectors = new HashMap<>();
    private Set<Address> members = Set.of();
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

    @Override
    public void stop() {
        changeMembers(Set.of());
        closeQuietly(server);
        super.stop();
    }

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View view = event.getArg();
            changeMembers(Set.copyOf(view.getMembers()));
        }
        return down_prot.down(event);
    }

    private void changeMembers(Set<Address> now) {
        synchronized (lock) {
            members = now;
            connections.entrySet().removeIf(entry -> {
                boolean gone = !now.contains(entry.getKey());
                if (gone) {
                    closeQuietly(entry.getValue());
                }
                return gone;
            });
            connectors.entrySet().removeIf(entry -> {
                boolean gone = !now.contains(entry.getKey());
                if (gone) {
                    entry.getValue().interrupt();
                }
                return gone;
            });
            for (Address member : now) {
                if (local_addr.compareTo(member) < 0 && !connectors.containsKey(member)) {
                    connectors.put(member, Thread.ofVirtual().name("systole-watch-" + member).start(() -> keepConnected(member)));
                }
            }
        }
    }

    private boolean isMember(Address peer) {
        synchronized (lock) {
            return members.contains(peer);
        }
    }

    private void keepConnected(Address peer) {
        long pause = FIRST_PAUSE_MILLIS;
        int failures = 0;
        try {
            while (isMember(peer)) {
                try (Socket socket = new Socket()) {
                    connect(socket, peer);
                    pause = FIRST_PAUSE_MILLIS;
                    failures = 0;
                    watch(peer, socket);
                } catch (IOException notNow) {
                    failures++;
                    if (failures == FAILURES_TO_TELL && isMember(peer)) {
                        log.warn("%s: no connection to the process watch of %s (%s): until there is one, the end of its process"
                                + " is noticed by silence only; is the cluster port open for TCP?", local_addr, peer, notNow.getMessage());
                    }
                }
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        } catch (InterruptedException noLongerMember) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect(Socket socket, Address peer) throws IOException {
        if (!(down_prot.down(new Event(Event.GET_PHYSICAL_ADDRESS, peer)) instanceof IpAddress where)) {
            throw new IOException("its address is not known yet");
        }
        socket.bind(new InetSocketAddress(bind, 0));
        socket.connect(new InetSocketAddress(where.getIpAddress(), where.getPort()), CONNECT_MILLIS);
        socket.setSoTimeout(HELLO_MILLIS);
        socket.getOutputStream().write(new Hello(local_addr, peer).seal(sealer));
        Hello answer = readHello(socket);
        if (!answer.equals(new Hello(peer, local_addr))) {
            throw new IOException("another process answers there");
        }
    }

    private void acceptAll(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (strangers.tryAcquire()) {
                    Thread.ofVirtual().name("systole-watched").start(() -> welcome(socket));
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    log.debug("%s: accepting a connection failed: %s", local_addr, e.getMessage());
                }
            }
        }
    }

    private void welcome(Socket socket) {
        try (socket) {
            Address peer;
            try {
                peer = introduce(socket);
            } finally {
                strangers.release();
            }
            watch(peer, socket);
        } catch (IOException gone) {
            log.trace("%s: a connection ended before its hello: %s", local_addr, gone.getMessage());
        }
    }

    private Address introduce(Socket socket) throws IOException {
        socket.setSoTimeout(HELLO_MILLIS);
        // The timeout of the socket is for one read; a stranger who sends a byte a second must not hold the place.
        var cutOff = getTransport().getTimer().schedule(() -> closeQuietly(socket), HELLO_MILLIS, TimeUnit.MILLISECONDS);
        Hello hello = readHello(socket);
        cutOff.cancel(false);
        Address peer = memberOf(hello);
        socket.getOutputStream().write(new Hello(local_addr, peer).seal(sealer));
        return peer;
    }

    private Address memberOf(Hello hello) throws IOException {
        synchronized (lock) {
            return members.stream().filter(member -> hello.equals(new Hello(member, local_addr))).findFirst()
                    .orElseThrow(() -> new IOException("hello from a process that is not a member"));
        }
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

    /** Returns when the connection ends, and suspects the peer if it was not we who ended it. */
    private void watch(Address peer, Socket socket) throws IOException {
        synchronized (lock) {
            if (!members.contains(peer)) {
                return;
            }
            closeQuietly(connections.put(peer, socket));
        }
        socket.setSoTimeout(0);
        try {
            socket.getInputStream().read();
        } catch (IOException reset) {
            log.debug("%s: connection to %s broke: %s", local_addr, peer, reset.getMessage());
        }
        boolean unexpected;
        synchronized (lock) {
            unexpected = connections.remove(peer, socket) && members.contains(peer);
        }
        if (unexpected) {
            log.debug("%s: the process of %s closed its connection", local_addr, peer);
            up_prot.up(new Event(Event.SUSPECT, List.of(peer)));
        }
    }

    private void closeQuietly(AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            log.trace("%s: closing failed: %s", local_addr, e.getMessage());
        }
    }
}
