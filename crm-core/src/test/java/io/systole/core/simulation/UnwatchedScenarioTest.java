package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In maintenance mode, or by a {@code no-quorum-policy} that lets lost nodes go on, nothing ends what runs on a node without quorum. A node
 * that has not heard that this is over goes on so, and the others must not believe otherwise.
 */
class UnwatchedScenarioTest {
    @Test
    void whatRunsOnANodeThatHasNotHeardTheEndOfItIsNotStartedElsewhere() {
        SimulatedCluster cluster = SimulatedCluster.of(1, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false)).startAll();
        losesN1(cluster, cluster::isolate, "maintenance-mode", "true");

        set(cluster, "n2", "maintenance-mode", "false");
        cluster.runFor(Duration.ofMinutes(2));

        assertEquals(List.of("n1"), cluster.running("web"), cluster::trace);
        assertTrue(activity(cluster).contains("node n1 was away when maintenance mode, or a no-quorum-policy that lets lost nodes go on,"
                + " was ended, so nothing ends what runs there"), () -> activity(cluster));

        cluster.heal();
        cluster.stabilise();
        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(1, cluster.running("web").size(), cluster::trace);
        assertFalse(cluster.running("web").contains("n1"), "now it has heard it");
    }

    @Test
    void theDcMayDieMeanwhile() {
        SimulatedCluster cluster = SimulatedCluster.of(2, "n1", "n2", "n3", "n4", "n5").withCib(SampleCib.twoGroups(false)).startAll();
        losesN1(cluster, cluster::isolate, "maintenance-mode", "true");
        set(cluster, "n2", "maintenance-mode", "false");

        cluster.crash(cluster.node("n3").standing().dc().orElseThrow().value());
        cluster.runFor(Duration.ofMinutes(2));

        assertEquals(List.of("n1"), cluster.running("web"), cluster::trace);
    }

    @Test
    void whoIsConfirmedDownIsNotWaitedFor() {
        SimulatedCluster cluster = SimulatedCluster.of(3, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false)).startAll();
        losesN1(cluster, cluster::crash, "maintenance-mode", "true");
        set(cluster, "n2", "maintenance-mode", "false");
        cluster.runFor(Duration.ofMinutes(1));
        List<String> unsure = cluster.running("web");

        var replies = new ArrayList<ClusterReply>();
        cluster.node("n2").submit(new ClusterRequest.ConfirmDown(new NodeName("n1"), "crm"), replies::add);
        cluster.runFor(Duration.ofMinutes(1));

        assertEquals(List.of(), unsure);
        assertEquals(1, cluster.running("web").size(), () -> cluster.trace() + replies);
    }

    /** Its watchdog was told that nothing is to be ended. */
    @ParameterizedTest
    @CsvSource({"maintenance-mode, true, false", "no-quorum-policy, freeze, stop"})
    void itsWatchdogDoesNotCount(String option, String before, String after) {
        String cib = SampleCib.twoGroups(true, "<nvpair id=\"p-wt\" name=\"stonith-watchdog-timeout\" value=\"5s\"/>"
                + "<nvpair id=\"p-ma\" name=\"stonith-max-attempts\" value=\"10000\"/>")
                .replace("<primitive id=\"fence\" class=\"stonith\" type=\"fence_simulated\"/>", "");
        SimulatedCluster cluster = SimulatedCluster.of(4, "n1", "n2", "n3").withCib(cib).withWatchdog().startAll();
        losesN1(cluster, cluster::isolate, option, before);

        set(cluster, "n2", option, after);
        cluster.runFor(Duration.ofMinutes(2));

        assertEquals(List.of("n1"), cluster.running("web"), cluster::trace);
        FencingRecord last = cluster.node("n2").report().fencing().getLast();
        assertFalse(last.succeeded(), last::toString);
        assertTrue(last.reason().contains("n1 was away when maintenance mode"), last::toString);
    }

    /** A cluster that has come to rest with this option loses n1, and all notice. */
    private static void losesN1(SimulatedCluster cluster, Consumer<String> loss, String option, String value) {
        cluster.stabilise();
        set(cluster, "n1", option, value);
        cluster.stabilise();
        loss.accept("n1");
        cluster.runFor(Duration.ofSeconds(30));
    }

    private static String activity(SimulatedCluster cluster) {
        return "" + cluster.node(cluster.node("n2").standing().dc().orElseThrow().value()).report().activity();
    }

    private static void set(SimulatedCluster cluster, String node, String option, String value) {
        var replies = new ArrayList<ClusterReply>();
        var change = new CibChange.Modify("/cib/configuration/crm_config/cluster_property_set",
                CibReader.element("<nvpair id='p9' name='" + option + "' value='" + value + "'/>"), true);
        cluster.node(node).submit(new ClusterRequest.ChangeCib(List.of(change), "root", "crm", false), replies::add);
        cluster.runUntil("the answer to " + change, () -> !replies.isEmpty());
        assertTrue(replies.getFirst().ok(), () -> "" + replies);
    }
}
