package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.arbitration.Grant;
import io.systole.core.contract.WitnessContract;
import io.systole.core.spi.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** The arbitrator over UDP on loopback. */
@Timeout(60)
class ArbitratorContractIT extends WitnessContract {
    private final ClusterKey key = ClusterKey.generate();
    private final Map<String, Grant> disk = new ConcurrentHashMap<>();
    private final Map<String, ArbitratorClient> clients = new TreeMap<>();
    private final ArbitratorServer server = new ArbitratorServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new TreeMap<>(Map.of("c", new ArbitratorServer.Secret(key, KeyStore.none()))), new ArbitratorServer.Memory() {
                @Override
                public Optional<Grant> load(String cluster) {
                    return Optional.ofNullable(disk.get(cluster));
                }

                @Override
                public void save(String cluster, Grant grant) {
                    disk.put(cluster, grant);
                }
            });

    ArbitratorContractIT() {
        Thread.ofVirtual().start(server::serve);
    }

    @AfterEach
    void close() throws Exception {
        for (ArbitratorClient client : clients.values()) {
            client.close();
        }
        server.close();
    }

    @Override
    protected Witness witness(String node) {
        return clients.computeIfAbsent(node, name -> {
            try {
                return new ArbitratorClient(server.address(), "c", key);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    @Override
    protected Duration validity() {
        return Duration.ofSeconds(1);
    }

    @Override
    protected Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    protected void until(BooleanSupplier condition) {
        Duration end = now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertTrue(now().compareTo(end) < 0, "not within 30 s");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
