package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.attribute.AttributeUpdate.How;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Node attributes in a living cluster: written from any node, dampened, private, and never lost with a DC. */
class NodeAttributesScenarioTest {
    private final SimulatedCluster cluster = SimulatedCluster.of(11, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));

    NodeAttributesScenarioTest() {
        cluster.startAll().stabilise();
    }

    private ClusterReply update(String asker, AttributeUpdate update) {
        var replies = new ArrayList<ClusterReply>();
        cluster.node(asker).submit(new ClusterRequest.SetAttribute(update), replies::add);
        cluster.runUntil("an answer to " + update, () -> !replies.isEmpty());
        return replies.getFirst();
    }

    private static AttributeUpdate dampened(String node, String value, int seconds) {
        return new AttributeUpdate(How.BOTH, new NodeName(node), "ping", Optional.of(value),
                Optional.of(Duration.ofSeconds(seconds)), false);
    }

    private static AttributeUpdate secret(String node, String value) {
        return new AttributeUpdate(How.VALUE, new NodeName(node), "token", Optional.of(value), Optional.empty(), true);
    }

    private Optional<String> written(String reader, String node, String name) {
        return NodeAttributes.get(cluster.node(reader).cib(), new NodeName(node), name);
    }

    private Optional<String> known(String reader, String node, String name) {
        return cluster.node(reader).attributes().value(new NodeName(node), name).orElseGet(() -> written(reader, node, name));
    }

    private List<String> members() {
        return cluster.daemons().keySet().stream().map(NodeName::value).toList();
    }

    @Test
    void whoWaitsForTheClusterIsAnsweredWhenEveryNodeHasTheValue() {
        for (AttributeUpdate update : List.of(AttributeUpdate.of(new NodeName("n2"), "colour", Optional.of("red")), secret("n2", "s"),
                dampened("n2", "7", 60))) {
            var replies = new ArrayList<ClusterReply>();
            cluster.slow("n1", "n3", Duration.ofMillis(1500));
            cluster.node("n2").submit(new ClusterRequest.SetAttribute(update, true), replies::add);
            cluster.runUntil("an answer to " + update, () -> !replies.isEmpty());
            cluster.heal();

            assertEquals(ClusterReply.Outcome.OK, replies.getFirst().outcome());
            for (String node : members()) {
                assertEquals(update.value(), known(node, "n2", update.name()), () -> update + " on " + node);
            }
        }
    }

    @Test
    void aNodeThatIsLostMeanwhileIsNotWaitedFor() {
        var replies = new ArrayList<ClusterReply>();
        cluster.pause("n3");

        AttributeUpdate update = AttributeUpdate.of(new NodeName("n2"), "colour", Optional.of("red"));
        cluster.node("n2").submit(new ClusterRequest.SetAttribute(update, true), replies::add);
        cluster.runUntil("an answer", () -> !replies.isEmpty());

        assertEquals(ClusterReply.Outcome.OK, replies.getFirst().outcome());
    }

    @Test
    void whoHasTheAnswerFindsTheValueOnItsOwnNode() {
        for (String asker : List.of("n1", "n2", "n3")) {
            update(asker, AttributeUpdate.of(new NodeName("n2"), "colour", Optional.of("seen-by-" + asker)));

            assertEquals(Optional.of("seen-by-" + asker), written(asker, "n2", "colour"));
        }
    }

    @Test
    void aDampenedValueIsWrittenWhenItHasRestedAndEveryChangeStartsTheRestAnew() {
        update("n2", dampened("n2", "100", 5));
        cluster.runFor(Duration.ofSeconds(4));
        update("n3", AttributeUpdate.of(new NodeName("n2"), "ping", Optional.of("200")));
        cluster.runFor(Duration.ofSeconds(4));

        assertEquals(Optional.of("200"), known("n1", "n2", "ping"), "a question gets the new value at once");
        assertEquals(Optional.empty(), written("n1", "n2", "ping"), "five seconds of rest are not over");
        cluster.runFor(Duration.ofSeconds(2));
        assertEquals(Optional.of("200"), written("n1", "n2", "ping"));
    }

    @Test
    void refreshWritesWhatWaits() {
        update("n2", dampened("n2", "100", 60));

        update("n3", new AttributeUpdate(How.REFRESH, new NodeName("n3"), "", Optional.empty(), Optional.empty(), false));

        assertEquals(Optional.of("100"), written("n3", "n2", "ping"));
    }

    @Test
    void theDampeningOfAnUnknownAttributeCannotBeChanged() {
        ClusterReply reply = update("n1", new AttributeUpdate(How.DELAY, new NodeName("n1"), "nothing", Optional.empty(),
                Optional.of(Duration.ofSeconds(3)), false));

        assertEquals(ClusterReply.Outcome.NOT_FOUND, reply.outcome());
    }

    @Test
    void privateAndWaitingValuesSurviveTheDeathOfTheDc() {
        String dc = cluster.dc().orElseThrow();
        String other = members().stream().filter(name -> !name.equals(dc)).findFirst().orElseThrow();
        update(other, secret(other, "s3cret"));
        update(other, dampened(other, "100", 30));

        cluster.crash(dc);
        cluster.runUntil("another DC", () -> cluster.dc().filter(name -> !name.equals(dc)).isPresent());

        for (String reader : members()) {
            assertEquals(Optional.of("s3cret"), known(reader, other, "token"), reader);
            assertEquals(Optional.of("100"), known(reader, other, "ping"), reader);
            assertFalse(CibWriter.text(cluster.node(reader).cib().root()).contains("s3cret"), "a private value in the CIB of " + reader);
        }
        cluster.runFor(Duration.ofSeconds(35));
        assertEquals(Optional.of("100"), written(other, other, "ping"));
    }

    @Test
    void ofManyIncrementsOnAllNodesAtOnceNoneIsLost() {
        var replies = new ArrayList<ClusterReply>();
        for (int i = 0; i < 30; i++) {
            String asker = "n" + (1 + i % 3);
            cluster.node(asker).submit(new ClusterRequest.SetAttribute(new NodeName("n1"), "count", Optional.of("value++")), replies::add);
        }
        cluster.runUntil("thirty answers", () -> replies.size() == 30);

        assertEquals(Optional.of("30"), written("n1", "n1", "count"));
    }

    @Test
    void aNodeThatLosesPowerLosesItsAttributes() {
        String dc = cluster.dc().orElseThrow();
        String other = members().stream().filter(name -> !name.equals(dc)).findFirst().orElseThrow();
        update(dc, secret(other, "s3cret"));
        update(dc, AttributeUpdate.of(new NodeName(other), "colour", Optional.of("red")));

        cluster.crash(other);
        cluster.stabilise();

        assertEquals(Optional.empty(), known(dc, other, "token"));
        assertEquals(Optional.empty(), known(dc, other, "colour"));
    }

    @Test
    void aNodeThatWasOnlyCutOffBringsItsAttributesBack() {
        String dc = cluster.dc().orElseThrow();
        String other = members().stream().filter(name -> !name.equals(dc)).findFirst().orElseThrow();
        update(other, secret(other, "s3cret"));
        update(other, AttributeUpdate.of(new NodeName(other), "colour", Optional.of("red")));

        cluster.isolate(other);
        cluster.runFor(Duration.ofSeconds(10));
        Optional<String> meanwhile = known(dc, other, "colour");
        cluster.heal();
        cluster.stabilise();

        assertEquals(Optional.empty(), meanwhile);
        for (String reader : members()) {
            assertEquals(Optional.of("red"), known(reader, other, "colour"), reader);
            assertEquals(Optional.of("s3cret"), known(reader, other, "token"), reader);
        }
    }
}
