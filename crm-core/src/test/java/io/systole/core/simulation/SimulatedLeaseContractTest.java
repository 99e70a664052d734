package io.systole.core.simulation;

import io.systole.core.contract.WitnessContract;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The lease on a shared disk that sometimes takes its time. */
class SimulatedLeaseContractTest extends WitnessContract {
    private final SimulatedCluster cluster = SimulatedCluster.of(1, "n1", "n2");
    private final SortedMap<String, Witness> nodes = new TreeMap<>();

    SimulatedLeaseContractTest() {
        cluster.witness().beLease();
        cluster.startAll();
    }

    @Override
    protected Witness witness(String node) {
        return nodes.computeIfAbsent(node, name -> cluster.witness().of(cluster.daemons().get(new NodeName(name))));
    }

    @Override
    protected Duration validity() {
        return Duration.ofSeconds(4);
    }

    @Override
    protected Duration now() {
        return cluster.time.elapsed();
    }

    @Override
    protected void until(BooleanSupplier condition) {
        cluster.runUntil("what the contract wants", condition);
    }
}
