package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A node that is gone for good is forgotten by all, and one that may still run something is not (rule C-89). */
class NodeRemovalScenarioTest {
    private static final NodeName N3 = new NodeName("n3");

    @Test
    void aNodeThatLeftInOrderIsForgottenEverywhere() {
        SimulatedCluster cluster = running(1, false);
        ask(cluster, "n1", new ClusterRequest.ChangeCib(List.of(new CibChange.Create("/cib/configuration/nodes/node[@id='3']",
                Element.of("instance_attributes", "id", "nodes-3").plus(Element.of("nvpair", "id", "nodes-3-rack", "name", "rack", "value",
                        "7")))), "root", "crm", false));
        ask(cluster, "n1", new ClusterRequest.SetAttribute(new AttributeUpdate(AttributeUpdate.How.VALUE, N3, "token", Optional.of("s"),
                Optional.empty(), true)));
        leave(cluster);

        ClusterReply reply = remove(cluster, "n2");
        cluster.stabilise();

        assertTrue(reply.ok() && reply.message().startsWith("node n3 still has a line in systole.conf"), reply::toString);
        for (String node : List.of("n1", "n2")) {
            assertFalse(CibWriter.text(cluster.node(node).cib()).contains("n3"), () -> CibWriter.text(cluster.node(node).cib()));
            assertEquals(Optional.empty(), cluster.node(node).attributes().value(N3, "token"));
        }
        assertEquals(List.of("n1"), cluster.running("web"));
    }

    @Test
    void itComesBackAsANewNode() {
        SimulatedCluster cluster = running(2, false);
        leave(cluster);
        remove(cluster, "n1");
        cluster.stabilise();

        cluster.start("n3");
        cluster.stabilise();

        assertTrue(CibWriter.text(cluster.node("n1").cib()).contains("uname=\"n3\""));
        assertTrue(cluster.node("n3").report().quorate());
    }

    @Test
    void aMemberIsNotForgotten() {
        SimulatedCluster cluster = running(3, false);

        ClusterReply reply = remove(cluster, "n1");

        assertEquals("INVALID node n3 is a member of the cluster now; stop its daemon first (crm cluster stop on n3)",
                reply.outcome() + " " + reply.message());
    }

    @Test
    void aLostNodeIsNotForgottenBeforeItIsSurelyDown() {
        SimulatedCluster cluster = running(4, true);
        cluster.breakFencer(true);
        cluster.crash("n3");
        cluster.runFor(Duration.ofSeconds(20));

        ClusterReply early = remove(cluster, "n1");
        cluster.breakFencer(false);
        ask(cluster, "n1", new ClusterRequest.ConfirmDown(N3, "crm"));
        cluster.runFor(Duration.ofSeconds(5));
        ClusterReply late = remove(cluster, "n1");
        cluster.runFor(Duration.ofSeconds(5));

        assertEquals("INVALID node n3 was lost, and nothing has confirmed that it is down; fence it first (crm node fence n3), or say that"
                + " it is down (crm node fence-ack n3 is-down)", early.outcome() + " " + early.message());
        assertTrue(late.ok(), late::toString);
        for (String node : List.of("n1", "n2")) {
            assertEquals(List.of(), cluster.node(node).report().fencing().stream().filter(record -> record.target().equals(N3)).toList());
        }
    }

    @Test
    void aNodeThatNobodyKnowsCannotBeRemoved() {
        SimulatedCluster cluster = running(5, false);

        ClusterReply reply = ask(cluster, "n2", new ClusterRequest.RemoveNode(new NodeName("n9"), "root", "crm"));

        assertEquals("NOT_FOUND there is no node n9", reply.outcome() + " " + reply.message());
    }

    private static void leave(SimulatedCluster cluster) {
        cluster.node("n3").shutdown(() -> { });
        cluster.runUntil("n3 has left", () -> !cluster.isUp("n3"));
        cluster.stabilise();
    }

    private static ClusterReply remove(SimulatedCluster cluster, String asker) {
        return ask(cluster, asker, new ClusterRequest.RemoveNode(N3, "root", "crm"));
    }

    private static ClusterReply ask(SimulatedCluster cluster, String asker, ClusterRequest request) {
        var replies = new ArrayList<ClusterReply>();
        cluster.node(asker).submit(request, replies::add);
        cluster.runUntil("an answer to " + request, () -> !replies.isEmpty());
        return replies.getFirst();
    }

    private static SimulatedCluster running(long seed, boolean fencing) {
        var cluster = SimulatedCluster.of(seed, "n1", "n2", "n3").withCib(SampleCib.twoGroups(fencing));
        cluster.startAll().stabilise();
        return cluster;
    }
}
