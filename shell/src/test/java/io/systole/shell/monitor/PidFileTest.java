package io.systole.shell.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.systole.shell.client.DiskFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path directory;

    private Path path() {
        return directory.resolve("mon.pid");
    }

    private PidFile file() {
        return new PidFile(path().toString(), new DiskFiles());
    }

    @Test
    void nobodyHoldsAFileOfTheDeadOfOtherProgramsOrOfNonsense() throws IOException {
        assertEquals(Optional.empty(), file().holder());
        for (String text : new String[] {"", "nonsense", "999999999", "1"}) {
            Files.writeString(path(), text);
            assertEquals(Optional.empty(), file().holder(), text);
        }
    }

    @Test
    void itIsRemovedByWhoeverItNamesOnly() throws IOException {
        file().write();
        assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(path()));
        Files.writeString(path(), "1\n");
        file().remove();
        assertEquals("1\n", Files.readString(path()));

        file().write();
        file().remove();

        assertFalse(Files.exists(path()));
    }
}
