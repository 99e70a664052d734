package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three daemons in namespaces and a power switch; the cable of the node that runs a resource is pulled. */
class FencedBeforeTakeoverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String STATE = "/run/resource-agents/systole-Dummy-r";

    private Lab lab;

    @BeforeEach
    void makeLab() {
        assumeTrue(Lab.obstacle().isEmpty(), Lab::obstacle);
        lab = Lab.make("fence", InstallationTree.path(), List.of("n1", "n2", "n3"));
    }

    @AfterEach
    void removeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aNodeThatIsCutOffIsKilledBeforeItsResourceStartsElsewhere(@TempDir Path directory) throws Exception {
        startCluster();
        PowerSwitch power = lab.powerSwitch();
        load(directory);
        LabNode victim = lab.node("n3");
        Await.until("the resource runs on n3", PATIENCE, PAUSE, () -> runsOn(victim), this::console);

        victim.link(false);
        Await.until("the resource runs elsewhere", PATIENCE, PAUSE, () -> runsOn(lab.node("n1")) || runsOn(lab.node("n2")), this::console);

        assertFalse(victim.powered(), this::console);
        Instant dead = power.offSince("n3");
        LabNode heir = runsOn(lab.node("n1")) ? lab.node("n1") : lab.node("n2");
        Instant started = Files.getLastModifiedTime(heir.file(STATE)).toInstant();
        assertTrue(dead != null && !started.isBefore(dead), "n3 was dead at " + dead + ", the resource started at " + started);
        for (String name : List.of("n1", "n2")) {
            String history = lab.node(name).run("stonith_admin", "--history", "n3").orFail();
            assertTrue(history.contains("turning off of n3 by ") && history.contains("successful at"), history);
        }
        String status = lab.node("n1").run("crm_mon", "-1", "-m2").orFail();
        assertTrue(status.contains("Fencing History:"), status);
    }

    private void startCluster() {
        Members.start(lab, "fence");
        Await.until("three nodes are online and at rest", PATIENCE, PAUSE, () -> lab.node("n1").run("crm_mon",
                "-1").output().contains("[ n1 n2 n3 ]")
                && lab.nodes().values().stream().anyMatch(node -> node.run("crm", "cluster", "status").output().contains("S_IDLE")),
                this::console);
    }

    private void load(Path directory) throws IOException {
        Path cib = Files.writeString(directory.resolve("fence.xml"), """
                <cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"><configuration><crm_config>
                <cluster_property_set id="o"><nvpair id="o-s" name="stonith-enabled" value="true"/>
                <nvpair id="o-a" name="stonith-action" value="off"/></cluster_property_set></crm_config><nodes/><resources>
                <primitive id="power" class="stonith" type="fence_lab"><operations>
                <op id="power-m" name="monitor" interval="60s" timeout="20s"/></operations></primitive>
                <primitive id="r" class="ocf" provider="systole" type="Dummy"/></resources>
                <constraints><rsc_location id="l" rsc="r" node="n3" score="100"/></constraints>
                </configuration><status/></cib>
                """);
        Files.copy(cib, lab.node("n1").file("/etc/systole/fence.xml"));
        lab.node("n1").run("crm", "configure", "load", "xml", "replace", "/etc/systole/fence.xml").orFail();
    }

    private static boolean runsOn(LabNode node) {
        return node.powered() && Files.exists(node.file(STATE));
    }

    private String console() {
        var text = new StringBuilder();
        lab.nodes().values().forEach(node -> text.append(node.name()).append(":\n").append(node.console()));
        return text.toString();
    }
}
