package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.controller.SelfFencing;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.fencing.FencingAction;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.fencing.FencingRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fencing without a fence device: nodes count as fenced by their own watchdogs ({@code stonith-watchdog-timeout}). */
class WatchdogFencingScenarioTest {
    @Test
    void aLostNodeCountsAsFencedWhenItsWatchdogHasSurelyEndedWhatRanThere() {
        SimulatedCluster cluster = running(1, "1s", "");
        SelfFencing self = SelfFencing.forFailureDetection(SimulatedCluster.DETECTION);

        cluster.isolate("n1");
        Duration cut = cluster.time.elapsed();
        cluster.runUntil("web runs elsewhere", () -> cluster.running("web").stream().anyMatch(node -> !node.equals("n1")));

        assertEquals(1, cluster.running("web").size());
        assertTrue(cluster.time.elapsed().minus(cut).compareTo(self.takeOver()) > 0, "a timeout of 1 s is too short to be believed");
        FencingRecord record = cluster.node("n2").report().fencing().getLast();
        assertTrue(record.succeeded() && record.reason().contains("to be reset by its own watchdog"), record::toString);
    }

    @Test
    void aTimeBelowZeroLeavesItToTheClusterAndALongerOneCounts() {
        SimulatedCluster auto = running(2, "-1", "");
        SimulatedCluster longer = running(3, "60s", "");

        auto.crash("n1");
        longer.crash("n1");
        auto.runFor(Duration.ofSeconds(30));
        longer.runFor(Duration.ofSeconds(30));

        assertEquals(1, auto.running("web").size());
        assertEquals(List.of(), longer.running("web"));
        longer.runFor(Duration.ofSeconds(60));
        assertEquals(1, longer.running("web").size());
    }

    @Test
    void theClusterSaysThatItHasWatchdogsWhateverTheConfigurationSays() {
        SimulatedCluster cluster = running(4, "10s", "<nvpair id=\"p-hw\" name=\"have-watchdog\" value=\"false\"/>");

        assertEquals(Optional.of("true"), ClusterProperties.get(cluster.node("n1").cib(), "have-watchdog"));
    }

    @Test
    void aNodeWhoseResourcesCannotBeStoppedIsToldToResetItself() {
        SimulatedCluster cluster = running(5, "-1", "");
        cluster.machine("n1").failOnce("web", "stop", 1);
        cluster.machine("n1").failOnce("web", "monitor", 1);

        cluster.runFor(Duration.ofMinutes(2));

        assertFalse(cluster.machine("n1").on());
        assertEquals(1, cluster.running("web").size());
        assertFalse(cluster.running("web").contains("n1"));
    }

    @Test
    void withoutWatchdogsTheOptionIsRefusedWithOneSentence() {
        var cluster = cluster(6, "10s", "");
        cluster.startAll().stabilise();

        cluster.crash("n1");
        cluster.runFor(Duration.ofMinutes(1));

        String sentence = "stonith-watchdog-timeout is set, but nodes have no watchdog here (watchdog and self_fencing_time in"
                + " systole.conf)";
        assertEquals(List.of(), cluster.running("web"));
        assertEquals(List.of(sentence), cluster.node("n2").report().quorum().risks());
        var replies = new ArrayList<ClusterReply>();
        cluster.node("n2").submit(new ClusterRequest.Fence(new FencingRequest(new NodeName("n1"), FencingAction.OFF, Duration.ofSeconds(60),
                Duration.ZERO, Duration.ZERO, false, "test", "by hand")), replies::add);
        cluster.runFor(Duration.ofSeconds(5));
        assertTrue(replies.getFirst().message().contains(sentence), () -> replies.getFirst().message());
    }

    @Test
    void aClusterThatFreezesCannotCountOnWatchdogs() {
        SimulatedCluster cluster = running(7, "10s", "<nvpair id=\"p-nq\" name=\"no-quorum-policy\" value=\"freeze\"/>");

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(List.of("n1"), cluster.running("web"));
        assertTrue(cluster.node("n2").report().fencing().getLast().reason().contains("with no-quorum-policy=freeze a lost node does not end"
                + " its resources"), () -> cluster.node("n2").report().fencing().toString());
    }

    private static SimulatedCluster running(long seed, String timeout, String more) {
        SimulatedCluster cluster = cluster(seed, timeout, more).withWatchdog();
        cluster.startAll().stabilise();
        return cluster;
    }

    private static SimulatedCluster cluster(long seed, String timeout, String more) {
        String cib = SampleCib.twoGroups(true, "<nvpair id=\"p-wt\" name=\"stonith-watchdog-timeout\" value=\"" + timeout + "\"/>" + more)
                .replace("<primitive id=\"fence\" class=\"stonith\" type=\"fence_simulated\"/>", "");
        return SimulatedCluster.of(seed, "n1", "n2", "n3").withCib(cib);
    }
}
