package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.request.NodeReport;
import io.systole.core.throttle.HeldBack;
import io.systole.core.throttle.NodeLoad;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many actions the DC has under way on a node (rules C-58, C-59). */
class ThrottlingScenarioTest {
    private static final int RESOURCES = 12;

    @Test
    void aNodeOfTwoCoresStartsFourAtATimeAndEverybodyCanSayWhyTheOthersWait() {
        SimulatedCluster cluster = of(1, "");
        cluster.machine("n2").load = NodeLoad.idle(2);

        assertEquals(4, mostStartsAtOnce(cluster));
        assertEquals(RESOURCES, onN2(cluster));
    }

    @Test
    void theOptionSaysHowMany() {
        assertEquals(3, mostStartsAtOnce(of(2, "<nvpair id='a' name='node-action-limit' value='3'/>")));
    }

    @Test
    void aBusyNodeDoesOneAtATime() {
        SimulatedCluster cluster = of(3, "");
        cluster.machine("n2").load = new NodeLoad(2, 900, 0, OptionalInt.empty());

        assertEquals(1, mostStartsAtOnce(cluster));
        assertEquals(RESOURCES, onN2(cluster));
    }

    @Test
    void aNodeThatComesToRestGetsMoreWhileTheTransitionGoesOn() {
        SimulatedCluster cluster = of(4, "");
        cluster.machine("n2").load = new NodeLoad(4, 1900, 0, OptionalInt.empty());
        cluster.startAll();
        cluster.runUntil("starts are held back", () -> cluster.node("n1").report().held().stream().anyMatch(held ->
                held.why().startsWith("n2 is busy (load 19.00 on 4 cores, load-threshold 80%)")));

        cluster.machine("n2").load = NodeLoad.idle(4);

        cluster.runUntil("eight start at once", () -> startsInFlight(cluster) == 8);
    }

    @Test
    void everyMemberKnowsWhatTheDcHoldsBack() {
        SimulatedCluster cluster = of(5, "<nvpair id='a' name='node-action-limit' value='2'/>");
        cluster.startAll();

        cluster.runUntil("the members know", () -> cluster.dc().isPresent() && cluster.daemons().values().stream()
                .map(daemon -> daemon.node.report().held())
                .allMatch(held -> held.stream().map(HeldBack::why).anyMatch("n2 does 2 actions at a time (node-action-limit)"::equals)));
        cluster.stabilise();
        cluster.runFor(Duration.ofSeconds(2));

        assertTrue(cluster.daemons().values().stream().map(daemon -> daemon.node.report()).map(NodeReport::held)
                .allMatch(java.util.List::isEmpty));
    }

    /** All prefer n2, where each start takes three seconds. */
    private static SimulatedCluster of(long seed, String properties) {
        var resources = new StringBuilder();
        var constraints = new StringBuilder();
        SimulatedCluster cluster = SimulatedCluster.of(seed, "n1", "n2", "n3");
        IntStream.range(0, RESOURCES).forEach(i -> {
            resources.append("<primitive id='r").append(i).append("' class='ocf' provider='systole' type='Dummy'/>");
            constraints.append("<rsc_location id='l").append(i).append("' rsc='r").append(i).append("' node='n2' score='100'/>");
            cluster.machine("n2").prolong("r" + i, "start", Duration.ofSeconds(3));
        });
        return cluster.withCib("""
            <cib validate-with="pacemaker-3.9" admin_epoch="0" epoch="1" num_updates="0">
              <configuration>
                <crm_config><cluster_property_set id="cib-bootstrap-options">
                  <nvpair id="p1" name="stonith-enabled" value="false"/>%s
                </cluster_property_set></crm_config>
                <nodes/>
                <resources>%s</resources>
                <constraints>%s</constraints>
              </configuration>
              <status/>
            </cib>
            """.formatted(properties, resources, constraints));
    }

    private static int mostStartsAtOnce(SimulatedCluster cluster) {
        cluster.startAll();
        var most = new int[1];
        cluster.runUntil("all run", () -> {
            most[0] = Math.max(most[0], startsInFlight(cluster));
            return onN2(cluster) == RESOURCES;
        });
        cluster.stabilise();
        return most[0];
    }

    private static int startsInFlight(SimulatedCluster cluster) {
        return !cluster.isUp("n2") ? 0 : (int) cluster.node("n2").report().activity().stream().filter(line -> line.matches(
                "r[0-9]+_start_0 is running here")).count();
    }

    private static long onN2(SimulatedCluster cluster) {
        return IntStream.range(0, RESOURCES).filter(i -> cluster.running("r" + i).contains("n2")).count();
    }
}
