package io.systole.lrm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.agents.AgentCatalog;
import io.systole.core.cib.AgentId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents of other makers and other classes: init scripts, fence agents, systemd units, those of ClusterLabs. */
@Timeout(120)
class AgentClassesIT {
    private static final String INIT_SCRIPT = """
            #!/bin/sh
            case $1 in
            start) touch @marks@/up ;;
            stop) rm -f @marks@/up ;;
            status)
                [ -f @marks@/answer ] && exit "$(cat @marks@/answer)"
                [ -f @marks@/up ] || exit 3 ;;
            reload) env | sort >@marks@/environment ;;
            *) exit 2 ;;
            esac
            """;

    @TempDir
    Path directory;

    private AgentYard yard;
    private Ear ear;
    private LocalExecutor executor;

    @BeforeEach
    void startExecutor() throws IOException {
        yard = new AgentYard(directory);
        ear = new Ear();
        executor = new LocalExecutor(yard.settings(), yard.catalog(), Clock.systemUTC());
        executor.start(ear);
    }

    @AfterEach
    void closeExecutor() {
        executor.close();
    }

    private OperationResult run(AgentId agent, String operation, String... parameters) {
        String key = "web_" + operation + "_0";
        int before = ear.of(key).size();
        executor.execute(yard.request(agent, "web", operation, Duration.ZERO, parameters));
        return ear.await(key, before + 1);
    }

    private AgentId installInitScript() throws IOException {
        yard.installInitScript("webd", INIT_SCRIPT.replace("@marks@", yard.marks().toString()));
        return new AgentId("lsb", "", "webd");
    }

    @Test
    void anInitScriptIsStartedAskedAndStopped() throws IOException {
        AgentId webd = installInitScript();

        assertEquals(7, run(webd, "monitor").exitCode());
        assertEquals(0, run(webd, "start").exitCode());
        assertEquals(0, run(webd, "monitor").exitCode());
        assertEquals(0, run(webd, "stop").exitCode());
        assertEquals(7, run(webd, "monitor").exitCode());
    }

    @Test
    void aDeadServiceWithPidFileCountsAsStopped() throws IOException {
        AgentId webd = installInitScript();
        Files.writeString(yard.marks().resolve("answer"), "1");

        assertEquals(7, run(webd, "monitor").exitCode());
    }

    @Test
    void anUnknownStatusIsAnError() throws IOException {
        AgentId webd = installInitScript();
        Files.writeString(yard.marks().resolve("answer"), "4");

        assertEquals(1, run(webd, "monitor").exitCode());
    }

    @Test
    void anInitScriptGetsNoParameters() throws IOException {
        AgentId webd = installInitScript();

        run(webd, "reload", "password", "geheim");

        String environment = Files.readString(yard.marks().resolve("environment"));
        assertFalse(environment.contains("geheim") || environment.contains("OCF_"), environment);
    }

    @Test
    void anInitScriptHasNoPromote() throws IOException {
        OperationResult result = run(installInitScript(), "promote");

        assertEquals(ExecutionStatus.NOT_SUPPORTED, result.status());
        assertEquals("init scripts have no action promote", result.exitReason());
    }

    @Test
    void aMissingInitScriptIsNotInstalled() {
        OperationResult result = run(new AgentId("lsb", "", "nobody"), "monitor");

        assertEquals(ExecutionStatus.NOT_INSTALLED, result.status());
        assertEquals(5, result.exitCode());
    }

    @Test
    void aServiceIsTheInitScriptIfThereIsOne() throws IOException {
        installInitScript();

        assertEquals(0, run(new AgentId("service", "", "webd"), "start").exitCode());
        assertEquals(0, run(new AgentId("service", "", "webd"), "monitor").exitCode());
    }

    @Test
    void aSystemdUnitIsNotInstalledWhereSystemdDoesNotRun() {
        assumeTrue(!Files.isDirectory(Path.of("/run/systemd/system")), "systemd runs here");

        OperationResult result = run(new AgentId("systemd", "", "webd"), "start");

        assertEquals(ExecutionStatus.NOT_INSTALLED, result.status());
        assertEquals("systemd does not run on this node, so it has no unit webd", result.exitReason());
    }

    @Test
    void aFenceDeviceIsTriedAtItsStartAndReadsItsParametersFromStandardInput() throws IOException {
        AgentId agent = new AgentId("stonith", "", "fence_toy");
        yard.installFenceAgent("fence_toy", "#!/bin/sh\n[ $# = 0 ] && cat >" + yard.marks() + "/heard\n");

        int before = run(agent, "monitor").exitCode();
        OperationResult start = run(agent, "start", "ip", "10.0.0.9", "passwd", "geheim $(x)", "pcmk_host_list", "n1");
        int after = run(agent, "monitor").exitCode();

        assertEquals(7, before);
        assertEquals(0, start.exitCode());
        assertEquals(0, after);
        assertEquals("action=monitor\ndir=" + yard.marks() + "\nip=10.0.0.9\npasswd=geheim $(x)\n",
                Files.readString(yard.marks().resolve("heard")));
        assertEquals(0, run(agent, "stop").exitCode());
        assertEquals(7, run(agent, "monitor").exitCode());
    }

    @Test
    void aFenceDeviceThatDoesNotAnswerDoesNotStart() throws IOException {
        yard.installFenceAgent("fence_toy", "#!/bin/sh\necho Unable to connect >&2\nexit 1\n");

        OperationResult start = run(new AgentId("stonith", "", "fence_toy"), "start");

        assertEquals(1, start.exitCode());
        assertEquals("the fence device did not answer its monitor", start.exitReason());
        assertEquals("Unable to connect", start.output());
    }

    @Test
    void aFenceDeviceHasATimeoutOfItsOwnForItsMonitor() throws IOException {
        yard.installFenceAgent("fence_toy", "#!/bin/sh\nsleep 60\n");

        OperationResult start = run(new AgentId("stonith", "", "fence_toy"), "start", "pcmk_monitor_timeout", "300ms");

        assertEquals(ExecutionStatus.TIMED_OUT, start.status());
        assertEquals("start did not end within 300 ms", start.exitReason());
    }

    @Test
    void theDummyOfClusterLabsRuns() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/lib/ocf/resource.d/heartbeat/Dummy")), "package resource-agents is not installed");
        AgentId dummy = new AgentId("ocf", "heartbeat", "Dummy");
        String state = directory.resolve("dummy.state").toString();

        assertEquals(7, run(dummy, "monitor", "state", state).exitCode());
        assertEquals(0, run(dummy, "start", "state", state).exitCode());
        assertEquals(0, run(dummy, "monitor", "state", state).exitCode());
        assertTrue(run(dummy, "monitor", "state", state).digests().containsKey("op-digest"));
        assertEquals(0, run(dummy, "stop", "state", state).exitCode());
        assertEquals(7, run(dummy, "monitor", "state", state).exitCode());
    }

    @Test
    void anAgentOfClusterLabsWritesItsTrace() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/lib/ocf/resource.d/heartbeat/Dummy")), "package resource-agents is not installed");
        Path traces = Files.createDirectory(directory.resolve("traces"));

        OperationResult start = run(new AgentId("ocf", "heartbeat", "Dummy"), "start", "state", directory.resolve("dummy.state").toString(),
                "trace_ra", "1", "trace_dir", traces.toString());

        assertEquals(0, start.exitCode());
        assertEquals("", start.output());
        try (Stream<Path> files = Files.list(traces.resolve("Dummy"))) {
            Path trace = files.findFirst().orElseThrow();
            assertTrue(trace.getFileName().toString().startsWith("web.start."), trace::toString);
            assertTrue(Files.readString(trace).contains("dummy_start"), trace::toString);
        }
    }

    @Test
    void anAgentOfTheOldStandardIsReloadedInItsOwnWord() throws IOException {
        yard.installOcf("old", """
                #!/bin/sh
                case $1 in
                reload) exit 0 ;;
                meta-data)
                    echo '<resource-agent name="old" version="1"><version>1.0</version><parameters/>'
                    echo '<actions><action name="reload"/></actions></resource-agent>' ;;
                *) exit 3 ;;
                esac
                """, "rwxr-xr-x");

        assertEquals(0, run(new AgentId("ocf", "test", "old"), "reload-agent").exitCode());
    }

    @Test
    void ourOwnDummyRuns() throws IOException {
        Path ownRoot = Path.of(System.getProperty("systole.root", ".."), "resource-agents/src/main/ocf").toAbsolutePath().normalize();
        assumeTrue(Files.isDirectory(ownRoot), "not run by the build: " + ownRoot + " is not there");
        executor.close();
        executor = new LocalExecutor(yard.settings(), AgentCatalog.ofInstallation(ownRoot, ""), Clock.systemUTC());
        executor.start(ear);
        AgentId dummy = new AgentId("ocf", "systole", "Dummy");

        assertEquals(7, run(dummy, "monitor").exitCode());
        assertEquals(0, run(dummy, "start").exitCode());
        assertEquals(0, run(dummy, "monitor").exitCode());
        assertEquals(0, run(dummy, "stop").exitCode());
        assertEquals(7, run(dummy, "monitor").exitCode());
    }

    @Test
    void theInitScriptOfHaproxyAnswersAsAnLsbScriptShould() {
        Path script = Path.of("/etc/init.d/haproxy");
        assumeTrue(Files.isExecutable(script), "package haproxy is not installed");
        assumeTrue(!Files.exists(Path.of("/run/haproxy.pid")), "haproxy runs on this machine");

        OperationResult status = run(new AgentId("lsb", "", script.toString()), "monitor");

        assertEquals(ExecutionStatus.DONE, status.status());
        assertEquals(7, status.exitCode());
    }
}
