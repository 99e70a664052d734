package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.contract.WatchdogContract;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.spi.Watchdog;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.TreeMap;

class SimulatedWatchdogContractTest extends WatchdogContract {
    private static final ResourceId WEB = new ResourceId("web");

    private final VirtualTime time = new VirtualTime();
    private final SimulatedMachine machine = new SimulatedMachine(new NodeName("n1"), time, new SplittableRandom(7), new Unwatched());

    @Override
    protected Watchdog watchdog() {
        machine.run(new OperationRequest(new OperationKey(WEB, "start", Duration.ZERO), new AgentId("ocf", "systole", "Dummy"),
                Duration.ofSeconds(20), Duration.ZERO, new TreeMap<>(), new TreeMap<>(), "1:1:0:u", 0), code -> { });
        pass(Duration.ofSeconds(1));
        assertTrue(machine.runs(WEB));
        return machine.watchdog(reason -> { });
    }

    @Override
    protected boolean ended() {
        return !machine.runs(WEB);
    }

    @Override
    protected void pass(Duration span) {
        Duration end = time.elapsed().plus(span);
        while (time.step(end)) {
            // What is due happens.
        }
    }

    @Override
    protected void awaitEnd() {
        pass(Duration.ofSeconds(10));
        assertTrue(ended());
    }

    /** What happens on the machine is looked at by the contract only. */
    private static final class Unwatched implements SimulatedMachine.Watcher {
        @Override
        public void starts(SimulatedMachine where, ResourceId resource) {
            // Nothing is checked.
        }

        @Override
        public void started() {
            // Nothing is checked.
        }

        @Override
        public void stops(SimulatedMachine where, ResourceId resource) {
            // Nothing is checked.
        }

        @Override
        public void promotes(SimulatedMachine where, ResourceId resource) {
            // Nothing is checked.
        }

        @Override
        public void demotes(SimulatedMachine where, ResourceId resource) {
            // Nothing is checked.
        }
    }
}
