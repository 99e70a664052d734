package io.systole.node.rehearsal;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.systole.node.loop.NodeLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @Test
    void thePieceComesToItsEndAndLeavesNothingBehind(@TempDir Path directory) throws Exception {
        Path stage = directory.resolve("stage");
        try (var loop = new NodeLoop(bug -> {
            throw new AssertionError(bug);
        })) {
            Rehearsal.perform(stage, loop);
        }

        assertFalse(Files.exists(stage));
    }
}
