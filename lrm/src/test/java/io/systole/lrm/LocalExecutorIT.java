package io.systole.lrm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole path from an order to its result, with real agents. What every executor must do is in the contract's test. */
@Timeout(180)
class LocalExecutorIT extends RestartedExecutor {
    private OperationRequest of(String agentClass, String provider, String type, String operation, String... parameters) {
        return yard.request(new AgentId(agentClass, provider, type), "web", operation, Duration.ZERO, parameters);
    }

    @Test
    void tellsAnUnknownAgent() {
        OperationResult result = run(of("ocf", "test", "nobody", "monitor"));

        assertEquals(ExecutionStatus.NOT_INSTALLED, result.status());
        assertEquals(5, result.exitCode());
        assertTrue(result.exitReason().startsWith("agent ocf:test:nobody is not installed on this node"), result.exitReason());
    }

    @Test
    void tellsAnUnknownClass() {
        OperationResult result = run(of("nagios", "", "check_http", "monitor"));

        assertEquals(ExecutionStatus.NOT_INSTALLED, result.status());
        assertTrue(result.exitReason().startsWith("agents of class nagios are not known"), result.exitReason());
    }

    @Test
    void doesNotLeaveTheAgentsDirectory() {
        OperationResult result = run(of("ocf", "test", "../../../../../../../bin/true", "monitor"));

        assertEquals(ExecutionStatus.NOT_INSTALLED, result.status());
    }

    @Test
    void tellsAnActionThatTheAgentDoesNotHave() {
        OperationResult result = run(yard.order("web", "promote"));

        assertEquals(ExecutionStatus.DONE, result.status());
        assertEquals(3, result.exitCode());
    }

    @Test
    void takesAnAnswerOf127ForAnError() {
        OperationResult result = run(yard.order("web", "start", "do", "answer", "code", "127"));

        assertEquals(ExecutionStatus.DONE, result.status());
        assertEquals(1, result.exitCode());
        assertEquals("the agent answered with exit code 127, which has no meaning here", result.exitReason());
    }

    @Test
    void tellsDegradedFromBroken() {
        OperationResult result = run(yard.order("web", "monitor", "do", "answer", "code", "190"));

        assertEquals(190, result.exitCode());
    }

    @Test
    void takesADeathBySignalForAnError() {
        OperationResult result = run(yard.order("web", "start", "do", "die-by-signal"));

        assertEquals(ExecutionStatus.ERROR, result.status());
        assertEquals(1, result.exitCode());
        assertEquals("interrupted by signal 9", result.exitReason());
    }

    @Test
    void tellsAnAgentThatMayNotBeExecuted() throws IOException {
        yard.installOcf("locked", "#!/bin/sh\nexit 0\n", "rw-r--r--");

        OperationResult result = run(of("ocf", "test", "locked", "start"));

        assertEquals(4, result.exitCode());
        assertTrue(result.exitReason().endsWith("locked is not executable; chmod 755 would make it so"), result.exitReason());
    }

    @Test
    void tellsAnAgentWithoutInterpreter() throws IOException {
        yard.installOcf("exotic", "#!/usr/bin/no-such-language\n", "rwxr-xr-x");

        OperationResult result = run(of("ocf", "test", "exotic", "start"));

        assertEquals(ExecutionStatus.NOT_INSTALLED, result.status());
        assertTrue(result.exitReason().endsWith("does not exist: /usr/bin/no-such-language"), result.exitReason());
    }

    @Test
    void passesTheLastReasonOn() {
        OperationResult result = run(yard.order("web", "start", "do", "speak"));

        assertEquals("second reason", result.exitReason());
        assertTrue(result.output().contains("more noise"), result.output());
    }

    @Test
    void killsAnAgentThatHangs() {
        OperationResult result = run(AgentYard.withTimeout(yard.order("web", "start", "do", "ignore-term"), Duration.ofSeconds(2)));

        assertEquals(ExecutionStatus.TIMED_OUT, result.status());
        assertEquals(1, result.exitCode());
        assertEquals("start did not end within 2000 ms", result.exitReason());
        long child = Long.parseLong(yard.mark("web", "child"));
        AgentYard.waitUntil("the agent's child is dead", () -> !AgentYard.lives(child));
    }

    @Test
    void leavesWhatAHangingAgentStartedToPeopleIfTheyAreToLookAtIt() {
        OperationRequest start = AgentYard.withTimeout(yard.order("web", "start", "do", "ignore-term"), Duration.ofSeconds(2));

        OperationResult result = run(new OperationRequest(start.key(), start.agent(), start.timeout(), start.startDelay(),
                start.parameters(), new TreeMap<>(Map.of("on_fail", "block")), start.transitionKey(), 0));

        assertEquals(ExecutionStatus.TIMED_OUT, result.status());
        long self = Long.parseLong(yard.mark("web", "self"));
        AgentYard.waitUntil("the agent is dead", () -> !AgentYard.lives(self));
        assertTrue(AgentYard.lives(Long.parseLong(yard.mark("web", "child"))));
        yard.reap("web", "child");
    }

    @Test
    void isNotHeldUpByWhatAnAgentLeavesBehind() {
        run(yard.order("web", "start", "do", "leave-grandchild"));

        OperationResult next = run(yard.order("web", "monitor"));

        assertEquals(7, next.exitCode());
        yard.reap("web", "child");
    }

    @Test
    void isNotHeldUpByAZombie() {
        run(yard.order("web", "start", "do", "leave-zombie"));

        OperationResult next = run(yard.order("web", "monitor"));

        assertEquals(7, next.exitCode());
        yard.reap("web", "child");
    }

    @Test
    void doesNotTouchADaemonWhenClosed() {
        run(yard.order("web", "start", "do", "leave-daemon"));
        long daemon = Long.parseLong(yard.mark("web", "child"));

        executor.close();

        AgentYard.waitUntil("the executor's thread has ended", LocalExecutorIT::noExecutorThread);
        assertTrue(AgentYard.lives(daemon));
        yard.reap("web", "child");
    }

    @Test
    void letsARunningAgentEndWhenClosed() {
        executor.execute(yard.order("web", "start", "do", "leave-grandchild"));
        executor.execute(yard.order("db", "start", "do", "clean-up-on-term"));
        long agent = Long.parseLong(yard.mark("db", "self"));

        executor.close();
        executor.execute(yard.order("late", "start"));

        assertEquals(ExecutionStatus.INVALID, ear.await("late_start_0").status());
        assertTrue(AgentYard.lives(agent));
        yard.reap("web", "child");
        yard.reap("db", "self");
        ear.await("db_start_0");
        AgentYard.waitUntil("the executor's thread has ended", LocalExecutorIT::noExecutorThread);
        assertTrue(yard.journal().stream().noneMatch(line -> line.startsWith("late")), "nothing is started after close");
    }

    private static boolean noExecutorThread() {
        return Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().equals("lrm"));
    }

    @Test
    void stopsWithTheParametersOfTheStartEvenAfterARestartOfTheDaemon() throws IOException {
        run(yard.order("web", "start", "mark", "old address"));
        restart();

        OperationResult stop = run(yard.order("web", "stop", "mark", "new address"));

        assertEquals("old address", stop.request().parameters().get("mark"));
        assertTrue(yard.journal().contains("web stop begins old address"), yard.journal().toString());
    }

    @Test
    void keepsParametersFromTheEyesOfOthers() throws IOException {
        run(yard.order("web", "start", "password", "geheim"));

        Path file = directory.resolve("run/last-start/web.start");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void goesOnCountingAfterARestartOfTheDaemon() throws IOException {
        long before = run(yard.order("web", "monitor")).callId();
        restart();

        long after = run(yard.order("web", "monitor")).callId();

        assertTrue(after > before, before + " then " + after);
    }

    @Test
    void goesOnCountingWhenTheFileIsDamaged() throws IOException {
        long before = run(yard.order("web", "monitor")).callId();
        Files.writeString(directory.resolve("state/call-ids"), "gar bage");
        restart();

        long after = run(yard.order("web", "monitor")).callId();

        assertTrue(after > before, before + " then " + after);
    }

    @Test
    void givesAgentsExactlyThisEnvironment() throws IOException {
        OperationRequest plain = yard.order("web", "start", "do", "dump-environment", "ip", "10.0.0.1", "empty", "",
                "OCF_CHECK_LEVEL", "10", "quoted", "a'b\"c $(x) äöü");
        var meta = new TreeMap<>(Map.of("on-fail", "restart", "interval", "junk", "notify_start_uname", ""));
        run(new OperationRequest(plain.key(), plain.agent(), Duration.ofSeconds(20), plain.startDelay(), plain.parameters(), meta,
                plain.transitionKey(), 0));

        List<String> environment = yard.mark("web", "environment").lines().filter(line -> !line.startsWith("PWD=")).sorted().toList();

        String tools = directory.resolve("tools").toString();
        assertEquals(List.of(
                "HA_RSCTMP=" + directory.resolve("tmp"),
                "HA_SBIN_DIR=" + tools,
                "HOME=/root",
                "LANG=C.UTF-8",
                "LOGNAME=root",
                "OCF_CHECK_LEVEL=10",
                "OCF_EXIT_REASON_PREFIX=ocf-exit-reason:",
                "OCF_RA_VERSION_MAJOR=1",
                "OCF_RA_VERSION_MINOR=1",
                "OCF_RESKEY_CRM_meta_interval=0",
                "OCF_RESKEY_CRM_meta_name=start",
                "OCF_RESKEY_CRM_meta_notify_start_uname= ",
                "OCF_RESKEY_CRM_meta_on_fail=restart",
                "OCF_RESKEY_CRM_meta_on_node=n1",
                "OCF_RESKEY_CRM_meta_timeout=20000",
                "OCF_RESKEY_crm_feature_set=3.20.5",
                "OCF_RESKEY_dir=" + yard.marks(),
                "OCF_RESKEY_do=dump-environment",
                "OCF_RESKEY_empty=",
                "OCF_RESKEY_ip=10.0.0.1",
                "OCF_RESKEY_quoted=a'b\"c $(x) äöü",
                "OCF_RESOURCE_INSTANCE=web",
                "OCF_RESOURCE_PROVIDER=test",
                "OCF_RESOURCE_TYPE=actor",
                "OCF_ROOT=/usr/lib/ocf",
                "PATH=" + tools + ":/usr/sbin:/usr/bin:/sbin:/bin",
                "SHELL=/bin/sh",
                "SYSTOLE_NODE=n1 " + directory.resolve("tmp"),
                "USER=root"), environment);
    }

    @Test
    void recordsWhatAReloadCannotChange() throws IOException {
        yard.installOcf("reloadable", """
                #!/bin/sh
                [ "$1" = meta-data ] || exit 0
                cat <<END
                <?xml version="1.0"?>
                <resource-agent name="reloadable" version="1.0"><version>1.1</version>
                <parameters>
                <parameter name="port" reloadable="0"><content type="string"/></parameter>
                <parameter name="level" reloadable="1"><content type="string"/></parameter>
                <parameter name="key" private="1" reloadable="1"><content type="string"/></parameter>
                </parameters>
                <actions><action name="start" timeout="20s"/><action name="stop" timeout="20s"/><action name="monitor" timeout="20s"/>
                <action name="meta-data" timeout="5s"/><action name="reload-agent" timeout="20s"/></actions>
                </resource-agent>
                END
                """, "rwxr-xr-x");

        var digests = run(of("ocf", "test", "reloadable", "start", "port", "80", "level", "3", "key", "geheim")).digests();

        assertEquals("  port  ", digests.get("op-force-restart"));
        assertEquals("  key  ", digests.get("op-secure-params"));
        assertEquals(List.of("op-digest", "op-force-restart", "op-restart-digest", "op-secure-digest", "op-secure-params"),
                List.copyOf(digests.keySet()));
    }

    @Test
    void asksAnAgentWithoutMetaDataOnlyAtItsStart() throws IOException {
        yard.installOcf("dumb", "#!/bin/sh\necho $1 >>" + yard.marks() + "/asked\n[ $1 != meta-data ]\n", "rwxr-xr-x");
        OperationRequest monitor = yard.request(new AgentId("ocf", "test", "dumb"), "web", "monitor", Duration.ofMillis(50));

        OperationResult start = run(of("ocf", "test", "dumb", "start"));
        executor.execute(monitor);
        AgentYard.waitUntil("several monitors", () -> asked("monitor") > 4);

        assertEquals(List.of("op-digest"), List.copyOf(start.digests().keySet()));
        assertEquals(1, asked("meta-data"));
    }

    private long asked(String action) {
        try {
            return Files.readAllLines(yard.marks().resolve("asked")).stream().filter(action::equals).count();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void runsTwoHundredMonitors() {
        int monitors = 200;
        for (int i = 0; i < monitors; i++) {
            executor.execute(yard.order("r" + i, "monitor", Duration.ofMillis(500)));
        }

        for (int i = 0; i < monitors; i++) {
            ear.await("r" + i + "_monitor_500");
        }

        AgentYard.waitUntil("they run again", () -> runsBegun() > 2 * monitors);
        assertEquals(monitors, ear.results().size(), "a result that does not change is told once");
        assertFalse(ear.wasInterrupted(), "the listener is called by one thread at a time");
        // None of them may write any more when the yard is removed.
        for (int i = 0; i < monitors; i++) {
            OperationRequest order = yard.order("r" + i, "monitor", Duration.ofMillis(500));
            executor.cancel(order.key(), order.transitionKey());
            ear.await(order.key().toString(), 2);
        }
    }

    private long runsBegun() {
        return yard.journal().stream().filter(line -> line.endsWith("begins")).count();
    }
}
