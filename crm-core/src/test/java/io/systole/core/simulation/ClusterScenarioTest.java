package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterScenarioTest {
    @Test
    void threeNodesStartAndPlaceAGroup() {
        var cluster = SimulatedCluster.of(1, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));

        cluster.startAll().stabilise();

        assertEquals(List.of("n1"), cluster.running("ip"));
        assertEquals(List.of("n1"), cluster.running("web"));
        assertEquals(List.of("n2"), cluster.running("db"));
    }
}
