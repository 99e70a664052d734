package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fencing without a fence device: a message in the victim's slot of a disk that all nodes share. */
class PoisonPillScenarioTest {
    @Test
    void ofTwoNodesThatDoNotHearEachOtherTheFirstFencesTheOther() {
        SimulatedCluster cluster = running(1, "n1", "n2");

        cluster.cut("n1", "n2");
        cluster.runFor(Duration.ofSeconds(30));

        assertEquals(List.of("n1"), cluster.running("web"));
        assertEquals(List.of("n1"), cluster.running("db"));
        FencingRecord record = cluster.node("n1").report().fencing().getLast();
        assertEquals("n2 has obeyed the poison pill of n1", record.reason());
        assertFalse(cluster.isUp("n2"));
    }

    @Test
    void aNodeThatLostItsPowerHasItsTimeAndThenCountsAsFenced() {
        SimulatedCluster cluster = running(2, "n1", "n2");

        cluster.crash("n1");
        cluster.runFor(Duration.ofSeconds(10));
        assertEquals(List.of(), cluster.running("web"));
        cluster.runFor(Duration.ofSeconds(20));

        assertEquals(List.of("n2"), cluster.running("web"));
        assertEquals("n1 has had 13.75 s to obey the poison pill of n2", cluster.node("n2").report().fencing().getLast().reason());
    }

    @Test
    void aNodeThatDoesNotSeeItsSlotEndsWhatRunsThereBeforeItCountsAsFenced() {
        SimulatedCluster cluster = running(3, "n1", "n2");
        cluster.machine("n2").prolong("db", "stop", Duration.ofHours(1));

        cluster.sharedDisk().cutOff(new NodeName("n2"));
        cluster.cut("n1", "n2");
        cluster.runFor(Duration.ofSeconds(30));

        assertEquals(List.of("n1"), cluster.running("db"));
    }

    @Test
    void aDaemonThatStandsStillIsEndedByItsWatchdog() {
        SimulatedCluster cluster = running(4, "n1", "n2");

        cluster.pause("n2");
        cluster.runFor(Duration.ofSeconds(30));

        assertEquals(List.of("n1"), cluster.running("db"));
        cluster.resume("n2");
        cluster.runFor(Duration.ofSeconds(30));
        assertEquals(List.of("n1"), cluster.running("db"));
    }

    @Test
    void withoutTheDiskNobodyIsFencedAndNobodyRunsAnything() {
        SimulatedCluster cluster = running(5, "n1", "n2");

        cluster.sharedDisk().mood(SimulatedDisk.Mood.FAILS);
        cluster.cut("n1", "n2");
        cluster.runFor(Duration.ofSeconds(30));

        assertEquals(List.of(), cluster.running("web"));
        assertTrue(cluster.node("n1").report().activity().contains("taking no part in anything before its slot on the shared disk was"
                + " read (fence_disk)"), () -> cluster.node("n1").report().activity().toString());
        cluster.sharedDisk().recover();
        cluster.heal();
        cluster.stabilise();
        assertEquals(1, cluster.running("web").size());
    }

    @Test
    void whoWasFencedComesBackAndTakesPartAgain() {
        SimulatedCluster cluster = running(6, "n1", "n2");
        cluster.cut("n1", "n2");
        cluster.runFor(Duration.ofSeconds(30));

        cluster.heal();
        cluster.start("n2");
        cluster.stabilise();

        assertEquals(List.of("n1"), cluster.running("web"));
        assertEquals(List.of("n2"), cluster.running("db"));
    }

    @Test
    void aDiskThatHangsIsNotWaitedForForEver() {
        SimulatedCluster cluster = running(10, "n1", "n2", "n3");

        cluster.sharedDisk().mood(SimulatedDisk.Mood.HANGS);
        cluster.crash("n1");
        cluster.runFor(Duration.ofSeconds(60));

        assertEquals(List.of(), cluster.running("web"));
        String sentence = "the shared disk did not answer in time";
        List<FencingRecord> history = cluster.node("n2").report().fencing();
        assertTrue(history.stream().anyMatch(each -> each.reason().contains(sentence)), history::toString);
        cluster.sharedDisk().recover();
        cluster.runFor(Duration.ofSeconds(60));
        assertEquals(1, cluster.running("web").size());
    }

    @Test
    void aNodeThatFindsAPillForItsFormerLifeSaysSoAndTakesPart() {
        SimulatedCluster cluster = running(9, "n1", "n2");
        cluster.crash("n1");
        cluster.stabilise();

        cluster.start("n1");
        cluster.stabilise();

        assertTrue(cluster.isUp("n1"));
        assertEquals(List.of("n1"), cluster.running("web"));
    }

    @Test
    void aNodeThatNeverLookedForPillsIsNotFencedByThem() {
        SimulatedCluster cluster = cluster(7, "n1", "n2");
        cluster.startAll().stabilise();
        cluster.sharedDisk().carryPills();
        cluster.kill("n2");
        cluster.start("n2");
        cluster.stabilise();

        cluster.crash("n1");
        cluster.runFor(Duration.ofSeconds(60));

        assertEquals(List.of(), cluster.running("web"));
        String reason = cluster.node("n2").report().fencing().getFirst().reason();
        assertTrue(reason.contains("n1 never said on the shared disk that it obeys poison pills"), reason);
    }

    @Test
    void ofThreeNodesWhatCannotBeStoppedIsEndedByAPill() {
        SimulatedCluster cluster = running(8, "n1", "n2", "n3");
        cluster.machine("n1").failOnce("web", "stop", 1);
        cluster.machine("n1").failOnce("web", "monitor", 1);

        cluster.runFor(Duration.ofMinutes(2));

        assertEquals(1, cluster.running("web").size());
        assertFalse(cluster.running("web").contains("n1"));
    }

    private static SimulatedCluster running(long seed, String... names) {
        SimulatedCluster cluster = cluster(seed, names);
        cluster.sharedDisk().carryPills();
        cluster.startAll().stabilise();
        return cluster;
    }

    private static SimulatedCluster cluster(long seed, String... names) {
        return SimulatedCluster.of(seed, names).withCib(SampleCib.fencedWithoutDevice()).withWatchdog();
    }
}
