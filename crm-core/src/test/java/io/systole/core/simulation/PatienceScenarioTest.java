package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.fencing.FencingRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster with fencing does before it shoots: it waits for daemons that start, and for those that start again. */
class PatienceScenarioTest {
    private static final Duration GRACE = Duration.ofSeconds(6);
    private static final Duration INIT_DEAD = Duration.ofSeconds(20);

    private static SimulatedCluster cluster(long seed) {
        return SimulatedCluster.of(seed, "n1", "n2", "n3").withCib(SampleCib.twoGroups(true)).withPatience(INIT_DEAD, GRACE);
    }

    private static List<FencingRecord> fencing(SimulatedCluster cluster) {
        return cluster.daemons().values().stream().flatMap(daemon -> daemon.node.report().fencing().stream()).toList();
    }

    private static String victim(SimulatedCluster cluster, boolean theDc) {
        String dc = cluster.dc().orElseThrow();
        return List.of("n1", "n2", "n3").stream().filter(name -> name.equals(dc) == theDc).findFirst().orElseThrow();
    }

    @ParameterizedTest(name = "of the DC: {0}")
    @ValueSource(booleans = {false, true})
    void aCrashedDaemonThatComesBackInTimeCostsNothing(boolean theDc) {
        SimulatedCluster cluster = cluster(71).startAll();
        cluster.stabilise();
        String victim = victim(cluster, theDc);
        List<String> before = cluster.running("web");

        cluster.kill(victim);
        cluster.runFor(Duration.ofSeconds(4));
        cluster.start(victim);
        cluster.stabilise();

        assertEquals(List.of(), fencing(cluster));
        assertEquals(before, cluster.running("web"));
    }

    @Test
    void aCrashedDaemonThatStaysAwayIsFencedAfterTheGrace() {
        SimulatedCluster cluster = cluster(72).startAll();
        cluster.stabilise();
        String victim = victim(cluster, false);
        String other = cluster.dc().orElseThrow();

        cluster.kill(victim);
        cluster.runUntil("the DC waits", () -> cluster.node(other).report().activity().stream().anyMatch(line -> line.endsWith(
                " s until node " + victim + " has a daemon again: its host answers, so it is not fenced yet (restart_grace)")));
        cluster.runFor(Duration.ofSeconds(2));
        assertEquals(List.of(), fencing(cluster));
        cluster.runUntil("it is fenced", () -> !fencing(cluster).isEmpty());
        cluster.stabilise();

        assertEquals(victim, fencing(cluster).getFirst().target().value());
    }

    @Test
    void aSilentHostGetsNoGrace() {
        SimulatedCluster cluster = cluster(73).startAll();
        cluster.stabilise();

        cluster.crash(victim(cluster, false));
        cluster.runFor(Duration.ofSeconds(5));

        assertTrue(!fencing(cluster).isEmpty());
    }

    /** The house was dark; two of the three nodes are quicker to boot. */
    private static SimulatedCluster powerCutAndTwoBack(long seed) {
        SimulatedCluster cluster = cluster(seed).startAll();
        cluster.stabilise();
        List.of("n1", "n2", "n3").forEach(cluster::crash);
        cluster.runFor(Duration.ofSeconds(1));
        cluster.start("n1");
        cluster.start("n2");
        return cluster;
    }

    @Test
    void aNodeThatStartsLaterThanTheOthersIsNotShot() {
        SimulatedCluster cluster = powerCutAndTwoBack(74);
        cluster.runFor(Duration.ofSeconds(15));
        assertEquals(List.of(), cluster.running("web"));

        cluster.start("n3");
        cluster.runFor(Duration.ofSeconds(4));

        assertEquals(List.of(), fencing(cluster));
        assertEquals(1, cluster.running("web").size(), "when all are there nobody waits any more");
    }

    @Test
    void aNodeThatIsNeverSeenIsShotAfterInitdead() {
        SimulatedCluster cluster = powerCutAndTwoBack(75);

        cluster.runUntil("n3 is fenced", () -> !fencing(cluster).isEmpty());
        cluster.stabilise();

        assertEquals("n3", fencing(cluster).getFirst().target().value());
        assertEquals(1, cluster.running("web").size());
    }
}
