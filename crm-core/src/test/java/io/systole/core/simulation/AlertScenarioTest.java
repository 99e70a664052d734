package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which node has alert programs run for what happens in a cluster. */
class AlertScenarioTest {
    private static final String ALERT = """
            <alerts><alert id="a" path="/a"><select><select_nodes/><select_fencing/><select_resources/><select_attributes/></select></alert>
            </alerts>""";

    private final SimulatedCluster cluster = SimulatedCluster.of(61, "n1", "n2", "n3")
            .withCib(SampleCib.twoGroups(true).replace("</configuration>", ALERT + "</configuration>")).startAll();
    private int seen;

    AlertScenarioTest() {
        cluster.stabilise();
        calls();
    }

    /** The calls since the last question, without times. */
    private List<String> calls() {
        List<String> all = cluster.trace().lines().filter(line -> line.contains(" runs /a: "))
                .map(line -> line.substring(line.indexOf(": ") + 2)).toList();
        List<String> newOnes = all.subList(seen, all.size());
        seen = all.size();
        return newOnes;
    }

    private void set(String asker, String node, String name, Optional<String> value) {
        var replies = new ArrayList<>();
        cluster.node(asker).submit(new ClusterRequest.SetAttribute(AttributeUpdate.of(new NodeName(node), name, value)), replies::add);
        cluster.runUntil("an answer", () -> !replies.isEmpty());
    }

    @Test
    void theDcTellsOfAnAttributeOnceForEachValue() {
        String dc = cluster.dc().orElseThrow();

        set("n1", "n2", "ping", Optional.of("1"));
        set("n3", "n2", "ping", Optional.of("1"));
        set("n3", "n2", "ping", Optional.empty());
        cluster.stabilise();

        assertEquals(List.of(dc + " runs /a: attribute n2 ping=1", dc + " runs /a: attribute n2 ping="), calls());
    }

    @Test
    void aFailureIsToldWhereItHappenedAndItsCountByTheDc() {
        String dc = cluster.dc().orElseThrow();
        cluster.machine("n2").die("db");
        cluster.runFor(Duration.ofSeconds(30));
        cluster.stabilise();

        List<String> told = calls();
        assertEquals(List.of("db monitor Not running", "db stop OK", "db start OK", "db monitor OK"), told.stream()
                .filter(call -> call.startsWith("n2 runs /a: resource n2 "))
                .map(call -> call.substring("n2 runs /a: resource n2 ".length())).filter(call -> !call.contains("Cancelled")).toList());
        assertTrue(told.contains(dc + " runs /a: attribute n2 fail-count-db#monitor_10000=1"), told::toString);
    }

    @Test
    void everyMemberTellsOfALostNodeAndOfItsFencingAndOnlyTheNodeThatRanItOfAnOperation() {
        String dc = cluster.dc().orElseThrow();
        String lost = dc.equals("n1") ? "n2" : "n1";
        String other = "n3".equals(dc) ? "n2" : "n3";
        cluster.crash(lost);
        cluster.stabilise();

        List<String> told = calls();

        for (String survivor : List.of(dc, other)) {
            String all = String.join("\n", told);
            assertEquals(1, told.stream().filter((survivor + " runs /a: node " + lost + " lost")::equals).count(), all);
            assertEquals(1, told.stream().filter((survivor + " runs /a: fencing " + lost + " reboot 0")::equals).count(), all);
        }
        assertTrue(told.stream().filter(call -> call.contains(": resource ")).allMatch(call -> {
            String[] words = call.split(" ");
            return words[0].equals(words[4]);
        }), told::toString);
        assertTrue(told.stream().noneMatch(call -> call.startsWith(lost)), told::toString);
    }

    @Test
    void whoComesBackTellsOfNobodyAndTheOthersOfHim() {
        String lost = cluster.dc().orElseThrow().equals("n1") ? "n2" : "n1";
        cluster.crash(lost);
        cluster.stabilise();
        calls();

        cluster.start(lost);
        cluster.stabilise();

        List<String> nodes = calls().stream().filter(call -> call.contains(": node ")).sorted().toList();
        List<String> others = List.of("n1", "n2", "n3").stream().filter(name -> !name.equals(lost)).toList();
        assertEquals(others.stream().map(name -> name + " runs /a: node " + lost + " member").toList(), nodes);
    }
}
