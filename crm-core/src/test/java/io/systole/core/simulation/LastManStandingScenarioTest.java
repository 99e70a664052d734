package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.membership.TieBreaker;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Clusters whose votes are counted among those that were here lately. */
class LastManStandingScenarioTest {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final UnaryOperator<QuorumSettings> WITH_LOWEST = settings -> settings
            .withTieBreaker(new TieBreaker(TieBreaker.Rule.LOWEST)).withLastManStanding(WINDOW);

    @Test
    void fiveNodesGoDownToOneAsLongAsEachLossComesAfterTheWindow() {
        SimulatedCluster cluster = running(1, WITH_LOWEST);

        for (String node : List.of("n5", "n4", "n3", "n2")) {
            cluster.crash(node);
            cluster.runFor(Duration.ofSeconds(40));
            assertTrue(cluster.node("n1").report().quorate(), () -> "after the loss of " + node + "\n" + cluster.trace());
        }

        assertEquals(List.of("n1"), cluster.running("db"));
    }

    @Test
    void beforeTheWindowIsOverTheLostStillCount() {
        SimulatedCluster cluster = running(2, WITH_LOWEST);
        cluster.crash("n5");
        cluster.crash("n4");
        cluster.runFor(Duration.ofSeconds(6));

        cluster.crash("n3");
        cluster.runFor(Duration.ofMinutes(2));

        assertEquals(List.of(), cluster.running("web"));
        assertTrue(!cluster.node("n1").report().quorate());
    }

    @Test
    void whoComesBackCountsAtOnce() {
        SimulatedCluster cluster = running(3, WITH_LOWEST);
        for (String node : List.of("n5", "n4", "n3")) {
            cluster.crash(node);
            cluster.runFor(Duration.ofSeconds(40));
        }
        cluster.start("n3");
        cluster.start("n4");
        cluster.start("n5");
        cluster.stabilise();
        cluster.runFor(Duration.ofSeconds(5));
        List<String> counted = cluster.node("n3").report().quorum().sentences();

        cluster.crash("n1");
        cluster.crash("n2");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(1, cluster.running("web").size());
        assertEquals(List.of(), counted.stream().filter(line -> line.startsWith("only the votes of")).toList());
    }

    @Test
    void aNodeThatLeftWithTheMinorityCannotMakeAMajorityWithThoseThatDoNotCount() {
        SimulatedCluster cluster = running(4, WITH_LOWEST);
        cluster.isolate("n4", "n5");
        cluster.runFor(Duration.ofSeconds(40));

        // n1 and n2 are a quorum of the three that count; n3 with n4 and n5 would be one of five.
        cluster.heal();
        cluster.crash("n4");
        cluster.crash("n5");
        cluster.runFor(Duration.ofSeconds(30));
        cluster.isolate("n1", "n2");
        cluster.start("n4");
        cluster.start("n5");
        cluster.runFor(Duration.ofMinutes(1));

        assertTrue(cluster.node("n1").report().quorate(), cluster::trace);
        assertTrue(!cluster.node("n3").report().quorate(), cluster::trace);
        assertEquals(1, cluster.running("web").size());
    }

    @Test
    void afterARestartOfAllTheLastOnesDecideAndNotThoseThatWereGone() {
        SimulatedCluster cluster = running(5, WITH_LOWEST);
        for (String node : List.of("n5", "n4", "n3")) {
            cluster.crash(node);
            cluster.runFor(Duration.ofSeconds(40));
        }
        cluster.crash("n1");
        cluster.crash("n2");
        for (String node : List.of("n3", "n4", "n5")) {
            cluster.start(node);
        }
        cluster.runFor(Duration.ofMinutes(1));
        boolean before = cluster.node("n3").report().quorate();

        cluster.start("n1");
        cluster.stabilise();

        assertTrue(!before, "three that were gone would not know what the last two have changed");
        assertEquals(1, cluster.running("web").size());
    }

    @Test
    void theOneNodeThatIsLeftGoesOnWhenTheOthersHaveNoLineInItsSettingsAnyMore() {
        SimulatedCluster cluster = running(8, WITH_LOWEST);
        for (String node : List.of("n5", "n4", "n3", "n2", "n1")) {
            cluster.crash(node);
            cluster.runFor(Duration.ofSeconds(40));
        }
        cluster.start("n2");
        cluster.runFor(Duration.ofMinutes(1));
        List<String> before = cluster.running("web");
        cluster.crash("n2");

        cluster.withQuorum(all -> WITH_LOWEST.apply(new QuorumSettings(new TreeSet<>(List.of(new NodeName("n2"))), false, false)));
        cluster.start("n2");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(List.of(), before);
        assertEquals(List.of("n2"), cluster.running("web"));
        assertEquals(List.of("n2"), cluster.running("db"));
    }

    @Test
    void ofAListOfTieBreakersTheFirstThatCountsDecides() {
        SimulatedCluster cluster = running(6, settings -> settings.withLastManStanding(WINDOW)
                .withTieBreaker(TieBreaker.of(new NodeName("n5"), new NodeName("n3"), new NodeName("n1"))));
        cluster.crash("n5");
        cluster.runFor(Duration.ofSeconds(40));

        cluster.isolate("n3", "n4");
        cluster.runFor(Duration.ofMinutes(1));

        assertTrue(cluster.node("n3").report().quorate(), cluster::trace);
        assertTrue(!cluster.node("n1").report().quorate());
    }

    @Test
    void operatorsSeeWhoseVotesCount() {
        SimulatedCluster cluster = running(7, WITH_LOWEST);
        cluster.crash("n5");
        cluster.runFor(Duration.ofSeconds(40));

        assertTrue(cluster.node("n2").report().quorum().sentences()
                .contains("only the votes of n1, n2, n3, n4 count: the others have been gone for longer than last_man_standing_window"));
    }

    @Test
    void aDaemonThatDiesInItsFirstSecondLeavesAnArmedWatchdog() {
        HistoryKind.LAST_MAN_OF_FIVE.history(1314).run();
    }

    private static SimulatedCluster running(long seed, UnaryOperator<QuorumSettings> quorum) {
        var cluster = SimulatedCluster.of(seed, "n1", "n2", "n3", "n4", "n5").withCib(SampleCib.twoGroups(false)).withQuorum(quorum);
        cluster.startAll().stabilise();
        return cluster;
    }
}
