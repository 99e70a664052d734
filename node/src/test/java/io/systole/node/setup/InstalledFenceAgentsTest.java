package io.systole.node.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledFenceAgentsTest {
    @Test
    void programsThatOnlySoundLikeFenceAgentsAreNotOffered(@TempDir Path directory) throws IOException {
        for (String name : List.of("fence_two", "fence_ack_manual", "fence_one", "other")) {
            assertTrue(Files.createFile(directory.resolve(name)).toFile().setExecutable(true));
        }
        Files.createFile(directory.resolve("fence_not_executable"));

        assertEquals(List.of("fence_one", "fence_two"), new InstalledFenceAgents(directory).installed());
    }
}
