package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.membership.TieBreaker;
import io.systole.core.membership.Witnessing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Stories of clusters without fencing that are cut in two, in which something decides who goes on. */
class ArbitrationScenarioTest {
    private static final UnaryOperator<QuorumSettings> ARBITRATED = settings -> settings.withWitness(Witnessing.EXCLUSIVE);
    private static final UnaryOperator<QuorumSettings> LOWEST =
            settings -> settings.withTieBreaker(new TieBreaker(TieBreaker.Rule.LOWEST));

    @Test
    void ofTwoNodesCutApartTheArbitratorLetsExactlyOneGoOn() {
        SimulatedCluster cluster = running(1, ARBITRATED, "n1", "n2");

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(List.of("n2"), cluster.running("web"));
        assertEquals(List.of("n2"), cluster.running("db"));
        assertEquals(Optional.of(new NodeName("n2")), cluster.witness().holder());
    }

    @Test
    void ofTwoNodesThatBothReachTheArbitratorExactlyOneGoesOn() {
        SimulatedCluster cluster = running(2, ARBITRATED, "n1", "n2");

        cluster.cut("n1", "n2");
        cluster.runFor(Duration.ofMinutes(1));
        List<String> web = cluster.running("web");
        List<String> db = cluster.running("db");
        cluster.heal();
        cluster.stabilise();

        assertEquals(1, web.size());
        assertEquals(web, db);
        assertEquals(List.of("n1"), cluster.running("web"));
        assertEquals(List.of("n2"), cluster.running("db"));
    }

    @Test
    void withoutTheArbitratorNobodyOfTwoGoesOnAlone() {
        SimulatedCluster cluster = running(3, ARBITRATED, "n1", "n2");

        assertFalse(risks(cluster).contains("the arbitrator does not answer"));
        cluster.witness().crash();
        assertTrue(risks(cluster).contains("the arbitrator does not answer"), "it is known before it is needed");
        cluster.cut("n1", "n2");
        cluster.runFor(Duration.ofMinutes(1));
        List<String> during = cluster.running("web");
        cluster.witness().restart();
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(List.of(), during);
        assertEquals(1, cluster.running("web").size());
    }

    private static List<String> risks(SimulatedCluster cluster) {
        return cluster.node("n1").report().quorum().risks();
    }

    @Test
    void theSurvivorOfTwoGoesOnWithTheArbitratorsGrant() {
        SimulatedCluster cluster = running(4, ARBITRATED, "n1", "n2");

        cluster.crash("n1");
        cluster.stabilise();

        assertEquals(List.of("n2"), cluster.running("web"));
    }

    @Test
    void aLoneNodeMayStartWithTheArbitratorsGrant() {
        var cluster = SimulatedCluster.of(5, "n1", "n2").withCib(SampleCib.twoGroups(false)).withQuorum(ARBITRATED);

        cluster.start("n2");
        cluster.stabilise();

        assertEquals(List.of("n2"), cluster.running("web"));
    }

    @Test
    void theTieBreakerLetsTheLowestGoOnAndTheOtherStops() {
        SimulatedCluster cluster = running(6, LOWEST, "n1", "n2");

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(List.of("n1"), cluster.running("web"));
        assertEquals(List.of("n1"), cluster.running("db"));
    }

    @Test
    void aPartThatDoesNotReachTheGatewayLosesTheTie() {
        var cluster = SimulatedCluster.of(7, "n1", "n2").withCib(SampleCib.twoGroups(false))
                .withQuorum(settings -> new QuorumSettings(settings.nodes(), true, true).withWitness(Witnessing.GATEWAY));
        cluster.witness().beGateway();
        cluster.startAll().stabilise();

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(List.of("n2"), cluster.running("web"));
        assertEquals(List.of("n2"), cluster.running("db"));
    }

    @Test
    void aStoppedDaemonDoesNotKeepItsResources() {
        SimulatedCluster cluster = running(8, settings -> settings, "n1", "n2", "n3");

        cluster.pause("n1");
        cluster.runFor(Duration.ofMinutes(1));
        List<String> during = cluster.running("web");
        cluster.resume("n1");
        cluster.stabilise();

        assertEquals(1, during.size());
        assertFalse(during.contains("n1"));
        assertEquals(1, cluster.running("web").size());
    }

    @Test
    void aKilledDaemonThatComesBackInTimeKeepsItsResources() {
        SimulatedCluster cluster = running(9, settings -> new QuorumSettings(settings.nodes(), true, true), "n1", "n2");

        cluster.kill("n1");
        cluster.runFor(Duration.ofSeconds(5));
        cluster.start("n1");
        cluster.stabilise();

        assertEquals(List.of("n1"), cluster.running("web"));
        assertEquals(0, cluster.machine("n1").stops());
    }

    @Test
    void aKilledDaemonThatDoesNotComeBackLosesItsResourcesBeforeTheyStartElsewhere() {
        SimulatedCluster cluster = running(10, settings -> new QuorumSettings(settings.nodes(), true, true), "n1", "n2");

        cluster.kill("n1");
        cluster.runUntil("n2 has it", () -> cluster.machine("n2").runs(new ResourceId("web")));

        assertEquals(List.of("n2"), cluster.running("web"));
    }

    @Test
    void resourcesThatCannotBeStoppedInOrderAreEndedByForceInTime() {
        SimulatedCluster cluster = running(11, ARBITRATED, "n1", "n2");
        cluster.machine("n1").prolong("web", "stop", Duration.ofHours(1));

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(List.of("n2"), cluster.running("web"));
        assertTrue(cluster.machine("n1").on());
    }

    @Test
    void aNodeThatCannotEndItsResourcesResetsItself() {
        SimulatedCluster cluster = running(12, ARBITRATED, "n1", "n2");
        cluster.machine("n1").resist("web");
        cluster.machine("n1").prolong("web", "stop", Duration.ofHours(1));

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(List.of("n2"), cluster.running("web"));
        assertFalse(cluster.machine("n1").on());
    }

    @Test
    void aDaemonThatIsRestartedAgainAndAgainWithoutQuorumDoesNotKeepItsResources() {
        SimulatedCluster cluster = running(13, settings -> settings, "n1", "n2", "n3");
        cluster.machine("n1").prolong("web", "stop", Duration.ofHours(1));

        cluster.isolate("n1");
        for (int i = 0; i < 10; i++) {
            cluster.runFor(Duration.ofSeconds(4));
            cluster.kill("n1");
            cluster.start("n1");
        }

        assertEquals(1, cluster.running("web").size());
        assertFalse(cluster.running("web").contains("n1"));
    }

    private static SimulatedCluster running(long seed, UnaryOperator<QuorumSettings> quorum, String... names) {
        var cluster = SimulatedCluster.of(seed, names).withCib(SampleCib.twoGroups(false)).withQuorum(quorum);
        cluster.startAll().stabilise();
        return cluster;
    }
}
