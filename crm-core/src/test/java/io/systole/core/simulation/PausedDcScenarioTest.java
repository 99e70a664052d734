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

/** A DC whose process stood still does nothing until it knows that nobody has taken its place, and then goes on. */
class PausedDcScenarioTest {
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
    void whoWasMissedButNotReplacedTakesTheOthersBackInTheSameTerm(int nodes) {
        SimulatedCluster cluster = running(54, nodes);
        long term = cluster.node("n1").standing().term();

        cluster.pause("n1");
        cluster.runFor(Duration.ofMillis(2100));
        cluster.resume("n1");
        cluster.stabilise();

        assertEquals("n1", cluster.dc().orElseThrow());
        assertEquals(term, cluster.node("n1").standing().term());
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
