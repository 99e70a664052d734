package io.systole.lrm.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.lrm.AgentYard;
import io.systole.lrm.systemd.UnitResult.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the fake is believed to do, the real systemd does. */
@Timeout(120)
class RealSystemdIT {
    @TempDir
    static Path directory;

    private static RealSystemd systemd;
    private static SystemdPlaces places;
    private static Units units;

    @BeforeAll
    static void begin() throws IOException {
        assumeTrue(PrivateBus.isPossible(), "package dbus is not installed");
        assumeTrue(RealSystemd.isPossible(), "package systemd is not installed, or this is not root");
        systemd = new RealSystemd(directory);
        assumeTrue(systemd.begins(), () -> "systemd does not run in this container");
        places = new SystemdPlaces(directory, systemd.address(), systemd.units(), List.of(systemd.units()),
                Duration.ofSeconds(30));
        units = new Units(places);
        install("good.service", "[Unit]\nDescription=Good\n[Service]\nExecStart=sleep 1000\nRestart=always\n");
        install("bad.service", "[Service]\nType=oneshot\nExecStart=false\n");
        install("empty.service", "[Service]\n");
        install("slow.service", "[Service]\nType=oneshot\nExecStart=sleep 1000\n");
        install("needy.service", "[Unit]\nConditionPathExists=/nowhere\n[Service]\nExecStart=sleep 1000\n");
        install("copy@.service", "[Unit]\nDescription=Copy of %i\n[Service]\nExecStart=sleep 1000\n");
        Files.createSymbolicLink(systemd.units().resolve("masked.service"), Path.of("/dev/null"));
        Files.createSymbolicLink(systemd.units().resolve("other.service"), Path.of("good.service"));
        // Has the files read.
        check(Kind.OK, "", run("start", "good"));
    }

    @AfterAll
    static void end() throws IOException {
        if (units != null) {
            units.close();
        }
        if (systemd != null) {
            Files.deleteIfExists(systemd.units().resolve("masked.service"));
            systemd.close();
        }
    }

    private static void install(String unit, String text) throws IOException {
        Files.writeString(systemd.units().resolve(unit), text);
    }

    private static UnitResult run(String operation, String type) {
        return run(operation, type, Duration.ofSeconds(60));
    }

    private static UnitResult run(String operation, String type, Duration timeout) {
        try {
            return units.run(operation, UnitName.of(type), timeout, new CompletableFuture<>());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(Kind kind, String reason, UnitResult result) {
        assertEquals(kind + " " + reason, result.kind() + " " + result.reason());
    }

    @AfterEach
    void stopAll() {
        for (String unit : List.of("good", "bad", "slow", "needy", "masked", "empty", "copy@one")) {
            check(Kind.OK, "", run("stop", unit));
        }
    }

    @Test
    void aUnitIsStartedAskedAndStoppedAlsoByItsOtherName() {
        check(Kind.OK, "", run("start", "good"));
        check(Kind.OK, "", run("monitor", "other"));
        check(Kind.OK, "", run("stop", "other"));
        check(Kind.NOT_RUNNING, "the unit good.service is inactive", run("monitor", "good"));
        check(Kind.OK, "", run("stop", "good"));
    }

    @Test
    void theSettingsOfTheClusterCountAndAreGivenBack() throws Exception {
        run("start", "good");
        long pid = Long.parseLong(show("good", "MainPID"));
        assertEquals("no", show("good", "Restart"));
        assertTrue(show("good", "Before").contains("systole.service"), show("good", "Before"));

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        AgentYard.waitUntil("systemd has noticed", () -> !run("monitor", "good").reason().isEmpty());
        check(Kind.NOT_RUNNING, "the unit good.service is failed (signal)", run("monitor", "good"));
        check(Kind.OK, "", run("stop", "good"));
        assertEquals("always", show("good", "Restart"));
        assertFalse(Files.exists(systemd.units().resolve("good.service.d")));
    }

    @Test
    void failuresAreToldInTheWordsOfSystemd() {
        check(Kind.FAILED, "systemd could not start bad.service; the unit bad.service is failed (exit-code, status 1); "
                + "\"journalctl -u bad.service\" tells more", run("start", "bad"));
        check(Kind.NOT_RUNNING, "the unit bad.service is failed (exit-code, status 1)", run("monitor", "bad"));
        check(Kind.FAILED, "unit masked.service is masked on this node, so systemd does not start it; "
                + "\"systemctl unmask masked.service\" ends that", run("start", "masked"));
        check(Kind.NOT_INSTALLED, "there is no systemd unit nobody.service on this node", run("start", "nobody"));
        check(Kind.NOT_INSTALLED, "there is no systemd unit nobody.service on this node", run("monitor", "nobody"));
        check(Kind.OK, "", run("stop", "nobody"));
        UnitResult empty = run("start", "empty");
        assertEquals(Kind.FAILED, empty.kind());
        assertTrue(empty.reason().startsWith("systemd cannot use the file of unit empty.service (bad-setting: "), empty.reason());
        check(Kind.FAILED, "systemd did not start needy.service, because a condition in its file is not met on this node; "
                + "\"systemctl status needy.service\" names it", run("start", "needy"));
    }

    @Test
    void aUnitThatFailedIsTriedAsOftenAsTheClusterWants() {
        for (int i = 0; i < 8; i++) {
            UnitResult result = run("start", "bad");
            assertTrue(result.reason().contains("(exit-code, status 1)"), result.reason());
        }
    }

    @Test
    void aStartThatTakesTooLongTellsTheStateAndIsReplacedByTheStop() throws Exception {
        check(Kind.TIMED_OUT, "start did not end within 500 ms; unit slow.service is activating (start)",
                run("start", "slow", Duration.ofMillis(500)));

        check(Kind.OK, "", run("stop", "slow"));

        assertEquals("0", show("slow", "MainPID"));
    }

    @Test
    void aStartThatIsStoppedBySomebodyElseIsToldSo() throws Exception {
        var result = new CompletableFuture<UnitResult>();
        Thread.ofVirtual().start(() -> result.complete(run("start", "slow")));
        AgentYard.waitUntil("it begins", () -> show("slow", "ActiveState").equals("activating"));

        systemd.systemctl("stop", "slow.service");

        assertEquals(Kind.FAILED, result.join().kind());
        String reason = result.join().reason();
        assertTrue(reason.startsWith("systemd could not start slow.service: somebody else ordered something else meanwhile"), reason);
    }

    @Test
    void aDaemonReexecDuringAStartIsSurvived() throws Exception {
        var result = new CompletableFuture<UnitResult>();
        Thread.ofVirtual().start(() -> result.complete(run("start", "slow")));
        AgentYard.waitUntil("it begins", () -> show("slow", "ActiveState").equals("activating"));

        systemd.systemctl("daemon-reexec");
        ProcessHandle.of(Long.parseLong(show("slow", "MainPID"))).orElseThrow().destroyForcibly();

        assertEquals(Kind.FAILED, result.join().kind());
        assertTrue(result.join().reason().contains("is failed (signal)"), result.join().reason());
    }

    @Test
    void theListOfUnitsAndWhatTheyAreComesFromSystemd() throws IOException {
        run("start", "copy@one");
        var catalog = new UnitCatalog(places);

        List<String> types = catalog.types();

        assertTrue(types.containsAll(List.of("good", "bad", "other", "dbus.socket", "copy@one")), types.toString());
        assertFalse(types.contains("masked") || types.contains("copy@") || types.contains("dbus.service"), types.toString());
        String agent = catalog.metadata("copy@one").orElseThrow();
        assertTrue(agent.contains("<shortdesc lang=\"en\">Copy of one</shortdesc>"), agent);
        assertEquals(Optional.empty(), catalog.metadata("nobody"));
    }

    @Test
    void killedMeansKilled() {
        run("start", "good");

        assertTrue(units.kill(UnitName.of("good"), Duration.ofSeconds(10)));

        AgentYard.waitUntil("systemd has noticed", () -> !run("monitor", "good").reason().isEmpty());
        check(Kind.NOT_RUNNING, "the unit good.service is failed (signal)", run("monitor", "good"));
    }

    private static String show(String unit, String property) {
        try {
            return systemd.show(unit + ".service", property);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
