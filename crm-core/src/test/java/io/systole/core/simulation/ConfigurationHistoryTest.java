package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every node knows the last changes of the configuration, and any of them can be turned round. */
class ConfigurationHistoryTest {
    private final SimulatedCluster cluster = SimulatedCluster.of(5, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));

    private Outcome change(String node, String comment, CibChange... changes) {
        var replies = new ArrayList<ClusterReply>();
        cluster.node(node).submit(new ClusterRequest.ChangeCib(List.of(changes), "eve", "crm", false, comment), replies::add);
        cluster.stabilise();
        return replies.getFirst().outcome();
    }

    private static CibChange tag(String id) {
        return new CibChange.Create("/cib/configuration/tags", Element.of("tag", "id", id).plus(Element.of("obj_ref", "id", "ip")));
    }

    private List<ChangeRecord> history(String node) {
        return cluster.node(node).history().changes();
    }

    private ChangeRecord last(String node) {
        return history(node).getLast();
    }

    @Test
    void everyNodeKeepsWhoChangedWhatWhenAndWhy() {
        cluster.startAll().stabilise();

        Outcome outcome = change("n2", "for the audit", tag("t1"));

        ChangeRecord change = last("n3");
        assertEquals(Outcome.OK, outcome);
        assertEquals(List.of("eve", "crm", "n2", "for the audit"),
                List.of(change.user(), change.client(), change.node(), change.comment()));
        assertEquals(history("n1"), history("n2"));
        assertEquals(history("n1"), history("n3"));
        assertEquals("n2", cluster.node("n1").cib().root().get("update-origin"));
    }

    @Test
    void theHistorySurvivesTheDcAndARestartOfAll() {
        cluster.startAll().stabilise();
        change("n1", "", tag("t1"));
        ChangeRecord first = last("n1");

        cluster.crash("n1");
        cluster.stabilise();
        change("n2", "without n1", tag("t2"));
        ChangeRecord second = last("n2");
        List.of("n2", "n3").forEach(cluster::crash);
        List.of("n1", "n2", "n3").forEach(cluster::start);
        cluster.stabilise();

        for (String node : List.of("n1", "n2", "n3")) {
            assertTrue(history(node).containsAll(List.of(first, second)), node + ": " + history(node));
            assertEquals(history("n2"), history(node));
        }
    }

    @Test
    void whatADiskDidNotTakeIsWrittenWhenItTakesAgain() {
        cluster.startAll().stabilise();
        cluster.machine("n3").disk.breakDown("full");
        cluster.node("n1").submit(new ClusterRequest.ChangeCib(List.of(tag("t1")), "eve", "crm", false), reply -> { });
        cluster.runFor(Duration.ofSeconds(10));
        int before = cluster.machine("n3").disk.history().size();

        cluster.machine("n3").disk.repair();
        cluster.stabilise();

        assertEquals(history("n1"), history("n3"));
        assertEquals(history("n1"), cluster.machine("n3").disk.history());
        assertTrue(before < history("n1").size());
    }

    @Test
    void aChangeIsUndoneFromAnyNodeWhileLaterOnesStay() {
        cluster.startAll().stabilise();
        change("n1", "", tag("t1"));
        ChangeRecord wrong = last("n1");
        change("n1", "", tag("t2"));

        Outcome outcome = change("n3", "", new CibChange.Undo(wrong.to(), wrong.edits()));

        assertEquals(Outcome.OK, outcome);
        assertTrue(cluster.node("n1").cib().byId("t1").isEmpty());
        assertTrue(cluster.node("n1").cib().byId("t2").isPresent());
        assertEquals(last("n2"), cluster.node("n2").history().undoneBy(wrong).orElseThrow());
        assertEquals(Outcome.MISFIT, change("n3", "", new CibChange.Undo(wrong.to(), wrong.edits())));
    }

    @Test
    void whatWasChangedAloneAndLostIsNoPartOfTheHistoryAnyMore() {
        cluster.startAll().stabilise();
        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(2));
        cluster.node("n1").submit(new ClusterRequest.ChangeCib(List.of(tag("alone")), "eve", "crm", true), reply -> { });
        cluster.node("n2").submit(new ClusterRequest.ChangeCib(List.of(tag("both")), "eve", "crm", false), reply -> { });
        cluster.runFor(Duration.ofSeconds(30));
        assertTrue(cluster.node("n1").cib().byId("alone").isPresent());

        cluster.heal();
        cluster.stabilise();

        assertTrue(cluster.node("n1").cib().byId("both").isPresent());
        assertEquals(history("n2"), history("n1"));
    }
}
