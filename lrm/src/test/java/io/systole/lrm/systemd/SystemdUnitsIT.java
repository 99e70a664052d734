package io.systole.lrm.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationResult;
import io.systole.lrm.AgentYard;
import io.systole.lrm.Ear;
import io.systole.lrm.LocalExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.freedesktop.dbus.exceptions.DBusException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources of class systemd, on a real bus with a systemd that does what the test wants. */
@Timeout(120)
class SystemdUnitsIT {
    private static final String UNIT = "web.service";

    @TempDir
    Path directory;

    private AgentYard yard;
    private final Ear ear = new Ear();
    private PrivateBus bus;
    private FakeSystemd systemd;
    private SystemdPlaces places;
    private LocalExecutor executor;

    @BeforeEach
    void begin() throws IOException, DBusException {
        assumeTrue(PrivateBus.isPossible(), "package dbus is not installed");
        yard = new AgentYard(directory);
        bus = new PrivateBus(directory);
        systemd = new FakeSystemd(bus.address());
        places = new SystemdPlaces(directory, bus.address(), directory.resolve("units"), List.of(directory.resolve("files")),
                Duration.ofMillis(500));
        executor = new LocalExecutor(yard.settings(places), yard.catalog(), Clock.systemUTC());
        executor.start(ear);
    }

    @AfterEach
    void end() {
        if (bus != null) {
            executor.close();
            systemd.close();
            bus.close();
        }
    }

    private void order(String agentClass, String type, String operation, Duration timeout) {
        executor.execute(AgentYard.withTimeout(
                yard.request(new AgentId(agentClass, "", type), "web", operation, Duration.ZERO), timeout));
    }

    private OperationResult run(String type, String operation) {
        return run("systemd", type, operation, Duration.ofSeconds(60));
    }

    private OperationResult run(String agentClass, String type, String operation, Duration timeout) {
        String key = "web_" + operation + "_0";
        int before = ear.of(key).size();
        order(agentClass, type, operation, timeout);
        return ear.await(key, before + 1);
    }

    private static void check(int exitCode, String reason, OperationResult result) {
        assertEquals(exitCode + " " + reason, result.exitCode() + " " + result.exitReason());
    }

    private Path dropIn() {
        return directory.resolve("units/web.service.d/50-systole.conf");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            loaded,      active,      running, success,   0, ''
            loaded,      reloading,   reload,  success,   0, ''
            loaded,      refreshing,  refresh, success,   0, ''
            not-found,   active,      running, success,   0, ''
            masked,      active,      running, success,   0, ''
            loaded,      inactive,    dead,    success,   7, the unit web.service is inactive
            loaded,      failed,      failed,  exit-code, 7, 'the unit web.service is failed (exit-code, status 3)'
            loaded,      failed,      failed,  oom-kill,  7, the unit web.service is failed (oom-kill)
            loaded,      maintenance, dead,    success,   7, the unit web.service is maintenance
            masked,      inactive,    dead,    success,   7, the unit web.service is inactive
            bad-setting, inactive,    dead,    success,   7, the unit web.service is inactive
            not-found,   inactive,    dead,    success,   5, there is no systemd unit web.service on this node
            not-found,   failed,      failed,  signal,    5, there is no systemd unit web.service on this node
            """)
    void aMonitorReadsTheState(String load, String active, String sub, String result, int exitCode, String reason) {
        FakeUnit unit = systemd.unit(UNIT).in(active, sub);
        unit.load = load;
        unit.result = result;

        check(exitCode, reason, run("web", "monitor"));
    }

    @ParameterizedTest
    @CsvSource({"activating, active, 0", "activating, failed, 7", "deactivating, inactive, 7", "deactivating, active, 0"})
    void aMonitorWaitsWhileTheUnitIsOnItsWay(String now, String then, int exitCode) {
        FakeUnit unit = systemd.unit(UNIT).in(now, "x");
        order("systemd", "web", "monitor", Duration.ofSeconds(60));
        assertTrue(ear.of("web_monitor_0").isEmpty());

        unit.in(then, "y");

        assertEquals(exitCode, ear.await("web_monitor_0").exitCode());
    }

    @Test
    void aUnitThatIsOnItsWayForTheWholeTimeoutHasTimedOut() {
        systemd.unit(UNIT).in("activating", "start-pre");

        OperationResult result = run("systemd", "web", "monitor", Duration.ofMillis(400));

        assertEquals(ExecutionStatus.TIMED_OUT, result.status());
        assertEquals("monitor did not end within 400 ms; unit web.service is activating (start-pre)", result.exitReason());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            start,   done,       active,   DONE,      0, ''
            start,   failed,     failed,   ERROR,     1, start web.service; the unit web.service is failed (exit-code, status 3)
            start,   canceled,   inactive, ERROR,     1, somebody else ordered something else meanwhile; the unit web.service is
            start,   timeout,    failed,   TIMED_OUT, 1, could not start web.service within its own time limit
            start,   dependency, inactive, ERROR,     1, 'could not start web.service: a unit that it requires failed'
            start,   skipped,    inactive, ERROR,     1, 'could not start web.service: that does not apply to its state'
            start,   assert,     inactive, ERROR,     1, 'could not start web.service: assert'
            stop,    done,       inactive, DONE,      0, ''
            stop,    failed,     failed,   ERROR,     1, could not stop web.service
            stop,    canceled,   active,   ERROR,     1, could not stop web.service
            stop,    timeout,    active,   TIMED_OUT, 1, could not stop web.service within its own time limit
            restart, done,       active,   DONE,      0, ''
            """)
    void theResultOfTheJobIsTheResultOfTheOperation(String operation, String job, String after, ExecutionStatus status, int exitCode,
            String reason) {
        FakeUnit unit = systemd.unit(UNIT);
        unit.jobResult = job;
        unit.after = after;
        unit.result = "exit-code";

        OperationResult result = run("web", operation);

        assertEquals(status, result.status());
        assertEquals(exitCode, result.exitCode());
        assertTrue(result.exitReason().contains(reason), result.exitReason());
    }

    @Test
    void aStartIsDoneWhenItsJobIs() {
        FakeUnit unit = systemd.unit(UNIT);
        unit.held = true;
        order("systemd", "web", "start", Duration.ofSeconds(60));
        AgentYard.waitUntil("the job is queued", () -> unit.job != 0);
        assertTrue(ear.of("web_start_0").isEmpty());

        systemd.finish(unit);

        assertEquals(0, ear.await("web_start_0").exitCode());
    }

    @Test
    void aJobThatTakesTooLongIsATimeoutThatTellsTheState() {
        FakeUnit unit = systemd.unit(UNIT).in("activating", "start");
        unit.held = true;

        OperationResult result = run("systemd", "web", "start", Duration.ofMillis(400));

        assertEquals(ExecutionStatus.TIMED_OUT, result.status());
        assertEquals("start did not end within 400 ms; unit web.service is activating (start)", result.exitReason());
    }

    @Test
    void theUnitIsLeftToTheClusterBeforeItsStartAndGivenBackBeforeItsStop() throws IOException {
        systemd.unit(UNIT);

        run("web", "start");
        String settings = Files.readString(dropIn());
        run("web", "start");
        run("web", "stop");

        assertTrue(settings.contains("\nBefore=systole.service\n") && settings.contains("\nRestart=no\n"), settings);
        assertFalse(Files.exists(dropIn().getParent()));
        assertEquals(List.of("reload", "start web.service", "start web.service", "reload", "stop web.service"), systemd.calls());
    }

    @Test
    void filesThatSomebodyHasChangedAreReadBeforeTheStart() {
        FakeUnit unit = systemd.unit(UNIT);
        run("web", "start");
        unit.outdated = true;

        run("web", "start");

        assertEquals(List.of("reload", "start web.service", "reload", "start web.service"), systemd.calls());
    }

    @Test
    void settingsThatCannotBeWrittenForbidTheStart() throws IOException {
        systemd.unit(UNIT);
        Files.writeString(directory.resolve("units"), "in the way");

        OperationResult result = run("web", "start");

        assertEquals(1, result.exitCode());
        assertTrue(result.exitReason().startsWith("the settings that leave web.service to the cluster cannot be written to " + dropIn()),
                result.exitReason());
        assertEquals(List.of(), systemd.calls());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            masked,      1, 'unit web.service is masked on this node, so systemd does not start it; "systemctl unmask web.service" \
            ends that'
            not-found,   5, there is no systemd unit web.service on this node
            bad-setting, 1, 'systemd cannot use the file of unit web.service (bad-setting: Service has no ExecStart=); \
            "systemd-analyze verify web.service" tells more'
            """)
    void aUnitThatCannotBeStartedSaysWhy(String load, int exitCode, String reason) {
        systemd.unit(UNIT).load = load;

        check(exitCode, reason, run("web", "start"));
        assertEquals(List.of(), systemd.calls());
    }

    @Test
    void aConditionThatIsNotMetIsNoSuccess() {
        FakeUnit unit = systemd.unit(UNIT);
        unit.conditionMet = false;
        unit.after = "inactive";

        check(1, "systemd did not start web.service, because a condition in its file is not met on this node; "
                + "\"systemctl status web.service\" names it", run("web", "start"));
    }

    @Test
    void aUnitWithoutFileIsStoppedAlready() {
        assertEquals(0, run("nobody", "stop").exitCode());
    }

    @ParameterizedTest
    @CsvSource({"a/b, '\"a/b\" cannot be the name of a systemd unit'",
        "getty@, 'getty@.service is a template of units; name one of them, as in getty@INSTANCE'"})
    void aNameThatNoUnitCanHaveIsNotInstalled(String type, String reason) {
        check(5, reason, run(type, "start"));
        assertEquals(0, run(type, "stop").exitCode());
    }

    @Test
    void aServiceWithoutInitScriptIsAUnit() throws IOException {
        systemd.unit(UNIT);
        assertEquals(0, run("service", "web", "start", Duration.ofSeconds(60)).exitCode());

        yard.installInitScript("web", "#!/bin/sh\nexit 3\n");

        assertEquals(7, run("service", "web", "monitor", Duration.ofSeconds(60)).exitCode());
        assertEquals(0, run("web", "monitor").exitCode());
    }

    @Test
    void aUnitHasNoPromote() {
        assertEquals(ExecutionStatus.NOT_SUPPORTED, run("web", "promote").status());
    }

    @Test
    void aSystemdThatStartsAnewDuringAJobIsAskedAgain() throws DBusException {
        FakeUnit unit = systemd.unit(UNIT).in("activating", "start");
        unit.held = true;
        order("systemd", "web", "start", Duration.ofSeconds(60));
        AgentYard.waitUntil("the job is queued", () -> unit.job != 0);

        systemd.close();
        systemd.begin();
        AgentYard.waitUntil("it is asked again to tell of jobs", systemd::hasSubscriber);
        systemd.finish(unit);

        assertEquals(0, ear.await("web_start_0").exitCode());
        assertEquals(List.of("reload", "start web.service"), systemd.calls());
    }

    @ParameterizedTest
    @CsvSource({"start, active, 0", "start, failed, 1", "stop, inactive, 0"})
    void aJobThatEndedWhileSystemdWasAwayIsJudgedByWhatItLeft(String operation, String left, int exitCode) throws DBusException {
        FakeUnit unit = systemd.unit(UNIT);
        unit.held = true;
        order("systemd", "web", operation, Duration.ofSeconds(60));
        AgentYard.waitUntil("the job is queued", () -> unit.job != 0);

        systemd.close();
        unit.job = 0;
        unit.active = left;
        systemd.begin();

        OperationResult result = ear.await("web_" + operation + "_0");
        assertEquals(exitCode, result.exitCode());
        assertEquals(exitCode == 0 ? "" : "the start of web.service has ended unseen while systemd was away; "
                + "the unit web.service is failed", result.exitReason());
    }

    @Test
    void aMonitorWaitsForASystemdThatIsAway() throws DBusException {
        systemd.unit(UNIT).in("active", "running");
        systemd.close();
        order("systemd", "web", "monitor", Duration.ofSeconds(60));

        systemd.begin();

        assertEquals(0, ear.await("web_monitor_0").exitCode());
    }

    @Test
    void aBusThatIsKilledDuringAJobIsWaitedFor() throws IOException, DBusException {
        FakeUnit unit = systemd.unit(UNIT).in("activating", "start");
        unit.held = true;
        order("systemd", "web", "start", Duration.ofSeconds(60));
        AgentYard.waitUntil("the job is queued", () -> unit.job != 0);

        bus.close();
        bus.begin();
        systemd.begin();
        AgentYard.waitUntil("it is asked again to tell of jobs", systemd::hasSubscriber);
        systemd.finish(unit);

        assertEquals(0, ear.await("web_start_0").exitCode());
        // If the bus died before the answer was here, it is asked again, which is the same job for systemd.
        assertEquals(List.of("reload", "start web.service"), systemd.calls().stream().distinct().toList());
    }

    @ParameterizedTest
    @CsvSource({"monitor", "start", "stop"})
    void withoutABusNothingIsKnownAndThatIsSaid(String operation) {
        bus.close();

        OperationResult result = run("web", operation);

        assertEquals(ExecutionStatus.ERROR, result.status());
        assertEquals(1, result.exitCode());
        assertTrue(result.exitReason().startsWith("systemd cannot be asked, because D-Bus does not answer at " + bus.address() + " ("),
                result.exitReason());
        assertTrue(result.exitReason().endsWith("); see that dbus.service runs"), result.exitReason());
    }

    @Test
    void aMonitorThatIsCancelledEnds() {
        systemd.unit(UNIT).in("activating", "start");
        var monitor = yard.request(new AgentId("systemd", "", "web"), "web", "monitor", Duration.ofSeconds(10));
        executor.execute(monitor);

        executor.cancel(monitor.key(), "key");

        assertEquals(ExecutionStatus.CANCELLED, ear.await("web_monitor_10000").status());
    }

    @Test
    void aForcedStopKillsTheUnitFirst() {
        systemd.unit(UNIT);
        run("web", "start");
        var left = new CompletableFuture<List<ResourceId>>();

        executor.halt(Duration.ofSeconds(20), left::complete);

        assertEquals(List.of(), left.join());
        assertEquals(List.of("reload", "start web.service", "kill web.service all 9", "reload", "stop web.service"), systemd.calls());
    }
}
