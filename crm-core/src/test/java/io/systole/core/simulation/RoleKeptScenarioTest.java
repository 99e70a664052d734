package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A DC that a quorum counts on keeps its role when somebody comes who was DC alone, whatever term that one has. */
class RoleKeptScenarioTest {
    private static SimulatedCluster running(long seed) {
        return SimulatedCluster.of(seed, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false)).startAll();
    }

    /** As it happens when a daemon is restarted and hears the others only some seconds later. */
    @ParameterizedTest
    @CsvSource({"n1, 6", "n1, 12", "n3, 6", "n3, 12", "n3, 60"})
    void againstANodeThatReturnsAndWasAloneForAWhile(String node, int secondsAlone) {
        SimulatedCluster cluster = running(41);
        cluster.stabilise();
        cluster.crash(node);
        cluster.stabilise();
        String before = cluster.dc().orElseThrow();
        cluster.isolate(node);
        cluster.start(node);
        cluster.runFor(Duration.ofSeconds(secondsAlone));
        boolean alone = cluster.node(node).standing().leads();

        cluster.heal();
        cluster.stabilise();

        assertTrue(alone, node + " was DC alone");
        assertEquals(before, cluster.dc().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"n2", "n3"})
    void againstOneThatWasCutOff(String node) {
        SimulatedCluster cluster = running(43);
        cluster.stabilise();
        String before = cluster.dc().orElseThrow();
        cluster.isolate(node);
        cluster.runFor(Duration.ofSeconds(30));
        int starts = cluster.machine(before).starts();

        cluster.heal();
        cluster.stabilise();

        assertEquals(List.of("n1", "n1"), List.of(before, cluster.dc().orElseThrow()));
        assertEquals(starts, cluster.machine(before).starts(), "starts on " + before);
    }
}
