package io.systole.node.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.AgentCatalog;
import io.systole.agents.MetadataProcess;
import io.systole.core.cib.AgentId;
import io.systole.shell.client.AgentRun;
import io.systole.shell.client.SocketConnection;
import io.systole.shell.tool.ToolCall;
import io.systole.shell.tool.ToolContext;
import io.systole.shell.tool.ToolResult;
import io.systole.shell.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code crm ra test} with real processes: our Dummy, and agents that are broken each in its way. */
class AgentTrialIT {
    private static final Path OWN = Path.of("..", "resource-agents", "src", "main", "ocf").toAbsolutePath().normalize();
    /** A daemon with a pid file, which is written also if the start is killed; a line of shell may replace each action. */
    private static final String AGENT = """
            #!/bin/sh
            pidfile=$HA_RSCTMP/$OCF_RESOURCE_INSTANCE.pid
            runs() { [ -r "$pidfile" ] && [ -e "/proc/$(cat "$pidfile")/exe" ]; }
            start() { trap : TERM; runs || { setsid sleep 600 > /dev/null 2>&1 & echo $! > "$pidfile"; }; }
            stop() { runs && kill "$(cat "$pidfile")"; while runs; do sleep 0.05; done; rm -f "$pidfile"; }
            monitor() { runs || return 7; }
            unknown() { return 3; }
            #CHANGE
            case $1 in
                start | stop | monitor) $1 ;;
                validate-all | usage) exit 0 ;;
                meta-data) cat << END
            <resource-agent name="broken"><version>1.1</version><shortdesc>s</shortdesc><longdesc>l</longdesc><parameters/>
            <actions><action name="start" timeout="20s"/><action name="stop" timeout="20s"/><action name="monitor" timeout="20s"/>
            <action name="meta-data" timeout="5s"/><action name="validate-all" timeout="5s"/></actions></resource-agent>
            END
                    ;;
                *) unknown ;;
            esac
            """;

    @TempDir
    private Path directory;

    private AgentCatalog catalog() {
        return new AgentCatalog(List.of(directory, OWN), directory.resolve("init.d"), new MetadataProcess());
    }

    private ToolResult crm(String... words) {
        var agents = InstalledAgents.ofCaller(catalog());
        var tools = new Tools(new ToolContext(new SocketConnection(directory.resolve("none")), agents, Optional.empty(),
                InstantSource.system(), ZoneOffset.UTC));
        return tools.run(ToolCall.of("crm", words));
    }

    private void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> failuresWith(String change) throws IOException {
        script(directory.resolve("resource.d/test/broken"), AGENT.replace("#CHANGE", change));
        ToolResult result = crm("ra", "test", "ocf:test:broken");
        List<String> bad = result.output().lines().filter(line -> line.startsWith("FAILED") || line.startsWith("WARNING")).toList();
        assertEquals(bad.stream().anyMatch(line -> line.startsWith("FAILED")) ? 1 : 0, result.exitCode(), result.output());
        return bad.stream().map(line -> line.substring(0, line.indexOf(": "))).toList();
    }

    /** Those of ours that need no root. Nobody hears what they tell the cluster, and that is no failure. */
    @ParameterizedTest
    @ValueSource(strings = {"Dummy", "Stateful", "ping host_list=127.0.0.1", "check program=/bin/true fail_resource=true",
        "mail email=admin@example.org sendmail=/bin/true"})
    void ourAgentsPass(String agent) {
        ToolResult result = crm(("ra test ocf:systole:" + agent).split(" "));

        assertEquals(0, result.exitCode(), result.output() + result.errors());
        assertTrue(result.output().endsWith("0 warnings, 0 failed\n"), result.output());
    }

    @Test
    void anAgentWithADaemonPassesAlsoWhenItIsKilledAndWhenItCrashes() throws IOException {
        assertEquals(List.of(), failuresWith(""));
    }

    @Test
    void aMonitorThatTrustsAFileAndAnUnknownActionThatSucceedsAreFound() throws IOException {
        assertEquals(List.of("FAILED   unknown action", "FAILED   monitor after a crash of the service"),
                failuresWith("monitor() { [ -r \"$pidfile\" ] || return 7; }; unknown() { return 0; }"));
    }

    @Test
    void whatIsNotIdempotentAndWhatOutlivesTheStopIsFound() throws IOException {
        List<String> found = failuresWith("""
                stop() { [ -r "$pidfile" ] || return 1; rm -f "$pidfile"; : > "$HA_RSCTMP/lock"; }
                start() { runs && return 1; setsid sleep 600 > /dev/null 2>&1 & echo $! > "$pidfile"; }
                """);

        for (String flaw : List.of("FAILED   stop before any start", "FAILED   start again", "FAILED   stop again",
                "FAILED   processes are left after the stop", "WARNING  files are left in HA_RSCTMP after the stop")) {
            assertTrue(found.contains(flaw), () -> flaw + " is not in " + found);
        }
    }

    @Test
    void aStartThatHangsIsKilledAndToldWithItsTimeout() throws IOException {
        script(directory.resolve("resource.d/test/broken"), AGENT.replace("#CHANGE", "start() { sleep 600; }")
                .replace("\"start\" timeout=\"20s\"", "\"start\" timeout=\"300ms\""));

        String output = crm("ra", "test", "ocf:test:broken").output();

        assertTrue(output.contains("FAILED   start: expected 0 (ok), came no answer: start did not end within 300 ms"), output);
        assertTrue(output.contains("ok       stop after the failed start: 0 (ok)"), output);
    }

    @Test
    void anInitScriptIsDescribedInWordsAndTried() throws IOException {
        script(directory.resolve("init.d/service"), """
                #!/bin/sh
                ### BEGIN INIT INFO
                # Provides: service
                # Required-Start: $network
                # Short-Description: a service & more
                ### END INIT INFO
                state=STATE
                case $1 in
                    start) : > "$state" ;;
                    stop) rm -f "$state" ;;
                    status) [ -e "$state" ] || exit 3 ;;
                    *) exit 2 ;;
                esac
                """.replace("STATE", directory.resolve("state").toString()));

        String info = crm("ra", "info", "lsb:service").output();
        assertTrue(info.startsWith("a service & more (lsb:service)\n"), info);
        assertTrue(info.contains("Required-Start: $network"), info);
        ToolResult result = crm("ra", "test", "lsb:service");
        assertEquals(0, result.exitCode(), result.output() + result.errors());
        assertFalse(result.output().contains("WARNING"), result.output());
    }

    @Test
    void whoeverLeavesTheBenchHasStoppedWhatWasStarted() throws IOException {
        script(directory.resolve("resource.d/test/broken"), AGENT.replace("#CHANGE", "stop() { : > " + directory.resolve("stopped")
                + "; }"));
        long process;
        try (var bench = new TrialBench(catalog())) {
            assertEquals(0, bench.run(new AgentRun(new AgentId("ocf", "test", "broken"), "r", "start", Optional.empty(),
                    Duration.ofSeconds(20), new TreeMap<>(), new TreeMap<>()), Duration.ZERO).code());
            process = Long.parseLong(bench.left().processes().getFirst().split(" ")[0]);
        }

        assertTrue(Files.exists(directory.resolve("stopped")), "it was stopped by its agent");
        assertFalse(Files.exists(Path.of("/proc/" + process + "/exe")), "and then killed");
    }
}
