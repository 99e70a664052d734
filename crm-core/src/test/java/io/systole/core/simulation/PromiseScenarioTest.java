package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a member has promised its DC, not to elect another one for a while, binds the daemon that is started after it. */
class PromiseScenarioTest {
    private static final Duration PROMISE = Duration.ofMillis(2300);

    private static SimulatedCluster running(long seed) {
        SimulatedCluster cluster = SimulatedCluster.of(seed, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false)).startAll();
        cluster.stabilise();
        assertEquals("n1", cluster.dc().orElseThrow());
        return cluster;
    }

    /** Only n3 can help n2, which does not hear the DC any more, to a quorum; n1 counts on what n3 said before it was restarted. */
    private static void restartN3WhereItHearsOnlyN2(SimulatedCluster cluster) {
        cluster.cut("n1", "n2");
        cluster.runUntil("n2 misses n1", () -> cluster.node("n2").report().members().size() == 2);
        cluster.runFor(Duration.ofSeconds(1));
        assertTrue(cluster.node("n1").standing().leads());
        cluster.kill("n3");
        cluster.cut("n1", "n3");
        cluster.start("n3");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aMemberThatIsStartedAnewElectsNobodyWhileTheDcMayCountOnItsFormerLife(long seed) {
        SimulatedCluster cluster = running(seed);

        restartN3WhereItHearsOnlyN2(cluster);
        // The invariants look after each event whether two DCs may act.
        cluster.runFor(PROMISE.minusMillis(200));

        assertFalse(cluster.node("n2").standing().leads(), cluster::trace);
        cluster.runFor(Duration.ofSeconds(10));
        assertTrue(cluster.node("n2").standing().leads() || cluster.node("n3").standing().leads(), cluster::trace);
    }

    /** That it was DC itself in an earlier term says nothing about what it has promised since. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neitherDoesOneThatWasDcItselfBefore(long seed) {
        SimulatedCluster cluster = running(seed);
        cluster.crash("n1");
        cluster.crash("n2");
        cluster.runFor(Duration.ofSeconds(20));
        assertTrue(cluster.node("n3").standing().leads());
        assertEquals(cluster.machine("n3").disk.term(), cluster.machine("n3").disk.ledTerm());
        cluster.kill("n3");
        cluster.start("n1");
        cluster.start("n2");
        cluster.stabilise();
        assertEquals("n1", cluster.dc().orElseThrow());
        cluster.start("n3");
        cluster.stabilise();

        restartN3WhereItHearsOnlyN2(cluster);
        cluster.runFor(PROMISE.minusMillis(200));

        assertFalse(cluster.node("n2").standing().leads(), cluster::trace);
    }

    @Test
    void aDcThatFollowsAnotherSinceHasThatOnDisk() {
        SimulatedCluster cluster = running(7);
        cluster.runFor(Duration.ofSeconds(5));
        MemoryCibStore disk = cluster.machine("n1").disk;
        assertEquals(disk.term(), disk.ledTerm());

        cluster.isolate("n1");
        cluster.runFor(Duration.ofSeconds(20));
        cluster.heal();
        cluster.stabilise();

        assertEquals("n2", cluster.dc().orElseThrow());
        assertTrue(disk.term() > disk.ledTerm(), disk.term() + " > " + disk.ledTerm());
    }
}
