package io.systole.core.simulation;

import io.systole.core.contract.ClusterTransportContract;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** The simulated network keeps the promises of a transport. */
class SimulatedNetworkTest extends ClusterTransportContract {
    private final VirtualTime time = new VirtualTime();
    private final SimulatedNetwork network = new SimulatedNetwork(time, new SplittableRandom(7), Duration.ofSeconds(2));

    @Override
    protected ClusterTransport transport(Member self) {
        return network.transport(self);
    }

    @Override
    protected void crash(ClusterTransport transport) {
        network.crash(transport, false);
    }

    @Override
    protected void isolate(NodeName node) {
        network.isolate(new TreeSet<>(List.of(node)));
    }

    @Override
    protected void heal() {
        network.heal();
    }

    @Override
    protected void await(String description, BooleanSupplier condition) {
        Duration limit = time.elapsed().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            if (!time.step(limit)) {
                Assertions.fail("not within a virtual minute: " + description);
            }
        }
    }
}
