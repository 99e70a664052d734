package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real daemons fence with agents of Debian's fence-agents, in two levels: the first fails, in the second two devices must do it. */
class DebianFenceAgentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(500);

    @TempDir
    Path directory;

    private LoopbackLab lab;
    private ContainerHost host;

    @BeforeEach
    void makeLab() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/fence_dummy")), "package fence-agents is not installed");
        host = new ContainerHost(directory, "n1", "n2");
        lab = LoopbackLab.make("debian-fence", InstallationTree.path(), List.of("n1", "n2"));
    }

    @AfterEach
    void removeLab() throws IOException {
        if (lab != null) {
            lab.close();
        }
        if (host != null) {
            host.close();
        }
    }

    @Test
    void theSecondLevelFencesALostNodeBeforeItsResourceStartsElsewhere() throws IOException {
        LoopbackNode n1 = lab.node("n1");
        n1.start();
        lab.node("n2").start();
        Await.until("both nodes are online", PATIENCE, PAUSE, () -> n1.run("crm_mon", "-1").output().contains("[ n1 n2 ]"), n1::console);
        Path cib = Files.writeString(directory.resolve("cib.xml"), cib());
        n1.run("crm", "configure", "load", "xml", "replace", cib.toString()).orFail();
        Await.until("r runs on n2", PATIENCE, PAUSE, () -> status(n1).contains("Started n2"), n1::console);

        lab.node("n2").kill();
        Await.until("r runs on n1", PATIENCE, PAUSE, () -> status(n1).contains("Started n1"), n1::console);

        String history = n1.run("stonith_admin", "--history", "n2").orFail();
        assertTrue(history.contains("turning off of n2") && history.contains("successful"), history);
        String log = n1.console();
        int failed = log.indexOf("broken on n1 could not do 'off' of n2");
        int done = log.indexOf("off of n2 for systoled@n1 is done: works on n1 did 'off'");
        int both = log.indexOf("off of n2 for systoled@n1 is done: container on n1 did 'off'");
        assertTrue(failed >= 0 && Math.max(done, both) > failed, log);
        assertFalse(host.runs("n2"), log);
        assertTrue(host.runs("n1"), log);
        assertFalse(status(n1).contains("UNCLEAN"), () -> status(n1));
    }

    private String cib() {
        return """
                <cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"><configuration><crm_config>
                <cluster_property_set id="o"><nvpair id="o-s" name="stonith-enabled" value="true"/>
                <nvpair id="o-a" name="stonith-action" value="off"/></cluster_property_set></crm_config><nodes/><resources>
                %s%s%s<primitive id="r" class="ocf" provider="systole" type="Dummy"/></resources>
                <constraints><rsc_location id="l" rsc="r" node="n2" score="100"/></constraints>
                <fencing-topology><fencing-level id="l1" target="n2" index="1" devices="broken"/>
                <fencing-level id="l2" target="n2" index="2" devices="works,container"/></fencing-topology>
                </configuration><status/></cib>
                """.formatted(device("broken", "fail"), device("works", "file"), container());
    }

    /** Under a cluster manager these agents switch off their own time limit; then only that of the cluster, a minute, would end them. */
    private String device(String id, String type) {
        return """
                <primitive id="%1$s" class="stonith" type="fence_dummy"><instance_attributes id="%1$s-p">
                <nvpair id="%1$s-t" name="type" value="%2$s"/><nvpair id="%1$s-f" name="status_file" value="%3$s"/>
                <nvpair id="%1$s-h" name="pcmk_host_list" value="n1 n2"/>
                <nvpair id="%1$s-w" name="power_timeout" value="1"/>
                <nvpair id="%1$s-d" name="disable_timeout" value="false"/></instance_attributes></primitive>
                """.formatted(id, type, directory.resolve(id + ".status"));
    }

    private String container() {
        return """
                <primitive id="container" class="stonith" type="fence_docker"><instance_attributes id="container-p">
                <nvpair id="container-i" name="ip" value="127.0.0.1"/><nvpair id="container-o" name="ipport" value="%d"/>
                <nvpair id="container-h" name="pcmk_host_list" value="n1 n2"/>
                <nvpair id="container-s" name="ssl_insecure" value="1"/>
                <nvpair id="container-d" name="disable_timeout" value="false"/></instance_attributes></primitive>
                """.formatted(host.port());
    }

    private static String status(LoopbackNode node) {
        return node.run("crm_mon", "-1").output().lines().filter(line -> line.contains("ocf:systole:Dummy") || line.contains("UNCLEAN"))
                .reduce("", String::concat);
    }
}
