package io.systole.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonLockTest {
    @TempDir
    Path directory;

    @Test
    void writesTheProcessIdForPeopleAndForStop() throws Exception {
        Path file = directory.resolve("systoled.pid");

        try (DaemonLock _ = DaemonLock.take(file)) {
            assertEquals(Long.toString(ProcessHandle.current().pid()), Files.readString(file).strip());
        }
    }

    @Test
    void namesTheDaemonThatHasIt() {
        Path file = directory.resolve("systoled.pid");
        DaemonLock.take(file);

        var exception = assertThrows(StartException.class, () -> DaemonLock.take(file));

        assertEquals(ExitStatus.ALREADY_RUNNING, exception.status());
        assertTrue(exception.getMessage().startsWith("another systoled, process " + ProcessHandle.current().pid() + ", runs on this node"),
                exception.getMessage());
    }

    @Test
    void canBeTakenAfterItWasGivenUpWithoutBeingRemoved() {
        Path file = directory.resolve("systoled.pid");
        DaemonLock.take(file).close();

        DaemonLock second = DaemonLock.take(file);

        assertTrue(Files.exists(file));
        second.close();
    }

    @Test
    void explainsADirectoryThatIsNotThere() {
        Path file = directory.resolve("missing/systoled.pid");

        var exception = assertThrows(StartException.class, () -> DaemonLock.take(file));

        assertEquals(ExitStatus.IO, exception.status());
        assertTrue(exception.getMessage().startsWith("cannot lock " + file), exception.getMessage());
    }
}
