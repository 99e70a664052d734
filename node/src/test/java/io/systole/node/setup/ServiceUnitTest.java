package io.systole.node.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.node.process.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The unit under which systemd runs the daemon: what it promises to the resources. */
class ServiceUnitTest {
    private static final Path UNIT = Path.of("..", "node", "src/main/dist/systemd/systole.service");

    @Test
    void whatAgentsHaveStartedOutlivesTheDaemon() throws IOException {
        assertEquals(List.of("process"), values("KillMode"));
        assertEquals(List.of("no"), values("SendSIGKILL"));
        assertEquals(List.of("yes"), values("RuntimeDirectoryPreserve"), "/run/systole says with what they were started");
    }

    @Test
    void aStopIsOrderlyAndACrashIsFollowedByARestart() throws IOException {
        assertEquals(List.of("/opt/systole/bin/systoled --stop"), values("ExecStop"));
        assertEquals(List.of("on-failure"), values("Restart"));
    }

    @Test
    void theBusOverWhichUnitsAreStoppedOutlivesTheDaemon() throws IOException {
        assertTrue(values("After").contains("dbus.service"), "at a shutdown systemd stops in the reverse order");
        assertTrue(values("After").contains("resource-agents-deps.target"));
    }

    @Test
    void whatARestartWouldNotHelpIsNotRestarted() throws IOException {
        List<Integer> listed = List.of(values("RestartPreventExitStatus").getFirst().split(" ")).stream().map(Integer::valueOf).toList();

        assertEquals(List.of(ExitStatus.USAGE.code(), ExitStatus.ALREADY_RUNNING.code(), ExitStatus.CONFIGURATION.code(),
                ExitStatus.FATAL.code()), listed);
    }

    private static List<String> values(String key) throws IOException {
        return Files.readAllLines(UNIT).stream().filter(line -> line.startsWith(key + "=")).map(line -> line.substring(key.length() + 1))
                .toList();
    }
}
