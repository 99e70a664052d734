package io.systole.messaging;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an arbitrator over sealed datagrams. A lost one is not repeated here: the asker asks again by itself. Answers come on a
 * thread of this object; thread-safe.
 */
public final class ArbitratorClient implements Witness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArbitratorClient.class);
    private static final int LONGEST_ANSWER = 2048;

    private final InetSocketAddress arbitrator;
    private final DatagramSocket socket;
    private final String cluster;
    /** One for each key that the cluster has had since this daemon began; the arbitrator may not have the newest one yet. */
    private final List<Sealer> sealers = new CopyOnWriteArrayList<>();
    private final List<ClusterKey> keys = new CopyOnWriteArrayList<>();
    private final Opener opener;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private record Waiting(Consumer<Answer> answer, long until) {}

    /**
     * Opens a socket; nothing is sent before somebody asks.
     *
     * @param arbitrator where it listens; the name is looked up anew for each question
     * @throws IOException if there is no socket to be had
     */
    public ArbitratorClient(InetSocketAddress arbitrator, String cluster, ClusterKey key) throws IOException {
        this.arbitrator = arbitrator;
        this.socket = new DatagramSocket();
        this.cluster = cluster;
        this.opener = new Opener(List.of(), ArbitratorMessage.ANSWER, cluster);
        rekey(key);
        threads.execute(this::listen);
    }

    /**
     * Takes a new key too. The former ones stay in use until this daemon ends: an arbitrator to which nobody has given the new key
     * yet must not fail just when a tie needs it.
     */
    public void rekey(ClusterKey key) {
        keys.add(key);
        opener.accept(AcceptedKeys.all(keys, cluster));
        sealers.addFirst(new Sealer(key, ArbitratorMessage.QUESTION, cluster));
    }

    @Override
    public void ask(GrantRequest request, Consumer<Answer> answer) {
        long now = System.nanoTime();
        waiting.values().removeIf(one -> one.until() - now < 0);
        long id = ids.incrementAndGet();
        waiting.put(id, new Waiting(answer, now + Duration.ofMinutes(1).toNanos()));
        send(new ArbitratorMessage.Ask(id, request));
    }

    @Override
    public void release(NodeName holder, long term, long number) {
        send(new ArbitratorMessage.Release(holder, term, number));
    }

    private void send(ArbitratorMessage message) {
        threads.execute(() -> {
            byte[] plain = ArbitratorMessage.write(message);
            var to = new InetSocketAddress(arbitrator.getHostString(), arbitrator.getPort());
            try {
                if (to.isUnresolved()) {
                    throw new IOException("its name is not known here");
                }
                for (Sealer sealer : sealers) {
                    byte[] frame = sealer.seal(plain, 0, plain.length);
                    socket.send(new DatagramPacket(frame, frame.length, to));
                }
            } catch (IOException unreachable) {
                LOG.warn("the arbitrator {} cannot be asked: {}", arbitrator, unreachable.getMessage());
            }
        });
    }

    private void listen() {
        byte[] buffer = new byte[LONGEST_ANSWER];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (opener.open(packet.getData(), 0, packet.getLength()) instanceof Opened.Plain plain
                        && ArbitratorMessage.read(plain.bytes()) instanceof ArbitratorMessage.Reply reply) {
                    Waiting asker = waiting.remove(reply.id());
                    if (asker != null) {
                        asker.answer().accept(new Answer(reply.granted(), reply.reason()));
                    }
                }
            } catch (SocketException closed) {
                LOG.debug("the socket to the arbitrator: {}", closed.getMessage());
            } catch (IOException bad) {
                LOG.warn("what the arbitrator {} said is not understood: {}", arbitrator, bad.getMessage());
            }
        }
    }

    @Override
    public void close() {
        socket.close();
        threads.shutdownNow();
    }
}
