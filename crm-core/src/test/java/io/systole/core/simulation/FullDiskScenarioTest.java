package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A disk that takes no write for a while: the node says so, votes for nobody, claims nothing, and goes on when it takes writes again. */
class FullDiskScenarioTest {
    private final SimulatedCluster cluster = SimulatedCluster.of(5, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));

    private void fill(String name) {
        cluster.machine(name).disk.breakDown("no space left on device");
    }

    private boolean says(String name) {
        return cluster.node(name).report().activity().stream().anyMatch(line -> line.matches(
                "the term \\d+ cannot be written to disk, so this node takes no part in elections: no space left on device"));
    }

    @Test
    void aNodeThatCannotSaveATermDoesNotClaimItAndTheNextOneIsElected() {
        cluster.startAll().stabilise();
        fill("n2");

        cluster.crash("n1");
        cluster.runUntil("n2 says why it does not stand", () -> says("n2"));
        cluster.runFor(Duration.ofSeconds(10));

        assertEquals(Optional.empty(), cluster.dc());
        cluster.machine("n2").disk.repair();
        cluster.stabilise();
        assertTrue(cluster.dc().isPresent());
        assertEquals(List.of(), cluster.node("n2").report().activity().stream().filter(line -> line.contains("disk")).toList());
    }

    @Test
    void twoWhoCanSaveItElectOneOfThemWithoutTheThird() {
        cluster.startAll().stabilise();
        fill("n3");

        cluster.kill("n1");
        cluster.start("n1");
        cluster.runUntil("n1 or n2 is DC", () -> cluster.daemons().values().stream().anyMatch(daemon -> daemon.node.standing().acts()));

        cluster.machine("n3").disk.repair();
        cluster.stabilise();
    }

    @Test
    void aClusterWhoseDisksAreAllFullFindsItsWayBack() {
        cluster.startAll().stabilise();
        List.of("n1", "n2", "n3").forEach(this::fill);

        cluster.kill("n1");
        cluster.runFor(Duration.ofSeconds(30));
        cluster.start("n1");
        cluster.runFor(Duration.ofSeconds(30));
        assertEquals(Optional.empty(), cluster.dc());

        List.of("n1", "n2", "n3").forEach(name -> cluster.machine(name).disk.repair());
        cluster.stabilise();
        assertEquals(List.of(1, 1, 1), List.of("ip", "web", "db").stream().map(name -> cluster.running(name).size()).toList());
    }
}
