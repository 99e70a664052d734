package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two daemons and an arbitrator in namespaces, no fencing: whatever is cut or killed, exactly one side runs the resource. */
class ArbitratedLinkCutIT {
    private static final String KEY = "/etc/systole/cluster.key";

    private Lab lab;
    private TwoNodes both;

    @BeforeEach
    void makeCluster() {
        assumeTrue(Lab.obstacle().isEmpty(), Lab::obstacle);
        lab = Lab.make("arb", InstallationTree.path(), List.of("n1", "n2", "judge"));
        lab.nodes().values().forEach(LabNode::powerOn);
        both = new TwoNodes(lab);
        both.formWith("arbitrator = " + lab.node("judge").address());
        lab.node("judge").takeSettingsOf(lab.node("n1"));
        lab.node("judge").write("/etc/systole/arbitrator.conf", "cluster = pair cluster.key\n");
        lab.node("judge").startDaemon("--arbitrator");
        both.begin();
    }

    @AfterEach
    void removeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void ofTwoNodesCutApartTheOneWithTheGrantRunsTheResourceAndTheOtherStopsItAlsoAfterAChangeOfTheKey() {
        String key = lab.node("judge").read(KEY);
        lab.node("n2").run("crm", "cluster", "rekey").orFail();
        assertNotEquals(key, lab.node("judge").read(KEY));
        assertEquals(lab.node("n1").read(KEY), lab.node("judge").read(KEY));

        lab.node("n1").link(false);

        both.awaitRunning(false, true);

        String quorum = lab.node("n2").run("crm", "cluster", "quorum").orFail();
        assertTrue(quorum.startsWith("quorum: 1 of 2 nodes are here, exactly half, and the witness has given its grant to this part"),
                quorum);
        lab.node("n1").link(true);
        both.awaitTogether();
    }

    @Test
    void aKilledDaemonsResourceIsEndedByTheGuardBeforeItStartsElsewhere() {
        lab.node("n1").killDaemon();

        both.awaitRunning(false, true);

        assertTrue(lab.node("n1").run("cat", "/var/log/systole/guard.log").output().contains("ending by force"), both::console);
    }
}
