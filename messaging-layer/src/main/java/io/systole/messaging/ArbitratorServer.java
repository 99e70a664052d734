package io.systole.messaging;

import io.systole.core.arbitration.Grant;
import io.systole.core.arbitration.GrantBook;
import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An arbitrator: only votes, for any number of clusters. What it has granted is remembered on disk before it is said. Who does not
 * have a cluster's key is not heard; a cluster that changes its key gives it the new one. One thread; {@link #close} may be called by
 * any.
 */
public final class ArbitratorServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArbitratorServer.class);
    private static final int LONGEST_QUESTION = 65_535;

    private final DatagramSocket socket;
    private final Memory memory;
    private final SortedMap<String, Court> courts = new TreeMap<>();
    private final RefusedDatagrams refused = new RefusedDatagrams(System::nanoTime, LOG::warn);

    /** What an arbitrator must not forget when it is restarted. */
    public interface Memory {
        /** The last grant to a part of this cluster. */
        Optional<Grant> load(String cluster);

        /** Returns when it is safely on disk; an UncheckedIOException keeps the grant from being given. */
        void save(String cluster, Grant grant);
    }

    /**
     * What an arbitrator shares with a cluster.
     *
     * @param key the key in use
     * @param store where a new one is kept
     */
    public record Secret(ClusterKey key, KeyStore store) {}

    /** One cluster's affairs. */
    private static final class Court {
        private final String cluster;
        private final CourtKeys keys;
        private final GrantBook book;
        private Optional<Grant> saved;
        private Optional<NodeName> holder = Optional.empty();

        Court(String cluster, Secret secret, Optional<Grant> remembered) {
            this.cluster = cluster;
            this.keys = new CourtKeys(cluster, secret, System::nanoTime);
            this.saved = remembered;
            this.book = new GrantBook(remembered, uptime());
        }
    }

    /**
     * Opens the socket and the books.
     *
     * @param address where to listen
     * @param clusters what is shared with each cluster, by its name
     * @throws UncheckedIOException if the address cannot be used, or what was remembered cannot be read
     */
    public ArbitratorServer(InetSocketAddress address, SortedMap<String, Secret> clusters, Memory memory) {
        this.memory = memory;
        clusters.forEach((name, secret) -> courts.put(name, new Court(name, secret, memory.load(name))));
        try {
            this.socket = new DatagramSocket(address);
        } catch (BindException taken) {
            UnusableAddressException why = UnusableAddressException.portTaken("UDP", address, taken);
            throw new UncheckedIOException(why.getMessage(), why);
        } catch (SocketException unusable) {
            throw new UncheckedIOException("cannot listen on " + address + ": " + unusable.getMessage(), unusable);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Answers questions until it is closed. */
    public void serve() {
        byte[] buffer = new byte[LONGEST_QUESTION];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                take(packet);
            } catch (SocketException closed) {
                LOG.debug("the socket: {}", closed.getMessage());
            } catch (IOException bad) {
                LOG.warn("a datagram of {} is not understood: {}", packet.getSocketAddress(), bad.getMessage());
            } catch (UncheckedIOException disk) {
                LOG.error("no answer to {}, because it could not be remembered: {}", packet.getSocketAddress(), disk.getMessage());
            }
        }
    }

    private void take(DatagramPacket packet) throws IOException {
        Refusal why = Refusal.OTHER_KEY;
        for (Court court : courts.values()) {
            switch (court.keys.open(packet.getData(), packet.getLength())) {
                case Opened.Plain plain -> {
                    hear(court, ArbitratorMessage.read(plain.bytes()), packet);
                    return;
                }
                case Opened.Copy copy -> why = Refusal.REPLAYED;
                case Opened.Refused no -> why = no.why() == Refusal.OTHER_KEY ? why : no.why();
            }
        }
        refused.note(why, packet.getAddress());
    }

    private void hear(Court court, ArbitratorMessage message, DatagramPacket packet) throws IOException {
        switch (message) {
            case ArbitratorMessage.Ask ask -> {
                GrantBook.Answer answer = court.book.ask(ask.request(), uptime());
                if (!court.book.grant().equals(court.saved)) {
                    memory.save(court.cluster, court.book.grant().orElseThrow());
                    court.saved = court.book.grant();
                }
                tell(court, answer.granted() ? "" : answer.reason());
                reply(court, new ArbitratorMessage.Reply(ask.id(), answer.granted(), answer.reason()), packet);
            }
            case ArbitratorMessage.Release release -> {
                court.book.release(release.holder(), release.term(), release.number(), uptime());
                tell(court, "");
            }
            case ArbitratorMessage.NewKey offer -> {
                String problem = court.keys.prepare(offer.key());
                LOG.info("cluster {}: {}", court.cluster, problem.isEmpty()
                        ? "a new key is on disk; it takes the place of the old one as soon as the cluster uses it"
                        : "a new key cannot be kept: " + problem);
                reply(court, new ArbitratorMessage.Done(offer.id(), problem), packet);
            }
            case ArbitratorMessage.Check check -> reply(court, new ArbitratorMessage.Done(check.id(), ""), packet);
            case ArbitratorMessage.Reply reply -> throw new IOException("an answer that nobody has asked for");
            case ArbitratorMessage.Done done -> throw new IOException("an answer that nobody has asked for");
        }
    }

    private void reply(Court court, ArbitratorMessage reply, DatagramPacket packet) throws IOException {
        byte[] frame = court.keys.seal(ArbitratorMessage.write(reply), packet.getData());
        socket.send(new DatagramPacket(frame, frame.length, packet.getSocketAddress()));
    }

    private static void tell(Court court, String refusal) {
        Optional<NodeName> holder = court.book.holder(uptime());
        if (!holder.equals(court.holder)) {
            court.holder = holder;
            LOG.info("cluster {}: {}", court.cluster, holder.map(node -> "the grant is " + node + "'s").orElse("the grant is free"));
        } else if (!refusal.isEmpty()) {
            LOG.info("cluster {}: refused: {}", court.cluster, refusal);
        }
    }

    private static Duration uptime() {
        return Duration.ofNanos(System.nanoTime());
    }

    /** Makes {@link #serve} return; any thread may call it. */
    public void stop() {
        socket.close();
    }

    @Override
    public void close() {
        stop();
    }
}
