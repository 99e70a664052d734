package io.systole.samples.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sample alert programs make of an alert; mail and log go into files here. */
class SampleAlertsIT {
    private static final Path SAMPLES = Path.of(System.getProperty("systole.root"), "samples/alerts");
    private static final Map<String, String> LOST = Map.of("CRM_alert_kind", "node", "CRM_alert_node", "n2", "CRM_alert_desc", "lost",
            "CRM_alert_timestamp", "03:04:05");

    @TempDir
    Path directory;

    private Path written;

    @BeforeEach
    void prepare() {
        written = directory.resolve("written");
    }

    /** The exit code. */
    private int run(String program, Map<String, String> alert, String... more) throws IOException, InterruptedException {
        var environment = new TreeMap<>(alert);
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        var builder = new ProcessBuilder("/bin/sh", SAMPLES.resolve(program).toString()).redirectErrorStream(true)
                .redirectInput(new File("/dev/null")).redirectOutput(directory.resolve("output").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", directory + ":/usr/bin:/bin");
        Process process = builder.start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), program + " does not end");
        return process.exitValue();
    }

    private String line(String program, Map<String, String> alert) throws IOException, InterruptedException {
        Files.deleteIfExists(written);
        assertEquals(0, run(program, alert, "CRM_alert_recipient", written.toString()));
        return Files.exists(written) ? Files.readString(written) : "";
    }

    /** A program that notes its arguments and its inputs. */
    private void pretend(String name) throws IOException {
        Path program = Files.writeString(directory.resolve(name),
                "#!/bin/sh\n{ echo \"$@\"; cat; test ! -e /dev/fd/3 || cat /dev/fd/3; } > " + written + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Map<String, String> operation(String status, String rc, String desc) {
        return Map.of("CRM_alert_kind", "resource", "CRM_alert_node", "n1", "CRM_alert_rsc", "web", "CRM_alert_task", "monitor",
                "CRM_alert_interval", "10000", "CRM_alert_status", status, "CRM_alert_rc", rc, "CRM_alert_target_rc", "0",
                "CRM_alert_desc", desc, "CRM_alert_timestamp", "t");
    }

    @Test
    void eachKindOfAlertIsALineInTheFile() throws Exception {
        assertEquals("03:04:05 err: node n2 is now lost\n", line("alert_file.sh", LOST));
        assertEquals("t info: monitor (every 10000 ms) of web on n1: OK\n", line("alert_file.sh", operation("0", "0", "OK")));
        assertEquals("t err: monitor (every 10000 ms) of web on n1: Not running (exit code 7 instead of 0)\n",
                line("alert_file.sh", operation("0", "7", "Not running")));
        assertEquals("", line("alert_file.sh", operation("1", "0", "Cancelled")));
        assertEquals("t crit: fencing: Operation off\n", line("alert_file.sh", Map.of("CRM_alert_kind", "fencing", "CRM_alert_rc", "-62",
                "CRM_alert_desc", "Operation off", "CRM_alert_timestamp", "t")));
        assertEquals("t info: attribute ping of n1 is now 3\n", line("alert_file.sh", Map.of("CRM_alert_kind", "attribute",
                "CRM_alert_node", "n1", "CRM_alert_attribute_name", "ping", "CRM_alert_attribute_value", "3", "CRM_alert_timestamp", "t")));
        assertEquals("t info: newer of n1: thing\n", line("alert_file.sh", Map.of("CRM_alert_kind", "newer", "CRM_alert_node", "n1",
                "CRM_alert_desc", "thing", "CRM_alert_timestamp", "t")));
    }

    @Test
    void aValueCanForgeNoSecondLine() throws Exception {
        assertEquals("t info: attribute a of n1 is now x  crit: all is lost $(id)\n", line("alert_file.sh", Map.of("CRM_alert_kind",
                "attribute", "CRM_alert_node", "n1", "CRM_alert_attribute_name", "a", "CRM_alert_attribute_value",
                "x\n\tcrit: all is lost $(id)", "CRM_alert_timestamp", "t")));
    }

    @Test
    void theSystemLogGetsThePriority() throws Exception {
        pretend("logger");

        assertEquals(0, run("alert_syslog.sh", LOST, "CRM_alert_recipient", "local3", "tag", "web cluster"));

        assertEquals("-t web cluster -p local3.err -- node n2 is now lost", Files.readString(written).strip());
    }

    @Test
    void aMailHasHeadersAndAllVariables() throws Exception {
        pretend("sendmail");

        assertEquals(0, run("alert_mail.sh", LOST, "CRM_alert_recipient", "admin@example.com\nBcc: all@example.com",
                "email_sender", "cluster@example.com", "sendmail_path", directory.resolve("sendmail").toString()));

        String mail = Files.readString(written);
        assertTrue(mail.startsWith("-i -f cluster@example.com -- admin@example.com\nBcc: all@example.com\n"
                + "To: admin@example.com Bcc: all@example.com\nFrom: cluster@example.com\nSubject: [cluster] node n2 is now lost\n"), mail);
        assertTrue(mail.contains("\n\nnode n2 is now lost\n") && mail.contains("\ndesc=lost\n") && mail.contains("\nkind=node\n"), mail);
    }

    @Test
    void aWebhookGetsJsonAndItsSecretsAreNotInTheProcessList() throws Exception {
        pretend("curl");
        Path headers = directory.resolve("headers");

        assertEquals(0, run("alert_webhook.sh", LOST, "CRM_alert_recipient", "https://chat/hook/\"s3cret\\", "headers", headers.toString(),
                "CRM_alert_desc", "a \"b\" \\ 'c'\nd ä"));

        assertEquals("""
                --silent --show-error --fail --max-time 20 --output /dev/null --header Content-Type: application/json --header @%s \
                --data-binary @- --config /dev/fd/3
                {"text":"node n2 is now a \\"b\\" \\\\ 'c' d ä","severity":"err","kind":"node","node":"n2","timestamp":"03:04:05",\
                "desc":"a \\"b\\" \\\\ 'c' d ä"}
                url = "https://chat/hook/\\"s3cret\\\\"
                """.formatted(headers), Files.readString(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alert_file.sh", "alert_mail.sh", "alert_webhook.sh"})
    void withoutRecipientItSaysWhatIsMissing(String program) throws Exception {
        assertEquals(0, run(program, LOST));

        assertTrue(Files.readString(directory.resolve("output")).startsWith("this alert has no recipient: name the "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alert_file.sh", "alert_mail.sh", "alert_webhook.sh", "alert_syslog.sh"})
    void byHandItSaysWhatItIs(String program) throws Exception {
        assertEquals(64, run(program, Map.of()));

        assertTrue(Files.readString(directory.resolve("output")).contains("this is an alert program; the cluster runs it"));
    }
}
