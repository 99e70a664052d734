package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.CibChange;
import io.systole.core.membership.FeatureLevels;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.FutureWire;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.spi.ClusterTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clusters in which not all daemons are of one build (doc/adr/0013). */
class RollingUpgradeScenarioTest {
    private static final FeatureLevels FIRST = new FeatureLevels(1, 1);
    private static final FeatureLevels SECOND = new FeatureLevels(1, 2);
    private static final FeatureLevels THIRD = new FeatureLevels(2, 3);
    private static final FeatureLevels FOURTH = new FeatureLevels(3, 4);

    @Test
    void oneNodeAfterTheOtherIsUpgradedAndTheLastOneRaisesTheLevel() {
        SimulatedCluster cluster = of(1, FIRST, "n1", "n2", "n3");
        cluster.startAll().stabilise();
        var levels = new ArrayList<Integer>();

        for (String node : List.of("n1", "n2", "n3")) {
            cluster.withBuild(node, SECOND);
            restart(cluster, node);
            assertEquals(List.of("n1"), cluster.running("web"), () -> "after the upgrade of " + node);
            levels.add(cluster.node("n2").report().features().level());
        }

        assertEquals(List.of(1, 1, 2), levels);
        assertEquals(List.of(), cluster.node("n1").report().features().sentences());
        assertEquals(0, cluster.node("n1").badMessages() + cluster.node("n2").badMessages() + cluster.node("n3").badMessages());
    }

    @Test
    void aMixedClusterSaysWhoHoldsItUp() {
        SimulatedCluster cluster = of(2, SECOND, "n1", "n2", "n3").withBuild("n3", FIRST);

        cluster.startAll().stabilise();

        assertEquals(List.of("feature level 1 is in use and not 2, until n3 is upgraded"),
                cluster.node("n1").report().features().sentences());
    }

    @Test
    void aNewerDcLeadsOlderMembersThroughAllThatAClusterDoes() {
        SimulatedCluster cluster = of(3, FIRST, "n1", "n2", "n3").withBuild("n1", SECOND);
        cluster.startAll().stabilise();
        assertEquals(Optional.of("n1"), cluster.dc());

        cluster.machine("n2").failOnce("db", "monitor", 7);
        cluster.machine("n2").die("db");
        cluster.runFor(Duration.ofSeconds(30));
        cluster.crash("n3");
        cluster.stabilise();
        cluster.start("n3");
        cluster.stabilise();

        assertEquals(List.of("n2"), cluster.running("db"));
        assertEquals(0, cluster.node("n2").badMessages() + cluster.node("n3").badMessages());
    }

    @Test
    void aRequestThatTheDcDoesNotKnowIsAnsweredAtOnce() {
        SimulatedCluster cluster = of(4, FIRST, "n1", "n2", "n3");
        cluster.withDefect((in, daemon, ports) -> daemon.self.name().value().equals("n2")
                ? new Ports(ports).with(new LevitatesInstead(ports.transport())) : ports);
        cluster.startAll().stabilise();
        var replies = new ArrayList<ClusterReply>();

        cluster.node("n2").submit(new ClusterRequest.ShutDown(new NodeName("n3")), replies::add);
        cluster.runFor(Duration.ofSeconds(1));

        assertEquals("UNSUPPORTED the DC n1 does not understand this request (a request levitate that this node does not know);"
                + " if its build is older than the one on n2, upgrade it",
                replies.getFirst().outcome() + " " + replies.getFirst().message());
    }

    @Test
    void whatTheDcsBuildDoesNotKnowIsRefusedWhereItIsAskedFor() {
        SimulatedCluster cluster = of(9, FIRST, "n1", "n2", "n3").withBuild("n2", SECOND);
        cluster.startAll().stabilise();
        var replies = new ArrayList<ClusterReply>();

        cluster.node("n2").submit(new ClusterRequest.ChangeCib(List.of(new CibChange.Undo(cluster.node("n2").cib().version(), List.of())),
                "root", "crm", false), replies::add);

        assertEquals("UNSUPPORTED taking back a change of the configuration needs feature level 2, which the build on n1 does not know: "
                + "upgrade it there first", replies.getFirst().outcome() + " " + replies.getFirst().message());
    }

    @Test
    void aNodeThatIsTooOldLeavesWithOneSentence() {
        SimulatedCluster cluster = of(5, THIRD, "n1", "n2", "n3").withBuild("n3", FIRST);
        cluster.start("n1");
        cluster.start("n2");
        cluster.stabilise();

        cluster.start("n3");
        cluster.runFor(Duration.ofSeconds(5));

        assertFalse(cluster.isUp("n3"));
        assertTrue(cluster.trace().contains("n3 stopped: n1 is the DC here, and the build on n1 speaks feature level 2 to 3"
                + " and the one on n3 speaks 1, so they cannot work together: upgrade n3 (no build in between may be"
                + " skipped)"), cluster::trace);
        cluster.stabilise();
        assertEquals(List.of("n1"), cluster.running("web"));
    }

    @Test
    void aNodeThatIsTooNewLeavesWithOneSentence() {
        SimulatedCluster cluster = of(6, FIRST, "n1", "n2", "n3").withBuild("n3", THIRD);
        cluster.start("n1");
        cluster.start("n2");
        cluster.stabilise();

        cluster.start("n3");
        cluster.runFor(Duration.ofSeconds(5));

        assertFalse(cluster.isUp("n3"));
        assertTrue(cluster.trace().contains("n3 stopped: n1 is the DC here, and the build on n1 speaks feature level 1"
                + " and the one on n3 speaks 2 to 3, so they cannot work together: upgrade n1 (no build in"
                + " between may be skipped)"), cluster::trace);
        cluster.stabilise();
        assertEquals(List.of("n1"), cluster.running("web"));
    }

    @Test
    void ofTwoThatStartTogetherAndCannotWorkTogetherTheOlderStays() {
        SimulatedCluster cluster = of(7, FIRST, "n1", "n2").withBuild("n1", FOURTH);

        cluster.startAll();
        cluster.runFor(Duration.ofSeconds(30));

        assertFalse(cluster.isUp("n1"));
        assertTrue(cluster.isUp("n2"));
    }

    @Test
    void aMemberThatWasCutOffDuringTheUpgradeOfTheOthersIsNotTakenInAndSaysWhy() {
        SimulatedCluster cluster = of(8, FIRST, "n1", "n2", "n3");
        cluster.startAll().stabilise();
        cluster.isolate("n3");
        cluster.runFor(Duration.ofMinutes(1));
        for (String node : List.of("n1", "n2")) {
            cluster.withBuild(node, SECOND);
            cluster.kill(node);
            cluster.start(node);
            cluster.runFor(Duration.ofSeconds(20));
        }
        for (String node : List.of("n1", "n2")) {
            cluster.withBuild(node, THIRD);
            cluster.kill(node);
            cluster.start(node);
            cluster.runFor(Duration.ofSeconds(20));
        }

        cluster.heal();
        cluster.runFor(Duration.ofSeconds(30));

        assertEquals(1, cluster.running("web").size());
        assertFalse(cluster.running("web").contains("n3"));
        assertTrue(cluster.node("n3").report().features().sentences().stream().anyMatch(line -> line.contains("cannot work together")),
                cluster::trace);
        cluster.kill("n3");
        cluster.withBuild("n3", THIRD).start("n3");
        cluster.stabilise();
        assertEquals(3, cluster.node("n1").report().features().level());
    }

    /** An orderly restart: the resources move away and come back. */
    private static void restart(SimulatedCluster cluster, String node) {
        cluster.node(node).shutdown(() -> { });
        cluster.runUntil(node + " has left", () -> !cluster.isUp(node));
        cluster.start(node);
        cluster.stabilise();
    }

    private static SimulatedCluster of(long seed, FeatureLevels build, String... names) {
        SimulatedCluster cluster = SimulatedCluster.of(seed, names).withCib(SampleCib.twoGroups(false));
        for (String name : names) {
            cluster.withBuild(name, build);
        }
        return cluster.withDefect((in, daemon, ports) ->
                new Ports(ports).with(new BuildOfItsTime(ports.transport(), in.build(daemon.self))));
    }

    /** Asks the DC for something that nobody knows. */
    private static final class LevitatesInstead extends WireTap {
        private final ClusterTransport real;

        LevitatesInstead(ClusterTransport real) {
            super(real);
            this.real = real;
        }

        @Override
        void leaves(NodeName to, PeerMessage message) {
            if (message instanceof PeerMessage.Forward forward) {
                real.send(to, FutureWire.unknownRequest(forward.term(), forward.id()));
            } else {
                forward(to, message);
            }
        }
    }
}
