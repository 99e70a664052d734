package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three daemons in namespaces; the DC's node loses its power while a transition is under way. */
class CoordinatorKilledIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int RESOURCES = 8;

    private Lab lab;

    @BeforeEach
    void makeLab() {
        assumeTrue(Lab.obstacle().isEmpty(), Lab::obstacle);
        lab = Lab.make("it", InstallationTree.path(), List.of("n1", "n2", "n3"));
    }

    @AfterEach
    void removeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void resourcesAreActiveExactlyOnceAfterwards(@TempDir Path directory) throws Exception {
        startCluster();
        Path cib = Files.writeString(directory.resolve("cib.xml"), slowResources());
        LabNode dc = lab.node(dc(lab.node("n1")));
        LabNode survivor = lab.nodes().values().stream().filter(node -> node != dc).findFirst().orElseThrow();
        Path inNode = Path.of("/etc/systole/slow.xml");
        Files.copy(cib, survivor.file(inNode.toString()));

        survivor.run("crm", "configure", "load", "xml", "replace", inNode.toString()).orFail();
        Await.until("a first start has ended", PATIENCE, Duration.ofMillis(20), () -> active().size() >= 1, this::console);
        dc.powerOff();
        Await.until("all resources run again", PATIENCE, PAUSE, () -> active().size() == RESOURCES && idle(), this::console);

        assertNotEquals(dc.name(), dc(survivor));
        assertEquals(expected(), active(), this::console);
    }

    private void startCluster() {
        Members.start(lab, "it");
        Await.until("three members have a DC", PATIENCE, PAUSE, () -> lab.nodes().values().stream()
                .allMatch(node -> node.status().contains("\"name\":\"n3\"") && lab.nodes().containsKey(dc(node))) && idle(), this::console);
    }

    /** Starts take a second, so that the DC dies between the first and the last. */
    private static String slowResources() {
        var xml = new StringBuilder("""
                <cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"><configuration><crm_config>
                <cluster_property_set id="o"><nvpair id="o-s" name="stonith-enabled" value="false"/></cluster_property_set>
                </crm_config><nodes/><resources>
                """);
        for (int i = 0; i < RESOURCES; i++) {
            xml.append("<primitive id='r%d' class='ocf' provider='systole' type='Dummy'><instance_attributes id='r%d-p'>".formatted(i, i))
                    .append("<nvpair id='r%d-d' name='op_sleep' value='1'/></instance_attributes></primitive>".formatted(i));
        }
        return xml.append("</resources><constraints/></configuration><status/></cib>").toString();
    }

    /** Every resource once: its state file is on exactly one living node. */
    private List<String> active() {
        var files = new ArrayList<String>();
        for (LabNode node : lab.nodes().values()) {
            if (node.powered()) {
                node.run("ls", "/run/resource-agents").output().lines()
                        .filter(line -> line.startsWith("systole-Dummy-r")).forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }

    private static List<String> expected() {
        var names = new ArrayList<String>();
        for (int i = 0; i < RESOURCES; i++) {
            names.add("systole-Dummy-r" + i);
        }
        return names;
    }

    private boolean idle() {
        return lab.nodes().values().stream().filter(LabNode::powered).anyMatch(node -> node.status().contains("\"state\":\"S_IDLE\""));
    }

    private static String dc(LabNode node) {
        return new DaemonStatus(node.status()).dc();
    }

    private String console() {
        var text = new StringBuilder();
        lab.nodes().values().forEach(node -> text.append(node.name()).append(":\n").append(node.console()));
        return text.toString();
    }
}
