package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A DC or a member whose process stood still does nothing until it knows that the others still count on it, and then goes on. */
class PauseScenarioTest {
    private final List<ClusterReply> replies = new ArrayList<>();

    private void write(SimulatedCluster cluster, String node) {
        CibChange tag = new CibChange.Create("/cib/configuration/tags",
                Element.of("tag", "id", "t1").plus(Element.of("obj_ref", "id", "ip")));
        cluster.node(node).submit(new ClusterRequest.ChangeCib(List.of(tag), "eve", "crm", false), replies::add);
    }

    private static SimulatedCluster running(long seed, int nodes) {
        SimulatedCluster cluster = SimulatedCluster.of(seed, List.of("n1", "n2", "n3").subList(0, nodes).toArray(String[]::new))
                .withCib(SampleCib.twoGroups(false)).startAll();
        cluster.stabilise();
        return cluster;
    }

    /** As on a machine whose processors are needed for something else: too long to be sure, too short for the others to miss it. */
    @ParameterizedTest
    @CsvSource({"2, 1800", "2, 1950", "3, 1800", "3, 1950"})
    void afterAMomentItKeepsItsRoleAndAnswersWhoHasAsked(int nodes, int millis) {
        SimulatedCluster cluster = running(51, nodes);
        String dc = cluster.dc().orElseThrow();
        long term = cluster.node(dc).standing().term();

        cluster.pause(dc);
        write(cluster, "n2");
        cluster.runFor(Duration.ofMillis(millis));
        cluster.resume(dc);
        cluster.stabilise();

        assertEquals("n1", dc);
        assertEquals(dc, cluster.dc().orElseThrow());
        assertEquals(term, cluster.node(dc).standing().term(), cluster::trace);
        assertEquals(List.of(Outcome.OK), replies.stream().map(ClusterReply::outcome).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void itDoesNotActBeforeTheOthersHaveAnswered(int nodes) {
        SimulatedCluster cluster = running(52, nodes);

        cluster.pause("n1");
        cluster.runFor(Duration.ofMillis(2000));
        cluster.cutOneWay("n2", "n1");
        if (nodes == 3) {
            cluster.cutOneWay("n3", "n1");
        }
        cluster.resume("n1");
        cluster.runFor(Duration.ofMillis(400));
        boolean acts = cluster.node("n1").standing().acts();
        List<String> activity = cluster.node("n1").report().activity();
        cluster.heal();
        cluster.stabilise();

        assertFalse(acts);
        assertTrue(activity.stream().anyMatch(line -> line.startsWith("waiting for ")), activity::toString);
        assertEquals(1, cluster.running("web").size());
        assertEquals(1, cluster.running("db").size());
    }

    @ParameterizedTest
    @CsvSource({"2, 1800", "2, 1950", "3, 1800", "3, 1950"})
    void aMemberKeepsItsDcAndWhatWasAskedThere(int nodes, int millis) {
        SimulatedCluster cluster = running(55, nodes);

        write(cluster, "n2");
        cluster.pause("n2");
        cluster.runFor(Duration.ofMillis(millis));
        cluster.resume("n2");
        cluster.runFor(Duration.ofMillis(1));
        List<String> activity = cluster.node("n2").report().activity();
        cluster.stabilise();

        assertTrue(activity.contains("waiting until the DC n1 confirms that it counts on this node: its daemon stood still for a while"),
                activity::toString);
        assertEquals("n1", cluster.dc().orElseThrow());
        assertEquals(List.of(Outcome.OK), replies.stream().map(ClusterReply::outcome).toList());
        assertFalse(cluster.trace().contains("joined the cluster"), cluster::trace);
    }

    /** The order to start has come to a node that stands still; the others have given it up when it wakes. */
    @Test
    void anOrderOfBeforeItWasGivenUpIsNotCarriedOut() {
        SimulatedCluster cluster = running(56, 3);
        change(cluster, standby("3", "on"));
        cluster.stabilise();

        cluster.pause("n2");
        change(cluster, standby("1", "on"));
        cluster.runFor(Duration.ofSeconds(30));
        List<String> ordered = cluster.running("web");
        change(cluster, standby("3", "off"));
        cluster.runUntil("web on n3", () -> cluster.running("web").equals(List.of("n3")));
        cluster.resume("n2");
        cluster.stabilise();

        assertEquals(List.of(), ordered);
        assertEquals(List.of("n3"), cluster.running("web"));
        assertFalse(cluster.trace().contains("web_start_0 on n2"), cluster::trace);
    }

    private static void change(SimulatedCluster cluster, CibChange change) {
        cluster.node("n1").submit(new ClusterRequest.ChangeCib(List.of(change), "eve", "crm", false), reply -> { });
    }

    private static CibChange standby(String nodeId, String value) {
        Element node = Element.of("node", "id", nodeId).plus(Element.of("instance_attributes", "id", "nodes-" + nodeId)
                .plus(Element.of("nvpair", "id", "nodes-" + nodeId + "-standby", "name", "standby", "value", value)));
        return new CibChange.Modify("/cib/configuration/nodes", node, false);
    }

    @Test
    void whoWasReplacedMeanwhileFollowsItsSuccessor() {
        SimulatedCluster cluster = running(53, 3);

        cluster.pause("n1");
        cluster.runUntil("another DC", () -> cluster.node("n2").standing().leads() || cluster.node("n3").standing().leads());
        cluster.runFor(Duration.ofSeconds(20));
        String successor = cluster.node("n2").standing().leads() ? "n2" : "n3";
        write(cluster, successor);
        cluster.runFor(Duration.ofSeconds(1));
        cluster.resume("n1");
        cluster.stabilise();

        assertEquals(successor, cluster.dc().orElseThrow());
        assertTrue(cluster.node("n1").cib().byId("t1").isPresent());
    }
}
