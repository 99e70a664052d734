package io.systole.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotFileTest {
    @Test
    void aSlotIsReadAsItWasWrittenAndADamagedOneIsEmpty(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("shared").resolve("disk");
        try (SlotFile shared = SlotFile.open(file)) {
            shared.write(1, content("n1"));
            shared.write(3, content("ä=\n"));

            assertEquals(Optional.of(content("n1")), shared.read(1));
            assertEquals(Optional.of(content("ä=\n")), shared.read(3));
            assertEquals(Optional.empty(), shared.read(2));
            assertEquals(Optional.empty(), shared.read(9));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[SlotFile.SLOT + 40] ^= 1;
        Files.write(file, bytes);
        try (SlotFile shared = SlotFile.open(file)) {
            assertEquals(Optional.empty(), shared.read(1));
            assertEquals(Optional.of(content("ä=\n")), shared.read(3));
        }
    }

    private static SortedMap<String, String> content(String holder) {
        return new TreeMap<>(Map.of("cluster", "c", "holder", holder));
    }
}
