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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A change is not acknowledged while others may decide against it, and none that is not acknowledged wins against one that is. */
class AcknowledgementScenarioTest {
    private final List<ClusterReply> replies = new ArrayList<>();
    private final Set<String> acknowledged = new TreeSet<>();

    private void write(SimulatedCluster cluster, String node, String id, boolean forced) {
        CibChange tag = new CibChange.Create("/cib/configuration/tags",
                Element.of("tag", "id", id).plus(Element.of("obj_ref", "id", "ip")));
        cluster.node(node).submit(new ClusterRequest.ChangeCib(List.of(tag), "eve", "crm", forced), reply -> {
            replies.add(reply);
            if (reply.ok()) {
                acknowledged.add(id);
            }
        });
    }

    private List<Outcome> outcomes() {
        return replies.stream().map(ClusterReply::outcome).toList();
    }

    private static SimulatedCluster twoWithFencing(long seed) {
        return SimulatedCluster.of(seed, "n1", "n2").withCib(SampleCib.twoGroups(true)).startAll();
    }

    @Test
    void ofTwoHalvesNeitherAnswersBeforeTheOtherIsDown() {
        SimulatedCluster cluster = twoWithFencing(61);
        cluster.stabilise();
        cluster.fencing(SimulatedFencing.Mood.FAILS);
        cluster.isolate("n1");
        cluster.runFor(Duration.ofSeconds(5));

        write(cluster, "n1", "t1", false);
        write(cluster, "n2", "t2", false);
        cluster.runFor(Duration.ofSeconds(5));
        List<Outcome> early = outcomes();
        cluster.runFor(Duration.ofMinutes(3));

        assertEquals(List.of(), early);
        assertEquals(List.of(Outcome.TIMEOUT, Outcome.TIMEOUT), outcomes());
        assertTrue(replies.getFirst().message().contains("is not confirmed down"), replies.getFirst().message());
    }

    @Test
    void whatTheHalfThatFencedTheOtherHasAcknowledgedIsThereWhenTheOtherReturns() {
        for (int seed = 62; seed < 72; seed++) {
            replies.clear();
            acknowledged.clear();
            SimulatedCluster cluster = twoWithFencing(seed);
            cluster.stabilise();
            cluster.fencing(SimulatedFencing.Mood.SLOW);
            cluster.isolate("n1");
            cluster.runFor(Duration.ofSeconds(3));

            List.of("a", "b", "c").forEach(id -> write(cluster, "n1", id, false));
            write(cluster, "n2", "d", false);
            cluster.runFor(Duration.ofSeconds(40));
            cluster.heal();
            List.of("n1", "n2").stream().filter(node -> !cluster.isUp(node)).forEach(cluster::start);
            cluster.stabilise();

            boolean both = acknowledged.contains("d") && acknowledged.size() > 1;
            List<String> lost = acknowledged.stream().filter(id -> cluster.node("n1").cib().byId(id).isEmpty()).toList();
            assertFalse(acknowledged.isEmpty(), "seed " + seed + ": nothing was acknowledged");
            assertFalse(both, "seed " + seed + ": both halves have acknowledged: " + acknowledged);
            assertEquals(List.of(), lost, "seed " + seed + ": acknowledged and lost");
        }
    }

    /** What is written without quorum counts less than any change of those who have it, also if their DC stays the same. */
    @Test
    void aChangeOfTheQuorumWinsAgainstAnyNumberOfForcedOnes() {
        SimulatedCluster cluster = SimulatedCluster.of(63, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));
        cluster.startAll().stabilise();
        String dc = cluster.dc().orElseThrow();
        String alone = dc.equals("n3") ? "n2" : "n3";
        cluster.isolate(alone);
        cluster.runFor(Duration.ofSeconds(20));

        List.of("a", "b", "c").forEach(id -> {
            write(cluster, alone, id, true);
            cluster.runFor(Duration.ofSeconds(1));
        });
        write(cluster, dc, "sure", false);
        cluster.runFor(Duration.ofSeconds(10));
        cluster.heal();
        cluster.stabilise();

        assertTrue(acknowledged.contains("sure"), () -> "the quorum has answered: " + replies);
        assertTrue(cluster.node(alone).cib().byId("sure").isPresent());
        assertTrue(cluster.node(dc).cib().byId("sure").isPresent());
    }

    @Test
    void aForcedChangeIsKeptIfTheQuorumHasChangedNothing() {
        SimulatedCluster cluster = SimulatedCluster.of(64, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));
        cluster.startAll().stabilise();
        cluster.isolate("n3");
        cluster.runFor(Duration.ofSeconds(20));

        write(cluster, "n3", "forced", true);
        cluster.runFor(Duration.ofSeconds(1));
        boolean made = cluster.node("n3").cib().byId("forced").isPresent();
        cluster.heal();
        cluster.stabilise();

        assertTrue(made);
        assertEquals(List.of(), List.of("n1", "n2", "n3").stream()
                .filter(node -> cluster.node(node).cib().byId("forced").isEmpty()).toList(), "nodes that do not have it");
    }
}
