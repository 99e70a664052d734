package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real daemons have alert programs run for what happens to resources, attributes and nodes. */
class AlertsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** The parent of an alert program is the daemon that tells, and the tools that it calls ask that daemon. */
    private static final String SCRIPT = """
            #!/bin/sh
            told=$CRM_alert_kind:$CRM_alert_node:$CRM_alert_rsc:$CRM_alert_task:$CRM_alert_attribute_name:$CRM_alert_attribute_value
            echo "$PPID $CRM_alert_node_sequence $told:$CRM_alert_desc:$mine:$(crm_node -n)" >> "$CRM_alert_recipient"
            """;

    @TempDir
    Path directory;

    private Path events;
    private Path journal;
    private LoopbackLab lab;

    @BeforeEach
    void makeLab() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/fence_dummy")), "package fence-agents is not installed");
        mode(directory, "rwxr-xr-x");
        mode(Files.writeString(directory.resolve("alert.sh"), SCRIPT), "rwxr-xr-x");
        events = mode(Files.createFile(directory.resolve("events")), "rw-rw-rw-");
        journal = mode(Files.createFile(directory.resolve("journal")), "rw-rw-rw-");
        lab = LoopbackLab.make("alerts", InstallationTree.path(), List.of("n1", "n2"));
        for (String node : List.of("n1", "n2")) {
            // Nobody waits for the return of the daemon that is killed here.
            Files.writeString(lab.node(node).etc().resolve("systole.conf"), "restart_grace = 0\n", StandardOpenOption.APPEND);
        }
    }

    @AfterEach
    void removeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Path mode(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void whatHappensReachesTheProgramsInOrderFromTheNodesWhereItHappens() throws IOException {
        LoopbackNode n1 = lab.node("n1");
        LoopbackNode n2 = lab.node("n2");
        n1.start();
        n2.start();
        await("both nodes are online", () -> n1.run("crm_mon", "-1").output().contains("[ n1 n2 ]"));
        String first = n1.daemon().orElseThrow().pid() + " ";
        String second = n2.daemon().orElseThrow().pid() + " ";

        n1.run("crm", "configure", "load", "xml", "replace", Files.writeString(directory.resolve("cib.xml"), cib()).toString()).orFail();
        await("n2 tells that r has started there", () -> has(second, "resource:n2:r:start:::OK:1:n2"));
        n1.run("attrd_updater", "-n", "colour", "-U", "red", "-N", "n2").orFail();
        n1.run("attrd_updater", "-n", "unheard", "-U", "1", "-N", "n2").orFail();
        await("the DC tells of the attribute", () -> has("", "attribute:n2:::colour:red::1:"));
        n2.kill();
        await("n1 tells that r has started there", () -> has(first, "resource:n1:r:start:::OK:1:n1"));

        List<String> told = lines(events).stream().filter(line -> line.startsWith(first)).toList();
        List<Integer> numbers = told.stream().map(line -> Integer.parseInt(line.split(" ")[1])).toList();
        assertEquals(numbers.stream().sorted().distinct().toList(), numbers, told::toString);
        int lost = index(told, "node:n2:::::lost:1");
        int fenced = index(told, "fencing:n2::off:::Operation off of n2 by n1 for ");
        assertTrue(lost >= 0 && fenced > lost && index(told, "resource:n1:r:start:::OK:1") > fenced, told::toString);
        assertTrue(lines(events).stream().noneMatch(line -> line.contains("unheard")), () -> lines(events).toString());
        await("the sample has written the same", () -> {
            List<String> written = lines(journal);
            int one = index(written, " err: node n2 is now lost");
            return one >= 0 && index(written, " info: start of r on n1: OK") > one;
        });
        assertEquals(1, n1.console().lines().filter(line -> line.contains(directory.resolve("missing") + " does not exist")).count(),
                n1::console);
    }

    private void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, PAUSE, condition, () -> lines(events) + "\n" + lab.node("n1").console());
    }

    private boolean has(String daemon, String text) {
        return lines(events).stream().anyMatch(line -> line.startsWith(daemon) && line.contains(text));
    }

    private static int index(List<String> lines, String text) {
        return lines.indexOf(lines.stream().filter(line -> line.contains(text)).findFirst().orElse(""));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String cib() {
        String sample = InstallationTree.path().resolve("samples/alerts/alert_file.sh").toString();
        return """
                <cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"><configuration><crm_config>
                <cluster_property_set id="o"><nvpair id="o-s" name="stonith-enabled" value="true"/>
                <nvpair id="o-a" name="stonith-action" value="off"/></cluster_property_set></crm_config><nodes/><resources>
                <primitive id="f" class="stonith" type="fence_dummy"><instance_attributes id="f-p">
                <nvpair id="f-t" name="type" value="file"/><nvpair id="f-f" name="status_file" value="%1$s/status"/>
                <nvpair id="f-h" name="pcmk_host_list" value="n1 n2"/></instance_attributes></primitive>
                <primitive id="r" class="ocf" provider="systole" type="Dummy"/></resources>
                <constraints><rsc_location id="l" rsc="r" node="n2" score="100"/></constraints>
                <alerts>
                <alert id="events" path="%1$s/alert.sh"><instance_attributes id="e-i"><nvpair id="e-m" name="mine" value="1"/>
                </instance_attributes><select><select_nodes/><select_fencing/><select_resources/>
                <select_attributes><attribute id="e-c" name="colour"/></select_attributes></select>
                <recipient id="e-r" value="%2$s"/></alert>
                <alert id="journal" path="%4$s"><recipient id="j-r" value="%3$s"/></alert>
                <alert id="missing" path="%1$s/missing"/>
                </alerts></configuration><status/></cib>
                """.formatted(directory, events, journal, sample);
    }
}
