package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two daemons and an arbitrator in namespaces, no fencing: whatever is cut or killed, exactly one side runs the resource. */
class ArbitratedLinkCutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Lab lab;
    /** Whether the resource was ever seen on both nodes. */
    private boolean twice;

    @BeforeEach
    void makeCluster() {
        assumeTrue(Lab.obstacle().isEmpty(), Lab::obstacle);
        lab = Lab.make("arb", InstallationTree.path(), List.of("n1", "n2", "judge"));
        lab.nodes().values().forEach(LabNode::powerOn);
        LabNode n1 = lab.node("n1");
        n1.initCluster("arb", List.of(n1, lab.node("n2")));
        String settings = n1.read("/etc/systole/systole.conf").replace("two_node = yes", "")
                .replace("wait_for_all = yes", "") + "\narbitrator = " + lab.node("judge").address() + "\n";
        n1.write("/etc/systole/systole.conf", settings);
        for (String other : List.of("n2", "judge")) {
            lab.node(other).takeSettingsOf(n1);
        }
        lab.node("judge").write("/etc/systole/arbitrator.conf", "cluster = arb cluster.key\n");
        lab.node("judge").startDaemon("--arbitrator");
        n1.startDaemon();
        lab.node("n2").startDaemon();
        Await.until("two members have a DC", PATIENCE, PAUSE, this::together, this::console);
        n1.run("crm", "configure", "property", "stonith-enabled=false").orFail();
        n1.run("crm", "configure", "primitive", "web", "ocf:systole:Dummy", "op", "monitor", "interval=5s").orFail();
        n1.run("crm", "configure", "location", "home", "web", "100:", "n1").orFail();
        awaitRunning(true, false);
    }

    @AfterEach
    void removeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void ofTwoNodesCutApartTheOneWithTheGrantRunsTheResourceAndTheOtherStopsIt() {
        lab.node("n1").link(false);

        awaitRunning(false, true);

        assertFalse(twice, this::console);
        String quorum = lab.node("n2").run("crm", "cluster", "quorum").orFail();
        assertTrue(quorum.startsWith("quorum: 1 of 2 nodes are here, exactly half, and the witness has given its grant to this part"),
                quorum);
        lab.node("n1").link(true);
        Await.until("both are members again and idle", PATIENCE, PAUSE, () -> {
            twice |= active("n1") && active("n2");
            return together() && (active("n1") || active("n2"));
        }, this::console);
        assertFalse(twice, this::console);
    }

    @Test
    void aKilledDaemonsResourceIsEndedByTheGuardBeforeItStartsElsewhere() {
        lab.node("n1").killDaemon();

        awaitRunning(false, true);

        assertFalse(twice, this::console);
        assertTrue(lab.node("n1").run("cat", "/var/log/systole/guard.log").output().contains("ending by force"), this::console);
    }

    private void awaitRunning(boolean first, boolean second) {
        Await.until("the resource is active on " + (first ? "n1" : "n2") + " only", PATIENCE, PAUSE, () -> {
            boolean one = active("n1");
            boolean two = active("n2");
            twice |= one && two;
            return one == first && two == second;
        }, this::console);
        assertEquals(List.of(first, second), List.of(active("n1"), active("n2")));
    }

    private boolean together() {
        List<String> said = List.of(lab.node("n1").status(), lab.node("n2").status());
        return said.stream().allMatch(status -> status.contains("\"name\":\"n1\"") && status.contains("\"name\":\"n2\"")
                && status.contains("\"quorate\":true"))
                && said.stream().anyMatch(status -> status.contains("\"state\":\"S_IDLE\""));
    }

    private boolean active(String node) {
        return lab.node(node).run("ls", "/run/resource-agents").output().contains("systole-Dummy-web");
    }

    private String console() {
        var text = new StringBuilder();
        lab.nodes().values().forEach(node -> text.append(node.name()).append(":\n").append(node.console()));
        return text.toString();
    }
}
