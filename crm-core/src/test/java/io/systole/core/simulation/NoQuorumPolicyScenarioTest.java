package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each {@code no-quorum-policy} means for a node that is cut off from the quorum, and for one that never had it. */
class NoQuorumPolicyScenarioTest {
    @ParameterizedTest
    @CsvSource({"stop", "demote", "suicide", "fence"})
    void theCutOffNodeEndsItsResourcesAndTheOthersTakeThemOver(String policy) {
        SimulatedCluster cluster = running(1, policy);

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(1, cluster.running("web").size(), cluster::trace);
        assertFalse(cluster.running("web").contains("n1"));
        assertEquals(List.of("n2"), cluster.running("db"));
    }

    @ParameterizedTest
    @CsvSource({"suicide, false", "fence, false", "stop, true", "demote, true"})
    void onlyWhoIsToResetItselfLosesItsMachine(String policy, boolean stays) {
        SimulatedCluster cluster = running(2, policy);
        cluster.machine("n1").prolong("web", "stop", Duration.ofHours(1));

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(stays, cluster.machine("n1").on(), cluster::trace);
        assertFalse(cluster.running("web").contains("n1"));
    }

    @Test
    void aFrozenNodeKeepsWhatItHasAndStartsNothing() {
        SimulatedCluster cluster = running(3, "freeze");

        cluster.isolate("n1");
        cluster.runFor(Duration.ofSeconds(30));
        cluster.machine("n1").die("ip");
        cluster.runFor(Duration.ofSeconds(40));

        assertTrue(cluster.running("web").contains("n1"), cluster::trace);
        assertFalse(cluster.running("db").contains("n1"), "what ran elsewhere is not started without quorum");
    }

    @Test
    void whoIgnoresQuorumGoesOnAsIfNothingWere() {
        SimulatedCluster cluster = running(4, "ignore");

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));

        assertTrue(cluster.running("web").contains("n1"));
        assertTrue(cluster.running("db").contains("n1"), "the part without quorum starts what it misses");
        assertTrue(cluster.node("n1").report().quorum().risks().getFirst().contains("may run twice"));
    }

    @ParameterizedTest
    @CsvSource({"stop", "demote", "suicide", "fence", "freeze"})
    void aNodeThatNeverHadAQuorumStartsNothingAndStaysUp(String policy) {
        var cluster = cluster(5, policy);

        cluster.start("n1");
        cluster.runFor(Duration.ofMinutes(2));

        assertEquals(List.of(), cluster.running("web"));
        assertTrue(cluster.machine("n1").on() && cluster.isUp("n1"), cluster::trace);
    }

    private static SimulatedCluster running(long seed, String policy) {
        SimulatedCluster cluster = cluster(seed, policy);
        cluster.startAll().stabilise();
        // What is configured to run twice is not a violation here.
        cluster.invariants().splitHappened();
        return cluster;
    }

    private static SimulatedCluster cluster(long seed, String policy) {
        return SimulatedCluster.of(seed, "n1", "n2", "n3")
                .withCib(SampleCib.twoGroups(false, "<nvpair id=\"p-nq\" name=\"no-quorum-policy\" value=\"" + policy + "\"/>"));
    }
}
