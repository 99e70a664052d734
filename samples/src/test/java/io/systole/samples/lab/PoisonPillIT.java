package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two daemons in namespaces that share a file in the place of a disk; there is no fence device. */
class PoisonPillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(100);

    @TempDir
    Path shared;

    private Lab lab;
    /** Whether the resource was ever seen on both nodes. */
    private boolean twice;

    @AfterEach
    void removeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void ofTwoNodesCutApartOneIsFencedByItsSlotOnTheSharedDisk() {
        assumeTrue(Lab.obstacle().isEmpty(), Lab::obstacle);
        lab = Lab.make("pill", InstallationTree.path(), List.of("n1", "n2"));
        lab.nodes().values().forEach(LabNode::powerOn);
        LabNode n1 = lab.node("n1");
        LabNode n2 = lab.node("n2");
        n1.initCluster("pill", List.of(n1, n2));
        n1.write("/etc/systole/systole.conf", n1.read("/etc/systole/systole.conf") + "\nfence_disk = " + shared.resolve("disk") + "\n");
        n2.takeSettingsOf(n1);
        n1.startDaemon();
        n2.startDaemon();
        Await.until("two members have a DC", PATIENCE, PAUSE, this::together, this::console);
        n1.run("crm", "configure", "property", "stonith-enabled=true").orFail();
        n1.run("crm", "configure", "primitive", "web", "ocf:systole:Dummy", "op", "monitor", "interval=5s").orFail();
        n1.run("crm", "configure", "location", "home", "web", "100:", "n2").orFail();
        Await.until("the resource is active on n2 only", PATIENCE, PAUSE, () -> active("n2") && !active("n1"), this::console);
        String quorum = n1.run("crm", "cluster", "quorum").orFail();
        assertTrue(quorum.contains("a node is fenced by a poison pill on the shared disk (fence_disk)"), quorum);

        n1.link(false);

        Await.until("the resource is active on n1 only", PATIENCE, PAUSE, () -> {
            boolean one = active("n1");
            boolean two = active("n2");
            twice |= one && two;
            return one && !two;
        }, this::console);
        assertFalse(twice, this::console);
        String history = n1.run("stonith_admin", "--history", "n2", "--verbose").output();
        assertTrue(n1.console().contains("n2 has obeyed the poison pill of n1") || history.contains("n2 has obeyed the poison pill of n1"),
                () -> history + console());
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
