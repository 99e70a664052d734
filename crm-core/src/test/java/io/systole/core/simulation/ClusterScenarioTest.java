package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stories of a cluster's life, each with one event that matters. */
class ClusterScenarioTest {
    @Test
    void threeNodesStartAndPlaceAGroup() {
        var cluster = SimulatedCluster.of(1, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));

        cluster.startAll().stabilise();

        assertEquals(List.of("n1"), cluster.running("ip"));
        assertEquals(List.of("n1"), cluster.running("web"));
        assertEquals(List.of("n2"), cluster.running("db"));
    }

    @Test
    void twoNodesStartNothingBeforeBothWereSeen() {
        var cluster = SimulatedCluster.of(2, "n1", "n2").withCib(SampleCib.twoGroups(false));

        cluster.start("n1");
        cluster.runFor(Duration.ofMinutes(1));
        List<String> alone = cluster.running("web");
        cluster.start("n2");
        cluster.stabilise();

        assertEquals(List.of(), alone);
        assertEquals(List.of("n1"), cluster.running("web"));
        assertEquals(List.of("n2"), cluster.running("db"));
    }

    @Test
    void ofTwoNodesTheSurvivorTakesOver() {
        SimulatedCluster cluster = running(3, false, "n1", "n2");

        cluster.crash("n1");
        cluster.stabilise();

        assertEquals(List.of("n2"), cluster.running("web"));
        assertEquals(List.of("n2"), cluster.running("db"));
    }

    @Test
    void deathOfTheDcInMidTransitionIsSurvived() {
        SimulatedCluster cluster = running(4, false, "n1", "n2", "n3");
        String dc = cluster.dc().orElseThrow();
        cluster.machine("n1").prolong("web", "stop", Duration.ofSeconds(5));
        cluster.machine("n2").prolong("web", "start", Duration.ofSeconds(5));
        cluster.machine("n3").prolong("web", "start", Duration.ofSeconds(5));
        change(cluster, "n2", standby("1"));
        cluster.runFor(Duration.ofSeconds(2));

        cluster.crash(dc);
        cluster.stabilise();

        assertEquals(1, cluster.running("web").size());
        assertEquals(1, cluster.running("db").size());
        assertFalse(cluster.running("web").contains(dc));
    }

    @Test
    void deathOfAMemberIsSurvived() {
        SimulatedCluster cluster = running(5, false, "n1", "n2", "n3");

        cluster.crash("n2");
        cluster.stabilise();

        assertEquals(1, cluster.running("db").size());
        assertEquals(List.of("n1"), cluster.running("web"));
    }

    @Test
    void lostNodeIsFencedBeforeItsResourcesStartElsewhere() {
        SimulatedCluster cluster = running(6, true, "n1", "n2", "n3");

        cluster.isolate("n1");
        cluster.runUntil("the web server runs elsewhere", () -> !cluster.running("web").isEmpty() && !cluster.running("web")
                .contains("n1"));

        assertFalse(cluster.machine("n1").runs(new ResourceId("ip")));
    }

    @Test
    void restartedDaemonAdoptsWhatRunsWithoutStoppingIt() {
        SimulatedCluster cluster = running(7, false, "n1", "n2", "n3");
        int startsBefore = cluster.machine("n1").starts();

        cluster.kill("n1");
        cluster.start("n1");
        cluster.stabilise();

        assertEquals(List.of("n1"), cluster.running("web"));
        assertEquals(startsBefore, cluster.machine("n1").starts());
        assertEquals(0, cluster.machine("n1").stops());
    }

    @Test
    void minorityStopsItsResourcesAndTheMajorityGoesOn() {
        SimulatedCluster cluster = running(8, false, "n1", "n2", "n3");

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(1));
        List<String> during = cluster.running("web");
        cluster.heal();
        cluster.stabilise();

        assertEquals(1, during.size());
        assertFalse(during.contains("n1"));
        assertEquals(List.of("n1"), cluster.running("web"));
    }

    @Test
    void acknowledgedWriteSurvivesTheDeathOfTheDc() {
        SimulatedCluster cluster = running(9, false, "n1", "n2", "n3");
        String dc = cluster.dc().orElseThrow();
        var replies = new ArrayList<ClusterReply>();

        cluster.node("n3").submit(change(tag("important")), replies::add);
        cluster.runUntil("the answer", () -> !replies.isEmpty());
        cluster.crash(dc);
        cluster.stabilise();

        assertTrue(replies.getFirst().ok());
        assertTrue(cluster.node("n2").cib().byId("important").isPresent());
        assertTrue(cluster.node("n3").cib().byId("important").isPresent());
    }

    @Test
    void writeWithoutQuorumIsRefusedUnlessForced() {
        SimulatedCluster cluster = running(10, false, "n1", "n2", "n3");
        cluster.isolate("n1");
        cluster.runFor(Duration.ofSeconds(20));
        var replies = new ArrayList<ClusterReply>();

        cluster.node("n1").submit(change(tag("refused")), replies::add);
        cluster.node("n1").submit(new ClusterRequest.ChangeCib(List.of(tag("forced")), "root", "crm", true), replies::add);
        cluster.runUntil("both answers", () -> replies.size() == 2);

        assertEquals(ClusterReply.Outcome.NO_QUORUM, replies.getFirst().outcome());
        assertTrue(replies.getLast().ok());
        assertTrue(cluster.node("n1").cib().byId("forced").isPresent());
    }

    @Test
    void losingConfigurationIsKept() {
        SimulatedCluster cluster = running(11, false, "n1", "n2", "n3");
        cluster.isolate("n1");
        cluster.runFor(Duration.ofSeconds(20));
        cluster.node("n1").submit(new ClusterRequest.ChangeCib(List.of(tag("forced")), "root", "crm", true), reply -> { });
        cluster.node("n2").submit(change(tag("regular")), reply -> { });
        cluster.runFor(Duration.ofSeconds(5));

        cluster.heal();
        cluster.stabilise();

        assertTrue(cluster.node("n1").cib().byId("regular").isPresent());
        assertTrue(cluster.node("n1").cib().byId("forced").isEmpty());
        assertTrue(cluster.machine("n1").disk.losers().stream().anyMatch(cib -> cib.byId("forced").isPresent()));
    }

    @Test
    void orderlyShutdownMovesResourcesBeforeTheNodeLeaves() {
        SimulatedCluster cluster = running(12, true, "n1", "n2", "n3");
        var done = new ArrayList<String>();

        cluster.node("n1").shutdown(() -> done.addAll(cluster.running("web")));
        cluster.stabilise();

        assertEquals(1, done.size());
        assertFalse(done.contains("n1"));
        assertEquals(2, cluster.daemons().size());
        assertEquals("0", nodeState(cluster, "n2", "n1").get("in_ccm"));
        assertEquals("down", nodeState(cluster, "n2", "n1").get("expected"));
        assertTrue(cluster.machine("n1").on());
    }

    @Test
    void shutdownOfTheWholeClusterStopsEverything() {
        SimulatedCluster cluster = running(13, true, "n1", "n2", "n3");

        List.of("n1", "n2", "n3").forEach(name -> cluster.node(name).shutdown(() -> { }));
        cluster.runUntil("all have left", () -> cluster.daemons().isEmpty());

        assertEquals(List.of(), cluster.running("web"));
        assertEquals(List.of(), cluster.running("db"));
    }

    @Test
    void standbyMovesResourcesAndOnlineBringsThemBack() {
        SimulatedCluster cluster = running(14, false, "n1", "n2", "n3");

        change(cluster, "n3", standby("1"));
        cluster.stabilise();
        List<String> during = cluster.running("web");
        change(cluster, "n3", new CibChange.Delete("/cib/configuration/nodes/node[@id='1']/instance_attributes[@id='nodes-1']"));
        cluster.stabilise();

        assertEquals(1, during.size());
        assertFalse(during.contains("n1"));
        assertEquals(List.of("n1"), cluster.running("web"));
    }

    @Test
    void withAutoFailbackResourcesReturnWithTheirNode() {
        SimulatedCluster cluster = running(15, "true", "n1", "n2");

        cluster.crash("n1");
        cluster.stabilise();
        cluster.start("n1");
        cluster.stabilise();

        assertEquals(List.of("n1"), cluster.running("web"));
    }

    @Test
    void withoutAutoFailbackResourcesStay() {
        SimulatedCluster cluster = running(16, "false", "n1", "n2");

        cluster.crash("n1");
        cluster.stabilise();
        cluster.start("n1");
        cluster.stabilise();

        assertEquals(List.of("n2"), cluster.running("web"));
        assertEquals(List.of("n2"), cluster.running("db"));
    }

    @Test
    void secondDaemonOfANameReplacesTheFirst() {
        SimulatedCluster cluster = running(17, false, "n1", "n2", "n3");
        var first = cluster.node("n2");

        cluster.start("n2");
        cluster.stabilise();

        assertEquals("S_STOPPING", first.report().state());
        assertEquals(List.of("n2"), cluster.running("db"));
    }

    @Test
    void failedMonitorIsCountedAndRecoveredAndCleanedUp() {
        SimulatedCluster cluster = running(18, false, "n1", "n2", "n3");

        cluster.machine("n2").die("db");
        cluster.runFor(Duration.ofSeconds(15));
        cluster.stabilise();
        Optional<String> counted = failCount(cluster, "n2", "db");
        var replies = new ArrayList<ClusterReply>();
        cluster.node("n3").submit(new ClusterRequest.CleanUp(Optional.of(new ResourceId("db")), Optional.empty(), true), replies::add);
        cluster.stabilise();

        assertEquals(Optional.of("1"), counted);
        assertEquals(List.of("n2"), cluster.running("db"));
        assertTrue(replies.getFirst().ok());
        assertEquals(Optional.empty(), failCount(cluster, "n2", "db"));
    }

    @Test
    void failedStartMovesTheResource() {
        var cluster = SimulatedCluster.of(19, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));
        cluster.machine("n2").failOnce("db", "start", 1);

        cluster.startAll().stabilise();

        assertEquals(1, cluster.running("db").size());
        assertFalse(cluster.running("db").contains("n2"));
    }

    @Test
    void joinerWithAnOldConfigurationGetsTheNewOne() {
        SimulatedCluster cluster = running(20, false, "n1", "n2", "n3");
        cluster.crash("n3");
        cluster.runFor(Duration.ofSeconds(10));
        change(cluster, "n1", tag("later"));
        cluster.stabilise();

        cluster.start("n3");
        cluster.stabilise();

        assertTrue(cluster.node("n3").cib().byId("later").isPresent());
        assertTrue(cluster.machine("n3").disk.load().cib().byId("later").isPresent());
    }

    @Test
    void joinerWithAHigherAdminEpochWins() {
        SimulatedCluster cluster = running(21, false, "n1", "n2", "n3");
        cluster.crash("n3");
        cluster.runFor(Duration.ofSeconds(10));
        cluster.machine("n3").disk.save(CibReader.cib(SampleCib.twoGroups(false).replace("admin_epoch=\"0\"", "admin_epoch=\"7\"")));

        cluster.start("n3");
        cluster.stabilise();

        assertEquals(7, cluster.node("n1").cib().version().adminEpoch());
        assertEquals(List.of("n1"), cluster.running("web"));
    }

    @Test
    void pausedDcStepsDownAndComesBackAsAMember() {
        SimulatedCluster cluster = running(22, true, "n1", "n2", "n3");
        String dc = cluster.dc().orElseThrow();
        cluster.breakFencer(true);

        cluster.pause(dc);
        cluster.runFor(Duration.ofSeconds(8));
        cluster.resume(dc);
        cluster.runFor(Duration.ofSeconds(5));
        cluster.breakFencer(false);
        cluster.stabilise();

        assertEquals(1, cluster.running("web").size());
        assertEquals(1, cluster.running("db").size());
    }

    @Test
    void oneSeedGivesOneHistory() {
        var one = new RandomHistory(77, 3, true);
        var other = new RandomHistory(77, 3, true);

        one.run();
        other.run();

        assertEquals(one.trace(), other.trace());
    }

    private static SimulatedCluster running(long seed, boolean fencing, String... names) {
        var cluster = SimulatedCluster.of(seed, names).withCib(SampleCib.twoGroups(fencing));
        cluster.startAll().stabilise();
        return cluster;
    }

    private static SimulatedCluster running(long seed, String autoFailback, String... names) {
        String property = "<nvpair id=\"p2\" name=\"auto-failback\" value=\"" + autoFailback + "\"/>";
        var cluster = SimulatedCluster.of(seed, names).withCib(SampleCib.twoGroups(false, property));
        cluster.startAll().stabilise();
        return cluster;
    }

    private static void change(SimulatedCluster cluster, String node, CibChange change) {
        var replies = new ArrayList<ClusterReply>();
        cluster.node(node).submit(change(change), replies::add);
        cluster.runUntil("the answer to " + change, () -> !replies.isEmpty());
        assertTrue(replies.getFirst().ok(), () -> "" + replies);
    }

    private static ClusterRequest change(CibChange change) {
        return new ClusterRequest.ChangeCib(List.of(change), "root", "crm", false);
    }

    private static CibChange tag(String id) {
        return new CibChange.Modify("/cib/configuration", Element.of("tags").plus(Element.of("tag", "id", id)), true);
    }

    private static CibChange standby(String nodeId) {
        Element node = Element.of("node", "id", nodeId).plus(Element.of("instance_attributes", "id", "nodes-" + nodeId)
                .plus(Element.of("nvpair", "id", "nodes-" + nodeId + "-standby", "name", "standby", "value", "on")));
        return new CibChange.Modify("/cib/configuration/nodes", node, false);
    }

    private static Element nodeState(SimulatedCluster cluster, String seenFrom, String node) {
        return cluster.node(seenFrom).cib().status().children("node_state").stream().filter(state -> node.equals(state.get("uname")))
                .findFirst().orElseThrow();
    }

    private static Optional<String> failCount(SimulatedCluster cluster, String node, String resource) {
        return NodeAttributes.get(cluster.node("n1").cib(), new NodeName(node),
                "fail-count-" + resource + "#monitor_10000");
    }
}
