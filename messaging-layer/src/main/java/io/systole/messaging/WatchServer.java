package io.systole.messaging;

import io.systole.core.membership.NodeName;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.util.TimeScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The side of {@link ProcessWatch} that is watched: accepts connections on every link and only holds them. A stranger is cut
 * off before a byte of it is believed.
 */
final class WatchServer {
    private static final Logger LOG = LoggerFactory.getLogger(WatchServer.class);
    /** Connections that have not said hello yet; more are cut off, their owners try again. */
    private static final int MOST_STRANGERS = 32;
    private static final int CLOSE_MILLIS = 500;

    private final NodeName node;
    private final LinkTable table;
    private final int port;
    private final WatchHandshake handshake;
    private final Semaphore strangers = new Semaphore(MOST_STRANGERS);
    private final Set<Socket> incoming = new HashSet<>();
    private final ServerSocket[] servers;
    private final List<Thread> acceptors = new CopyOnWriteArrayList<>();
    private Address self;
    private TimeScheduler timer;
    private boolean closed;

    WatchServer(JGroupsSettings settings, LinkTable table, WatchHandshake handshake) {
        this.node = settings.localNode();
        this.table = table;
        this.port = settings.port();
        this.handshake = handshake;
        this.servers = new ServerSocket[table.links()];
    }

    /** Listens on every link whose address is here; fails if a port is taken. */
    synchronized void open(Address local, TimeScheduler scheduler) throws IOException {
        self = local;
        timer = scheduler;
        openMissing();
    }

    /** Listens on links that have come up since. */
    synchronized void reopen() {
        try {
            openMissing();
        } catch (IOException notYet) {
            LOG.debug("the process watch: {}", notYet.getMessage());
        }
    }

    private void openMissing() throws IOException {
        for (int link = 0; link < servers.length && !closed; link++) {
            if (servers[link] == null) {
                try {
                    LocalAddresses.interfaceOf(table.own(link), node);
                } catch (UnusableAddressException notHere) {
                    continue;
                }
                servers[link] = listen(new InetSocketAddress(table.own(link), port));
            }
        }
    }

    private ServerSocket listen(InetSocketAddress where) throws IOException {
        ServerSocket listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(where, MOST_STRANGERS);
        } catch (BindException taken) {
            listening.close();
            throw UnusableAddressException.portTaken("TCP", where, taken);
        }
        acceptors.add(Thread.ofVirtual().name("systole-process-watch").start(() -> acceptAll(listening)));
        return listening;
    }

    /**
     * Ends all connections and gives the ports back. A socket on which a virtual thread waits is closed when that thread gets to run,
     * so the watchers are told by hand, and the threads that accept are waited for.
     */
    void close() {
        synchronized (this) {
            closed = true;
            Arrays.stream(servers).forEach(WatchServer::closeQuietly);
            incoming.forEach(WatchServer::hangUp);
            incoming.clear();
        }
        try {
            for (Thread acceptor : acceptors) {
                acceptor.join(Duration.ofMillis(CLOSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            LOG.trace("hanging up: {}", e.getMessage());
        }
        closeQuietly(socket);
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
                LOG.debug("{}: accepting a connection failed: {}", self, e.getMessage());
            }
        }
    }

    /** Proves who we are to a member that wants to watch us, and keeps the connection until that member or we end. */
    private void hold(Socket socket) {
        try (socket) {
            synchronized (this) {
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
            LOG.trace("{}: an incoming connection ended: {}", self, gone.getMessage());
        } finally {
            synchronized (this) {
                incoming.remove(socket);
            }
        }
    }

    private void introduce(Socket socket) throws IOException {
        socket.setSoTimeout(WatchHandshake.MILLIS);
        // The timeout of the socket is for one read; a stranger who sends a byte a second must not hold the place.
        Future<?> cutOff = timer.schedule(() -> closeQuietly(socket), WatchHandshake.MILLIS, TimeUnit.MILLISECONDS);
        if (cutOff == null) {
            throw new IOException("the transport is stopping");
        }
        Hello hello = handshake.read(socket);
        cutOff.cancel(false);
        if (!hello.isTo(self)) {
            throw new IOException("the hello is for a former process of this node");
        }
        handshake.write(socket, hello.answer());
    }

    static void closeQuietly(Closeable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (IOException e) {
            LOG.trace("closing failed: {}", e.getMessage());
        }
    }
}
