package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.DeclaredParameters;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a whole cluster orders when its configuration changes, and what it writes down of it (doc/lrm.md). */
class OperationsScenarioTest {
    private static final String WEB = "/cib/configuration/resources/primitive[@id='web']";

    @Test
    void thatAnOperationIsUnderWayIsWrittenDownBeforeItsAgentHasEnded() {
        SimulatedCluster cluster = cluster(1, web(""));
        cluster.machine("n2").prolong("web", "start", Duration.ofSeconds(5));
        cluster.startAll();

        cluster.runUntil("it is being started", () -> cluster.isUp("n2")
                && cluster.node("n2").report().activity().contains("web_start_0 is running here"));

        Element pending = entry(cluster, cluster.dc().orElseThrow(), "n2", "web", "web_last_0").orElseThrow();
        assertEquals("-1 193 -1", pending.get("op-status") + " " + pending.get("rc-code") + " " + pending.get("call-id"));
    }

    @Test
    void anotherIntervalReplacesTheMonitorAndTouchesNothingElse() {
        SimulatedCluster cluster = running(2, web(""));

        change(cluster, new CibChange.Modify(WEB + "/operations", CibReader.element("<op id='web-m' interval='20s'/>"), false));
        cluster.stabilise();
        cluster.runFor(Duration.ofSeconds(45));

        assertEquals(Set.of("web_monitor_20000"), Set.copyOf(since(cluster, "n2", "web_monitor_20000")));
        assertTrue(entry(cluster, "n1", "n2", "web", "web_monitor_20000").isPresent());
        assertTrue(entry(cluster, "n1", "n2", "web", "web_monitor_10000").isEmpty());
    }

    @Test
    void aParameterThatCanBeReloadedIsReloadedAndRecordedAsAStart() {
        SimulatedCluster cluster = cluster(3, web("<nvpair id='a1' name='level' value='1'/><nvpair id='a2' name='root' value='/srv'/>"));
        cluster.machines().forEach(machine -> machine.declared =
                Optional.of(new DeclaredParameters(true, List.of("root"), List.of())));
        settle(cluster);

        change(cluster, new CibChange.Modify(WEB + "/instance_attributes", CibReader.element("<nvpair id='a1' value='2'/>"), false));
        cluster.stabilise();
        List<String> afterTheFirst = since(cluster, "n2", "web_reload-agent_0 {level=2, root=/srv}");
        String recorded = entry(cluster, "n1", "n2", "web", "web_last_0").orElseThrow().get("operation_key");
        change(cluster, new CibChange.Modify(WEB + "/instance_attributes", CibReader.element("<nvpair id='a2' value='/var'/>"), false));
        cluster.stabilise();

        assertEquals("web_reload-agent_0 {level=2, root=/srv}", afterTheFirst.getFirst());
        assertEquals("web_start_0", recorded);
        assertEquals("web_start_0 {level=2, root=/var}", since(cluster, "n2", "web_start_0 {level=2, root=/var}").getFirst());
        assertEquals(2, cluster.machine("n2").starts());
    }

    @Test
    void aResourceThatMayMigrateMovesWithoutBeingStopped() {
        SimulatedCluster cluster = running(4, web("").replace("<operations>",
                "<meta_attributes id='m'><nvpair id='m1' name='allow-migrate' value='true'/></meta_attributes><operations>"));

        change(cluster, new CibChange.Modify("/cib/configuration/constraints",
                CibReader.element("<rsc_location id='l2' rsc='web' node='n3' score='INFINITY'/>"), true));
        cluster.stabilise();

        List<String> source = cluster.machine("n2").journal();
        assertEquals(List.of("web_migrate_to_0", "web_stop_0"), source.subList(source.indexOf("web_migrate_to_0"), source.size()));
        assertTrue(cluster.machine("n3").journal().contains("web_migrate_from_0"), cluster.machine("n3").journal().toString());
        assertFalse(cluster.machine("n3").journal().contains("web_start_0"));
        assertEquals(List.of("n3"), cluster.running("web"));
    }

    @Test
    void whatNeverRunsThoughItsStartsSucceedReachesItsThresholdAndGoesElsewhere() {
        SimulatedCluster cluster = cluster(8, web("").replace("<operations>",
                "<meta_attributes id='m'><nvpair id='m1' name='migration-threshold' value='2'/></meta_attributes><operations>"));
        cluster.machine("n2").lie("web");

        cluster.startAll();
        cluster.runUntil("it runs on another node", () -> cluster.running("web").size() == 1);

        assertEquals(2, cluster.machine("n2").journal().stream().filter("web_start_0"::equals).count());
    }

    @Test
    void aRemovedResourceIsStoppedAndForgottenEvenByTheNextDc() {
        SimulatedCluster cluster = running(5, web(""));

        change(cluster, new CibChange.Delete("/cib/configuration/constraints/rsc_location[@id='l']"));
        change(cluster, new CibChange.Delete(WEB));
        cluster.stabilise();
        cluster.kill("n1");
        cluster.stabilise();

        assertEquals(List.of(), cluster.running("web"));
        assertEquals(Optional.empty(), entry(cluster, "n3", "n2", "web", "web_last_0"));
        assertTrue(NodeStates.history(cluster.node("n3").cib(), new NodeName("n2")).child("lrm_resource", "web").isEmpty());
    }

    @Test
    void maintenanceEndsTheMonitorsAndTheirEndBringsThemBack() {
        SimulatedCluster cluster = running(6, web(""));

        maintenance(cluster, true);
        int before = cluster.machine("n2").journal().size();
        cluster.runFor(Duration.ofMinutes(1));
        int during = cluster.machine("n2").journal().size() - before;
        maintenance(cluster, false);
        cluster.runFor(Duration.ofSeconds(25));

        assertEquals(0, during);
        List<String> all = cluster.machine("n2").journal();
        assertEquals(List.of("web_monitor_10000"), List.copyOf(new TreeSet<>(all.subList(before, all.size()))));
        assertEquals(1, cluster.machine("n2").starts());
    }

    @Test
    void instancesAreNotifiedBeforeAndAfterAnotherOneStarts() {
        assertEquals(2, notificationsWhenAnotherStarts(7, 0));
    }

    @Test
    void anAgentThatKnowsNoNotificationsIsNotAskedAgainAndAgain() {
        assertEquals(2, notificationsWhenAnotherStarts(8, 3));
    }

    /** How often n2 is notified when the instance on n3 starts. */
    private static long notificationsWhenAnotherStarts(long seed, int exitCode) {
        SimulatedCluster cluster = running(seed, """
            <clone id='c'><meta_attributes id='m'><nvpair id='m1' name='notify' value='true'/><nvpair id='m2' name='globally-unique'
                value='true'/></meta_attributes>%s</clone>
            """.formatted(web("")));
        cluster.node("n3").shutdown(() -> { });
        cluster.stabilise();
        int before = cluster.machine("n2").journal().size();
        if (exitCode != 0) {
            List.of("web:0", "web:1", "web:2").forEach(instance -> cluster.machine("n2").failOnce(instance, "notify", exitCode));
        }

        cluster.start("n3");
        cluster.stabilise();

        List<String> all = cluster.machine("n2").journal();
        return all.subList(before, all.size()).stream().filter(line -> line.matches("web(:[0-9])?_notify_0.*")).count();
    }

    private static String web(String parameters) {
        return """
            <primitive id='web' class='ocf' provider='systole' type='Dummy'>
              <instance_attributes id='i'>%s</instance_attributes>
              <operations><op id='web-m' name='monitor' interval='10s' timeout='20s'/></operations>
            </primitive>
            """.formatted(parameters);
    }

    /** Three nodes; {@code web} prefers n2. */
    private static SimulatedCluster cluster(long seed, String resources) {
        String preferred = resources.contains("<clone") ? "" : "<rsc_location id='l' rsc='web' node='n2' score='100'/>";
        return SimulatedCluster.of(seed, "n1", "n2", "n3").withCib("""
            <cib validate-with="pacemaker-3.9" admin_epoch="0" epoch="1" num_updates="0"><configuration>
              <crm_config><cluster_property_set id="p"><nvpair id="p1" name="stonith-enabled" value="false"/>
              </cluster_property_set></crm_config>
              <nodes/><resources>%s</resources><constraints>%s</constraints>
            </configuration><status/></cib>
            """.formatted(resources, preferred));
    }

    private static SimulatedCluster running(long seed, String resources) {
        return settle(cluster(seed, resources));
    }

    private static SimulatedCluster settle(SimulatedCluster cluster) {
        cluster.startAll().stabilise();
        assertTrue(cluster.running("web").contains("n2") || !cluster.running("web:0").isEmpty());
        return cluster;
    }

    private static void change(SimulatedCluster cluster, CibChange change) {
        var replies = new ArrayList<ClusterReply>();
        cluster.node("n1").submit(new ClusterRequest.ChangeCib(List.of(change), "root", "crm", false), replies::add);
        cluster.runUntil("the answer to " + change, () -> !replies.isEmpty());
        assertTrue(replies.getFirst().ok(), () -> "" + replies);
    }

    private static void maintenance(SimulatedCluster cluster, boolean on) {
        change(cluster, new CibChange.Modify("/cib/configuration/crm_config/cluster_property_set[@id='p']",
                CibReader.element("<nvpair id='p2' name='maintenance-mode' value='" + on + "'/>"), true));
        cluster.stabilise();
    }

    /** What was done on a node from the first time that this was done; a stop or start after it would stand there. */
    private static List<String> since(SimulatedCluster cluster, String node, String first) {
        List<String> journal = cluster.machine(node).journal();
        int at = journal.indexOf(first);
        assertTrue(at >= 0, journal::toString);
        return journal.subList(at, journal.size());
    }

    private static Optional<Element> entry(SimulatedCluster cluster, String seenFrom, String node, String resource, String id) {
        return NodeStates.history(cluster.node(seenFrom).cib(), new NodeName(node)).child("lrm_resource", resource)
                .flatMap(around -> around.child("lrm_rsc_op", id));
    }
}
