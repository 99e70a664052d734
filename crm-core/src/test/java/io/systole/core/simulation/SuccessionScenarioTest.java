package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever sees that the DC is gone does not first listen whether there is one: clients wait for what the next one does. */
class SuccessionScenarioTest {
    private static List<String> names(int nodes) {
        return List.of("n1", "n2", "n3", "n4", "n5").subList(0, nodes);
    }

    private static SimulatedCluster running(int nodes, long seed) {
        SimulatedCluster cluster = SimulatedCluster.of(seed, names(nodes).toArray(String[]::new)).withCib(SampleCib.twoGroups(false))
                .startAll();
        cluster.stabilise();
        return cluster;
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 2", "3, 3", "3, 4", "3, 5", "5, 6", "5, 7", "5, 8"})
    void theFirstOfTheOthersTakesTheRoleOfADeadDcAtOnce(int nodes, long seed) {
        SimulatedCluster cluster = running(nodes, seed);
        String dead = cluster.dc().orElseThrow();
        List<String> others = names(nodes).stream().filter(name -> !name.equals(dead)).toList();

        cluster.crash(dead);
        cluster.runUntil("all others miss it", () -> others.stream()
                .allMatch(name -> cluster.node(name).report().members().size() == nodes - 1));
        cluster.runFor(Duration.ofMillis(60));

        assertTrue(cluster.node(others.getFirst()).standing().leads(), cluster::trace);
        cluster.stabilise();
        assertEquals(others.getFirst(), cluster.dc().orElseThrow());
    }

    /** As DC it had promised nobody anything, so what waits on it need not wait for the end of a promise. */
    @ParameterizedTest
    @CsvSource({"2, 1", "2, 2", "3, 3", "3, 4", "5, 5", "5, 6"})
    void aFormerDcThatIsStartedAnewFollowsTheNextOneAtOnce(int nodes, long seed) {
        SimulatedCluster cluster = running(nodes, seed);
        String dead = cluster.dc().orElseThrow();
        cluster.crash(dead);
        cluster.stabilise();

        cluster.start(dead);
        cluster.runFor(Duration.ofMillis(600));

        assertEquals(nodes, cluster.node(cluster.dc().orElseThrow()).report().members().size(), cluster::trace);
        assertEquals(cluster.dc(), cluster.node(dead).report().dc().map(NodeName::value), cluster::trace);
        assertEquals("S_NOT_DC", cluster.node(dead).report().state(), cluster::trace);
    }
}
