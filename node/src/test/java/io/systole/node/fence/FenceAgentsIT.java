package io.systole.node.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.core.fencing.AgentCall;
import io.systole.core.fencing.AgentDescription;
import io.systole.core.fencing.AgentEnd;
import io.systole.core.fencing.FenceDevice;
import io.systole.core.membership.NodeName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fence agents as real processes. */
class FenceAgentsIT {
    private static final Path DEBIAN = Path.of("/usr/sbin");
    private static final NodeName VICTIM = new NodeName("n2");

    @TempDir
    Path directory;

    private void agent(String name, String script) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static AgentEnd run(Path agents, String agent, String input, Duration timeout) throws Exception {
        var end = new CompletableFuture<AgentEnd>();
        try (var runner = new FenceAgents(agents)) {
            runner.run(new AgentCall(1, agent, input, timeout, "a test"), end::complete);
            return end.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void theInputIsWhatTheAgentReadsAndItsExitCodeCounts() throws Exception {
        agent("fence_good", "cat > " + directory.resolve("heard") + "; echo done; echo warning >&2; exit 3");

        AgentEnd end = run(directory, "fence_good", "action=off\nplug=4\n", Duration.ofSeconds(20));

        assertEquals(AgentEnd.exited(3, "done\n", "warning\n"), end);
        assertEquals("action=off\nplug=4\n", Files.readString(directory.resolve("heard")));
    }

    @Test
    void anAgentThatReadsNoInputCountsByItsExitCode() throws Exception {
        agent("fence_deaf", "exec < /dev/null; exit 0");

        for (int i = 0; i < 20; i++) {
            AgentEnd end = run(directory, "fence_deaf", "action=off\n", Duration.ofSeconds(20));

            assertEquals(AgentEnd.exited(0, "", ""), end);
        }
    }

    @Test
    void anAgentThatHangsIsKilled() throws Exception {
        agent("fence_slow", "sleep 60");

        AgentEnd end = run(directory, "fence_slow", "action=off\n", Duration.ofMillis(300));

        assertEquals(AgentEnd.Kind.TIMED_OUT, end.kind());
    }

    @Test
    void aRunThatNobodyWantsAnyMoreIsKilledAndItsEndIsTold() throws Exception {
        agent("fence_slow", "touch " + directory.resolve("runs") + "; sleep 60");
        var end = new CompletableFuture<AgentEnd>();
        try (var runner = new FenceAgents(directory)) {
            runner.run(new AgentCall(7, "fence_slow", "", Duration.ofMinutes(1), "a test"), end::complete);

            runner.kill(7);

            assertEquals(AgentEnd.Kind.KILLED, end.get(20, TimeUnit.SECONDS).kind());
        }
    }

    @Test
    void whatIsNotThereOrNoFenceAgentIsNamed() throws Exception {
        AgentEnd missing = run(directory, "fence_none", "", Duration.ofSeconds(5));
        AgentEnd foreign = run(directory, "../bin/sh", "", Duration.ofSeconds(5));

        assertEquals(AgentEnd.Kind.NOT_STARTED, missing.kind());
        assertTrue(missing.errors().contains("fence_none"), missing.errors());
        assertEquals("../bin/sh is no fence agent: their names begin with fence_", foreign.errors());
    }

    /** The contract with Debian's fence-agents, on the one that needs no hardware. */
    @Test
    void theDummyOfDebianIsDescribedAndFences() throws Exception {
        assumeTrue(Files.isExecutable(DEBIAN.resolve("fence_dummy")), "package fence-agents is not installed");
        var device = new FenceDevice("f", "fence_dummy", new TreeMap<>(Map.of("status_file", directory.resolve("status").toString(),
                "pcmk_host_list", "n2")));
        AgentEnd metadata = run(DEBIAN, "fence_dummy", "action=metadata\n", Duration.ofSeconds(30));
        AgentDescription agent = AgentDescription.read(metadata.output()).orElseThrow();

        AgentEnd off = run(DEBIAN, "fence_dummy", device.input("off", Optional.of(VICTIM), agent.parameters()), Duration.ofSeconds(60));
        AgentEnd status = run(DEBIAN, "fence_dummy", device.input("status", Optional.of(VICTIM), agent.parameters()),
                Duration.ofSeconds(60));

        assertTrue(agent.actions().containsAll(List.of("on", "off", "reboot", "status", "monitor")), agent.toString());
        assertFalse(agent.unfences());
        assertEquals(FenceDevice.HostCheck.STATIC_LIST, device.check(agent));
        assertEquals(0, off.code(), off.errors());
        assertEquals(2, status.code(), "2 means off; " + status.errors());
    }

    @Test
    void anAgentThatUnfencesSaysSoInItsMetadata() throws Exception {
        Path scsi = DEBIAN.resolve("fence_scsi");
        assumeTrue(Files.isExecutable(scsi), "package fence-agents is not installed");

        AgentDescription disks = AgentDescription.read(run(DEBIAN, "fence_scsi", "action=metadata\n", Duration.ofSeconds(30)).output())
                .orElseThrow();

        assertTrue(disks.unfences() && disks.onTarget(), disks.toString());
        assertEquals(FenceDevice.HostCheck.STATUS, new FenceDevice("s", "fence_scsi", new TreeMap<>()).check(disks));
    }
}
