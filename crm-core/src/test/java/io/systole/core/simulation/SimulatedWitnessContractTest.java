package io.systole.core.simulation;

import io.systole.core.contract.WitnessContract;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Witness;
import java.time.Duration;
import java.util.function.BooleanSupplier;

class SimulatedWitnessContractTest extends WitnessContract {
    private final SimulatedCluster cluster = SimulatedCluster.of(1, "n1", "n2").startAll();

    @Override
    protected Witness witness(String node) {
        return cluster.witness().of(cluster.daemons().get(new NodeName(node)));
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
