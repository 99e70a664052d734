package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two daemons in namespaces with a lease in a file in the place of a disk, no fencing: of two halves exactly one runs the resource. */
class DiskLeaseIT {
    @TempDir
    Path shared;

    private Lab lab;
    private TwoNodes both;

    @BeforeEach
    void makeCluster() {
        assumeTrue(Lab.obstacle().isEmpty(), Lab::obstacle);
        lab = Lab.make("disk", InstallationTree.path(), List.of("n1", "n2"));
        lab.nodes().values().forEach(LabNode::powerOn);
        both = new TwoNodes(lab);
        both.formWith("disk = " + shared.resolve("disk"));
        both.begin();
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

        // Both reach the disk: either may have the lease, but only one.
        Await.until("one of the two has the lease", Duration.ofSeconds(60), () -> granted("n1") || granted("n2"));
        both.awaitRunning(granted("n1"), granted("n2"));
        assertTrue(granted("n1") ^ granted("n2"), "one has the lease, the other has not");

        lab.node("n1").link(true);
        both.awaitTogether();
    }

    private boolean granted(String node) {
        return lab.node(node).run("crm", "cluster", "quorum").output().startsWith("quorum: 1 of 2 nodes are here, exactly half, and the"
                + " witness has given its grant to this part");
    }
}
