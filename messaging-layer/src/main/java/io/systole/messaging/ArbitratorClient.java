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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an arbitrator over sealed datagrams, and gives it a new key. A lost question for the grant is not repeated here: the asker asks
 * again by itself. Answers come on a thread of this object; thread-safe.
 */
public final class ArbitratorClient implements Witness, KeyGuest, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArbitratorClient.class);
    private static final int LONGEST_ANSWER = 2048;
    /** How often, and how long each time, an answer about the key is waited for. */
    private static final int ATTEMPTS = 6;
    private static final Duration ATTEMPT = Duration.ofMillis(500);

    private final InetSocketAddress arbitrator;
    private final Duration attempt;
    private final DatagramSocket socket;
    private final String cluster;
    /** Newest first: the keys that the cluster has had since the arbitrator was last heard to have the newest. */
    private final List<Voice> voices = new CopyOnWriteArrayList<>();
    private final Opener opener;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** When it was found not to answer, and why; empty while it does. */
    private Optional<Trouble> trouble = Optional.empty();

    private record Trouble(Instant since, String problem) {}

    private record Waiting(Consumer<ArbitratorMessage> answer, long until) {}

    /** A key, and what seals with it. */
    private record Voice(ClusterKey key, Sealer sealer) {}

    /**
     * Opens a socket; nothing is sent before somebody asks.
     *
     * @param arbitrator where it listens; the name is looked up anew for each question
     * @throws IOException if there is no socket to be had
     */
    public ArbitratorClient(InetSocketAddress arbitrator, String cluster, ClusterKey key) throws IOException {
        this(arbitrator, cluster, key, ATTEMPT);
    }

    /** For tests in which nobody answers. */
    ArbitratorClient(InetSocketAddress arbitrator, String cluster, ClusterKey key, Duration attempt) throws IOException {
        this.arbitrator = arbitrator;
        this.attempt = attempt;
        this.socket = new DatagramSocket();
        this.cluster = cluster;
        this.opener = new Opener(List.of(), ArbitratorMessage.ANSWER, cluster);
        use(key);
        threads.execute(this::listen);
    }

    @Override
    public void offer(ClusterKey next, Consumer<String> done) {
        long id = ids.incrementAndGet();
        threads.execute(() -> {
            String problem = insist(id, new ArbitratorMessage.NewKey(id, next), voices);
            done.accept(problem.isEmpty() || problem.startsWith(silence()) ? problem : "the arbitrator " + name() + ": " + problem);
        });
    }

    /**
     * Takes a new key too. The former ones stay in use until {@link #check} finds that the arbitrator has this one: it must not fail
     * just when a tie needs it.
     */
    @Override
    public synchronized void use(ClusterKey key) {
        voices.addFirst(new Voice(key, new Sealer(key, ArbitratorMessage.QUESTION, cluster)));
        opener.accept(AcceptedKeys.all(voices.stream().map(Voice::key).toList(), cluster));
    }

    @Override
    public void check(Consumer<String> done) {
        long id = ids.incrementAndGet();
        Voice newest = voices.getFirst();
        threads.execute(() -> {
            String problem = insist(id, new ArbitratorMessage.Check(id), List.of(newest));
            if (problem.isEmpty()) {
                forgetOlder(newest);
            }
            note(problem);
            done.accept(problem);
        });
    }

    private synchronized void note(String problem) {
        if (problem.isEmpty()) {
            trouble.ifPresent(ended -> LOG.info("the arbitrator {} answers again", name()));
            trouble = Optional.empty();
        } else if (!socket.isClosed()) {
            Instant since = trouble.map(Trouble::since).orElseGet(Instant::now);
            boolean news = trouble.isEmpty();
            trouble = Optional.of(new Trouble(since, problem));
            if (news) {
                LOG.warn("{}", trouble().orElseThrow());
            }
        }
    }

    @Override
    public synchronized Optional<String> trouble() {
        return trouble.map(now -> now.problem() + " (since " + now.since().truncatedTo(ChronoUnit.SECONDS) + "): with exactly half of the"
                + " votes nobody goes on; see that it runs and is reached, and that the key file of its arbitrator.conf is a copy of the"
                + " cluster's");
    }

    private synchronized void forgetOlder(Voice voice) {
        int at = voices.indexOf(voice);
        if (at >= 0) {
            voices.subList(at + 1, voices.size()).clear();
            opener.accept(AcceptedKeys.all(voices.stream().map(Voice::key).toList(), cluster));
        }
    }

    /** Asks until there is an answer, whose problem it returns, or until patience ends. */
    private String insist(long id, ArbitratorMessage question, List<Voice> with) {
        var problem = new CompletableFuture<String>();
        await(id, said -> problem.complete(said instanceof ArbitratorMessage.Done done ? done.problem() : "answers something else"));
        String why = "";
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                why = transmit(question, with);
                return problem.get(attempt.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException silent) {
                LOG.debug("the arbitrator {} does not answer to {}", name(), question);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
                break;
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        waiting.remove(id);
        return silence() + (why.isEmpty() ? "" : ": " + why);
    }

    private String silence() {
        return "the arbitrator " + name() + " does not answer";
    }

    private String name() {
        return arbitrator.getHostString() + ":" + arbitrator.getPort();
    }

    @Override
    public void ask(GrantRequest request, Consumer<Answer> answer) {
        long id = ids.incrementAndGet();
        await(id, said -> {
            if (said instanceof ArbitratorMessage.Reply reply) {
                answer.accept(new Answer(reply.granted(), reply.reason()));
            }
        });
        send(new ArbitratorMessage.Ask(id, request));
    }

    private void await(long id, Consumer<ArbitratorMessage> answer) {
        long now = System.nanoTime();
        waiting.values().removeIf(one -> one.until() - now < 0);
        waiting.put(id, new Waiting(answer, now + Duration.ofMinutes(1).toNanos()));
    }

    @Override
    public void release(NodeName holder, long term, long number) {
        send(new ArbitratorMessage.Release(holder, term, number));
    }

    private void send(ArbitratorMessage message) {
        threads.execute(() -> {
            String problem = transmit(message, voices);
            if (!problem.isEmpty()) {
                LOG.warn("the arbitrator {} cannot be asked: {}", name(), problem);
            }
        });
    }

    /** Sends, or says why that is not possible. */
    private String transmit(ArbitratorMessage message, List<Voice> with) {
        byte[] plain = ArbitratorMessage.write(message);
        var to = new InetSocketAddress(arbitrator.getHostString(), arbitrator.getPort());
        try {
            if (to.isUnresolved()) {
                throw new IOException("its name is not known here");
            }
            for (Voice voice : with) {
                byte[] frame = voice.sealer().seal(plain, 0, plain.length);
                socket.send(new DatagramPacket(frame, frame.length, to));
            }
            return "";
        } catch (IOException unreachable) {
            return unreachable.getMessage();
        }
    }

    private void listen() {
        byte[] buffer = new byte[LONGEST_ANSWER];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (opener.open(packet.getData(), 0, packet.getLength()) instanceof Opened.Plain plain) {
                    take(ArbitratorMessage.read(plain.bytes()));
                }
            } catch (SocketException closed) {
                LOG.debug("the socket to the arbitrator: {}", closed.getMessage());
            } catch (IOException bad) {
                LOG.warn("what the arbitrator {} said is not understood: {}", arbitrator, bad.getMessage());
            }
        }
    }

    private void take(ArbitratorMessage answer) throws IOException {
        Waiting asker = waiting.remove(switch (answer) {
            case ArbitratorMessage.Reply reply -> reply.id();
            case ArbitratorMessage.Done done -> done.id();
            default -> throw new IOException("it asks");
        });
        if (asker != null) {
            asker.answer().accept(answer);
        }
    }

    @Override
    public void close() {
        socket.close();
        threads.shutdownNow();
    }
}
