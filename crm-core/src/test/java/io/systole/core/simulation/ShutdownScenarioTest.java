package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nodes that leave because somebody wants it (rules C-83 to C-86). */
class ShutdownScenarioTest {
    private static final NodeName N1 = new NodeName("n1");
    private final SimulatedCluster cluster = SimulatedCluster.of(3, "n1", "n2", "n3").withCib(SampleCib.twoGroups(true));

    ShutdownScenarioTest() {
        cluster.startAll().stabilise();
    }

    @Test
    void theDcStopsWhatRunsOnItThenResignsAndTheOthersGoOnWithoutFencingIt() {
        assertEquals(Optional.of("n1"), cluster.dc());

        cluster.node("n1").shutdown(() -> { });
        cluster.runUntil("n1 has left", () -> !cluster.isUp("n1"));
        List<String> left = cluster.running("web").stream().filter("n1"::equals).toList();
        cluster.stabilise();

        assertEquals(List.of(), left);
        assertEquals(1, cluster.running("web").size());
        assertTrue(cluster.machine("n1").on(), "nobody fences who has left in order");
        assertEquals("down", NodeStates.find(cluster.node("n2").cib(), N1).get("expected"));
        assertEquals(List.of(), cluster.node("n2").report().fencing());
    }

    @Test
    void theWishOutlivesTheDcItWasToldTo() {
        cluster.machine("n2").prolong("db", "stop", Duration.ofSeconds(10));
        cluster.node("n2").shutdown(() -> { });
        cluster.runFor(Duration.ofSeconds(1));

        cluster.crash("n1");
        cluster.runUntil("n2 has left", () -> !cluster.isUp("n2"));

        assertFalse(cluster.running("db").contains("n2"));
    }

    @Test
    void nothingIsStartedOnANodeThatIsAboutToLeave() {
        cluster.machine("n1").prolong("web", "stop", Duration.ofSeconds(10));
        int starts = cluster.machine("n1").starts();

        cluster.node("n1").shutdown(() -> { });
        cluster.runFor(Duration.ofSeconds(2));
        cluster.crash("n2");
        cluster.runUntil("n1 has left", () -> !cluster.isUp("n1"));

        assertEquals(starts, cluster.machine("n1").starts());
    }

    @Test
    void aShutdownThatTakesTooLongEndsAndWhatIsLeftRunsNowhereTwice() {
        SimulatedCluster unfenced = SimulatedCluster.of(4, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));
        unfenced.startAll().stabilise();
        unfenced.machine("n1").prolong("web", "stop", Duration.ofHours(5));
        unfenced.node("n1").shutdown(() -> { });

        unfenced.runFor(Duration.ofMinutes(21));

        assertFalse(unfenced.isUp("n1"), unfenced::trace);
        assertEquals(1, unfenced.running("web").size(), unfenced::trace);
    }
}
