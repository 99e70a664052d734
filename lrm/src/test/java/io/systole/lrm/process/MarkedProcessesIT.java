package io.systole.lrm.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedProcessesIT {
    private static final int LOOKS = 300;

    @Test
    void aProcessOnItsWayFromOneProgramToAnotherIsFound(@TempDir Path directory) throws Exception {
        Path restless = Files.writeString(directory.resolve("restless"), "#!/bin/sh\nexec \"$0\"\n");
        Files.setPosixFilePermissions(restless, PosixFilePermissions.fromString("rwx------"));
        var builder = new ProcessBuilder(restless.toString());
        String mark = "restless-" + ProcessHandle.current().pid();
        builder.environment().put(MarkedProcesses.MARK, mark);
        Process process = builder.start();
        try {
            var processes = new MarkedProcesses(mark);
            for (int look = 1; look <= LOOKS; look++) {
                assertEquals(List.of(process.pid()), processes.find(), "look " + look);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
