package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.arbitration.Grant;
import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An arbitrator and its askers on loopback. */
@Timeout(60)
class ArbitratorIT {
    private final ClusterKey key = ClusterKey.generate();
    private final ClusterKey other = ClusterKey.generate();
    private final Map<String, Grant> disk = new ConcurrentHashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<ArbitratorClient, Integer> ports = new ConcurrentHashMap<>();
    private volatile boolean diskFails;

    @TempDir
    Path directory;

    private final ArbitratorServer.Memory memory = new ArbitratorServer.Memory() {
        @Override
        public Optional<Grant> load(String cluster) {
            return Optional.ofNullable(disk.get(cluster));
        }

        @Override
        public void save(String cluster, Grant grant) {
            if (diskFails) {
                throw new UncheckedIOException("the disk is full", new IOException());
            }
            disk.put(cluster, grant);
        }
    };

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void oneProcessServesSeveralClustersAndGivesEachGrantOnce() throws Exception {
        InetSocketAddress where = serve();
        ArbitratorClient n1 = client(where, "one", key);
        ArbitratorClient n2 = client(where, "one", key);
        ArbitratorClient stranger = client(where, "two", other);

        assertTrue(ask(n1, "n1").granted());
        assertFalse(ask(n2, "n2").granted());
        assertTrue(ask(stranger, "n2").granted());
        assertEquals("n1", disk.get("one").holder().value());
    }

    @Test
    void aRestartedArbitratorKeepsItsWord() throws Exception {
        ask(client(serve(), "one", key), "n1");
        InetSocketAddress again = serve();

        assertFalse(ask(client(again, "one", key), "n2").granted());
        assertTrue(ask(client(again, "one", key), "n1").granted());
    }

    @Test
    void aReleasedGrantIsGivenToTheNext() throws Exception {
        InetSocketAddress where = serve();
        ArbitratorClient n1 = client(where, "one", key);
        ask(n1, "n1");

        n1.release(new NodeName("n1"), 1, 1);
        Witness.Answer answer = ask(client(where, "one", key), "n2");
        for (int i = 0; i < 50 && !answer.granted(); i++) {
            answer = ask(client(where, "one", key), "n2");
        }

        assertTrue(answer.granted());
    }

    @Test
    void whoHasAnotherKeyIsNotAnswered() throws Exception {
        ArbitratorClient foreign = client(serve(), "one", ClusterKey.generate());

        assertThrows(TimeoutException.class, () -> question(foreign, "n1").get(700, TimeUnit.MILLISECONDS));
    }

    @Test
    void whatCannotBeRememberedIsNotGiven() throws Exception {
        ArbitratorClient n1 = client(serve(), "one", key);
        diskFails = true;

        assertThrows(TimeoutException.class, () -> question(n1, "n1").get(700, TimeUnit.MILLISECONDS));
        diskFails = false;
        assertTrue(ask(n1, "n1").granted());
        assertEquals("n1", disk.get("one").holder().value());
    }

    @Test
    void aNewKeyIsOnDiskBeforeItIsConfirmedAndTakesThePlaceOfTheOldOneWhenTheClusterUsesIt() throws Exception {
        var file = new ClusterKeyFile(directory.resolve("one.key"));
        file.write(key);
        InetSocketAddress where = serve(file);
        ArbitratorClient n1 = client(where, "one", key);
        ArbitratorClient n2 = client(where, "one", key);
        ClusterKey next = ClusterKey.generate();

        assertEquals("", answer(done -> n1.offer(next, done)));
        assertEquals(Optional.of(next), file.next());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("one.key.next"))));
        assertTrue(ask(n1, "n1").granted(), "with the old key, since the cluster may stay with it");

        n1.use(next);
        assertEquals("", answer(n1::check));
        assertEquals(next, file.read());
        assertEquals(Optional.empty(), file.next());
        assertTrue(ask(n1, "n1").granted());
        assertFalse(ask(n2, "n2").granted(), "who has not heard of the change yet is answered all the same");
        assertFalse(ask(client(serve(file), "one", next), "n2").granted(), "and so it is after a new start");
    }

    @Test
    void aRestartBetweenTheTwoStepsLosesNeitherKey() throws Exception {
        var file = new ClusterKeyFile(directory.resolve("one.key"));
        file.write(key);
        ClusterKey next = ClusterKey.generate();
        ArbitratorClient before = client(serve(file), "one", key);
        assertEquals("", answer(done -> before.offer(next, done)));

        InetSocketAddress again = serve(file);

        assertTrue(ask(client(again, "one", key), "n1").granted());
        assertTrue(ask(client(again, "one", next), "n1").granted());
        assertEquals(1, file.retired().size());
        ArbitratorClient away = client(serve(file), "one", key);
        assertEquals("the arbitrator " + name(away) + " does not answer", answer(away::check));
    }

    @Test
    void aKeyThatCannotBeKeptAndAnArbitratorThatIsSilentAreTold() throws Exception {
        ArbitratorClient one = client(serve(KeyStore.refusing("the disk is full")), "one", key);
        ArbitratorClient foreign = client(serve(), "one", ClusterKey.generate());

        assertEquals("the arbitrator " + name(one) + ": the disk is full", answer(done -> one.offer(ClusterKey.generate(), done)));
        assertEquals("the arbitrator " + name(foreign) + " does not answer", answer(done -> foreign.offer(ClusterKey.generate(), done)));
        assertEquals("", answer(one::check));
        assertEquals(Optional.empty(), one.trouble());
        one.use(ClusterKey.generate());
        assertEquals("the arbitrator " + name(one) + " does not answer", answer(one::check));
        String trouble = one.trouble().orElseThrow();
        assertTrue(trouble.startsWith("the arbitrator " + name(one) + " does not answer (since ")
                && trouble.endsWith("Z): with exactly half of the votes nobody goes on; see that it runs and is reached, and that the key"
                + " file of its arbitrator.conf is a copy of the cluster's"), trouble);
        assertTrue(ask(one, "n1").granted(), "it is asked with the old key too as long as it has not answered to the new one");
    }

    @Test
    void anArbitratorThatWasLeftBehindIsTakenAlongByTheNextChange() throws Exception {
        var file = new ClusterKeyFile(directory.resolve("one.key"));
        file.write(key);
        ArbitratorClient n1 = client(serve(file), "one", key);
        n1.use(ClusterKey.generate());
        ClusterKey third = ClusterKey.generate();

        assertEquals("", answer(done -> n1.offer(third, done)));
        n1.use(third);
        assertEquals("", answer(n1::check));

        assertEquals(third, file.read());
        assertTrue(ask(n1, "n1").granted());
    }

    private String name(ArbitratorClient client) {
        return "127.0.0.1:" + ports.get(client);
    }

    private static String answer(Consumer<Consumer<String>> question) throws Exception {
        var answer = new CompletableFuture<String>();
        question.accept(answer::complete);
        return answer.get(20, TimeUnit.SECONDS);
    }

    private InetSocketAddress serve() {
        return serve(KeyStore.none());
    }

    private InetSocketAddress serve(KeyStore ofOne) {
        ClusterKey current = ofOne instanceof ClusterKeyFile file ? file.read() : key;
        var clusters = new TreeMap<>(Map.of("one", new ArbitratorServer.Secret(current, ofOne),
                "two", new ArbitratorServer.Secret(other, KeyStore.none())));
        var server = new ArbitratorServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clusters, memory);
        open.add(server);
        Thread.ofVirtual().start(server::serve);
        return server.address();
    }

    private ArbitratorClient client(InetSocketAddress where, String cluster, ClusterKey with) throws IOException {
        var client = new ArbitratorClient(where, cluster, with, Duration.ofMillis(100));
        open.add(client);
        ports.put(client, where.getPort());
        return client;
    }

    private static Witness.Answer ask(ArbitratorClient client, String who) throws Exception {
        return question(client, who).get(20, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Witness.Answer> question(ArbitratorClient client, String who) {
        var answer = new CompletableFuture<Witness.Answer>();
        client.ask(new GrantRequest(new NodeName(who), 1, 1, new TreeSet<>(Set.of(new NodeName(who))), Duration.ofMinutes(1)),
                answer::complete);
        return answer;
    }
}
