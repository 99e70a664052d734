package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two daemons in namespaces that share a file in the place of a disk; there is no fence device. */
class PoisonPillIT {
    @TempDir
    Path shared;

    private Lab lab;

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
        var both = new TwoNodes(lab);
        both.awaitTogether();
        n1.run("crm", "configure", "property", "stonith-enabled=true").orFail();
        n1.run("crm", "configure", "primitive", "web", "ocf:systole:Dummy", "op", "monitor", "interval=5s").orFail();
        n1.run("crm", "configure", "location", "home", "web", "100:", "n2").orFail();
        both.awaitRunning(false, true);
        String quorum = n1.run("crm", "cluster", "quorum").orFail();
        assertTrue(quorum.contains("a node is fenced by a poison pill on the shared disk (fence_disk)"), quorum);

        n1.link(false);

        both.awaitRunning(true, false);

        String history = n1.run("stonith_admin", "--history", "n2", "--verbose").output();
        assertTrue(n1.console().contains("n2 has obeyed the poison pill of n1") || history.contains("n2 has obeyed the poison pill of n1"),
                () -> history + both.console());
    }
}
