package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Each of the two has a quorum of its own by {@code two_node}: none of them can insist. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void ofTwoThatWereBothDcAloneOneGivesIn(long seed) {
        SimulatedCluster cluster = SimulatedCluster.of(seed, "n1", "n2").withCib(SampleCib.twoGroups(false)).startAll();
        cluster.stabilise();
        cluster.isolate("n1");
        cluster.runFor(Duration.ofSeconds(20));
        assertTrue(cluster.node("n1").standing().leads() && cluster.node("n2").standing().leads(), cluster::trace);

        cluster.heal();
        cluster.runFor(Duration.ofSeconds(20));

        assertTrue(cluster.dc().isPresent(), cluster::trace);
    }

    /** Something of the network works in one direction only: the DC hears the node and is not heard by it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoDoesNotHearTheDcIsGivenUpAndWhatRanThereStartsElsewhere(boolean fencing) {
        SimulatedCluster cluster = SimulatedCluster.of(44, "n1", "n2", "n3").withCib(SampleCib.twoGroups(fencing)).startAll();
        cluster.stabilise();
        List<String> before = cluster.running("db");

        cluster.cutOneWay("n1", "n2");
        cluster.runFor(Duration.ofSeconds(60));
        List<String> meanwhile = cluster.running("db");
        String dc = cluster.node("n3").standing().dc().orElseThrow().value();
        cluster.heal();
        cluster.stabilise();

        assertEquals(List.of(List.of("n2"), "n1"), List.of(before, dc));
        assertTrue(meanwhile.equals(List.of("n1")) || meanwhile.equals(List.of("n3")), "db runs on " + meanwhile);
        assertEquals("n1", cluster.dc().orElseThrow());
        assertEquals(1, cluster.running("db").size());
    }
}
