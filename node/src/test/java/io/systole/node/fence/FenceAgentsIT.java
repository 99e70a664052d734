package io.systole.node.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.FenceExecutor.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fencing with agents that are real processes. */
class FenceAgentsIT {
    private static final NodeName VICTIM = new NodeName("n2");

    @TempDir
    Path directory;

    private Cib cib(String... types) {
        Element resources = Element.of("resources");
        for (String type : types) {
            resources = resources.plus(Element.of("primitive", "id", "f-" + type, "class", "stonith", "type", type));
        }
        return Cib.empty().withSection(resources);
    }

    private void agent(String name, String script) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Outcome fence(Cib cib, Duration timeout) throws Exception {
        var outcome = new CompletableFuture<Outcome>();
        try (var agents = new FenceAgents(() -> cib, directory)) {
            agents.fence(VICTIM, "reboot", timeout, outcome::complete);
            return outcome.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void failsWithAReasonIfNoDeviceIsConfigured() throws Exception {
        Outcome outcome = fence(cib(), Duration.ofSeconds(5));

        assertEquals(new Outcome(false, "no fence device is configured"), outcome);
    }

    @Test
    void handsActionAndVictimToTheAgent() throws Exception {
        agent("fence_good", "cat > " + directory.resolve("heard"));

        Outcome outcome = fence(cib("fence_good"), Duration.ofSeconds(5));

        assertTrue(outcome.success(), outcome.reason());
        assertEquals("action=reboot\nnodename=n2\nport=n2\n", Files.readString(directory.resolve("heard")));
    }

    @Test
    void triesTheNextDeviceIfOneFails() throws Exception {
        agent("fence_bad", "echo 'no power switch here'; exit 1");
        agent("fence_good", "exit 0");

        Outcome outcome = fence(cib("fence_bad", "fence_good"), Duration.ofSeconds(5));

        assertTrue(outcome.success(), outcome.reason());
    }

    @Test
    void anAgentThatReadsNoInputCountsByItsExitCode() throws Exception {
        agent("fence_deaf", "exec < /dev/null; exit 0");

        for (int i = 0; i < 20; i++) {
            Outcome outcome = fence(cib("fence_deaf"), Duration.ofSeconds(5));

            assertTrue(outcome.success(), outcome.reason());
        }
    }

    @Test
    void killsAnAgentThatHangs() throws Exception {
        agent("fence_slow", "sleep 60");

        Outcome outcome = fence(cib("fence_slow"), Duration.ofSeconds(1));

        assertFalse(outcome.success());
        assertTrue(outcome.reason().startsWith("f-fence_slow: killed after"), outcome.reason());
    }
}
