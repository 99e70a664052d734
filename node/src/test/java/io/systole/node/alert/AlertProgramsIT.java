package io.systole.node.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.alert.AlertCall;
import io.systole.lrm.process.ProcessEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alert programs as real processes, as whatever user this machine has for them. */
class AlertProgramsIT {
    private static final AlertUser USER = AlertUser.ofThisMachine();

    @TempDir
    Path directory;

    private final AlertPrograms programs = new AlertPrograms(Path.of("/opt/systole/bin"), Optional.empty(), USER);

    @BeforeEach
    void openTheDirectory() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private Path script(String text, String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("alert.sh"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private ProcessEnd run(Path script, Duration timeout, Map<String, String> environment) throws InterruptedException {
        return run(programs, script, timeout, environment);
    }

    private static ProcessEnd run(AlertPrograms programs, Path script, Duration timeout, Map<String, String> environment)
            throws InterruptedException {
        return programs.run(new AlertCall("a", "a", "node alert 1", script.toString(), timeout, new TreeMap<>(environment)),
                new CompletableFuture<>());
    }

    @Test
    void itsEnvironmentIsTheCallAndWhatEveryProgramNeedsAndNothingElse() throws Exception {
        String nasty = "two\nlines; $(touch " + directory.resolve("broken") + ") `id` 'ä' \"q\"";

        ProcessEnd end = run(Path.of("/usr/bin/env"), Duration.ofSeconds(20),
                Map.of("CRM_alert_desc", nasty, "CRM_alert_recipient", "", "mine", "1"));

        String output = assertInstanceOf(ProcessEnd.Exited.class, end).output();
        assertEquals(List.of("CRM_alert_desc", "CRM_alert_recipient", "HOME", "LANG", "LOGNAME", "PATH", "SHELL", "USER", "mine"),
                output.lines().filter(line -> line.matches("\\w+=.*")).map(line -> line.substring(0, line.indexOf('='))).sorted().toList());
        assertTrue(output.contains("CRM_alert_desc=" + nasty + "\n"), output);
        assertTrue(output.contains("PATH=/opt/systole/bin:"), output);
        assertFalse(Files.exists(directory.resolve("broken")));
    }

    @Test
    void theToolsThatItCallsAskTheDaemonThatRunsIt() throws Exception {
        var elsewhere = new AlertPrograms(Path.of("/opt/systole/bin"), Optional.of(Path.of("/tmp/n1/api.sock")), USER);
        Path script = script("#!/bin/sh\necho $SYSTOLE_SOCKET\n", "rwxr-xr-x");

        assertEquals("/tmp/n1/api.sock\n",
                assertInstanceOf(ProcessEnd.Exited.class, run(elsewhere, script, Duration.ofSeconds(20), Map.of())).output());
    }

    @Test
    void itRunsAsTheClusterUserWithoutArgumentsAndInput() throws Exception {
        Path script = script("#!/bin/sh\nid -un; id -Gn | wc -w; echo $# $(cat | wc -c); exit 3\n", "rwxr-xr-x");

        ProcessEnd.Exited end = assertInstanceOf(ProcessEnd.Exited.class, run(script, Duration.ofSeconds(20), Map.of()));

        assertEquals(3, end.code(), end.errors());
        assertEquals(USER.name() + "\n1\n0 0\n", USER.prefix().isEmpty() ? end.output().replaceFirst("\n\\d+\n", "\n1\n") : end.output());
    }

    @Test
    void aTimeoutEndsItWithAllThatItStarted() throws Exception {
        Path left = directory.resolve("left");
        Path script = script("#!/bin/sh\nsleep 300 &\necho $! > " + left + "\nwait\n", "rwxr-xr-x");

        ProcessEnd end = run(script, Duration.ofMillis(700), Map.of());

        assertFalse(assertInstanceOf(ProcessEnd.TimedOut.class, end).stuck());
        long child = Long.parseLong(Files.readString(left).strip());
        assertFalse(lives(child), "the child " + child + " lives");
    }

    /** A zombie does not live; whether somebody buries it is not our matter. */
    private static boolean lives(long process) throws IOException {
        Path stat = Path.of("/proc/" + process + "/stat");
        try {
            return !Files.readString(stat).contains(") Z ");
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    @Test
    void oneThatCannotBeRunSaysWhy() throws Exception {
        Path missing = directory.resolve("missing");
        Path script = script("#!/bin/sh\n", "rw-r--r--");

        assertEquals(new ProcessEnd.NotStarted(ProcessEnd.Cause.MISSING, missing + " does not exist"),
                run(missing, Duration.ofSeconds(1), Map.of()));
        assertEquals(new ProcessEnd.NotStarted(ProcessEnd.Cause.FORBIDDEN, script + " is not executable; chmod 755 would make it so"),
                run(script, Duration.ofSeconds(1), Map.of()));
        assertEquals(new ProcessEnd.NotStarted(ProcessEnd.Cause.MISSING, "path=\"mail.sh\" is no absolute path"),
                run(Path.of("mail.sh"), Duration.ofSeconds(1), Map.of()));
    }
}
