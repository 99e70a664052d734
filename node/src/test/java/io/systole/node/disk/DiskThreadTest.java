package io.systole.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.spi.SharedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskThreadTest {
    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsReadAndTroubleIsASentence() throws Exception {
        Path path = directory.resolve("disk");
        var entries = new TreeMap<>(Map.of("a", "b"));
        try (var disk = new DiskThread(path, Runnable::run)) {
            var written = new CompletableFuture<Optional<String>>();
            disk.write(2, entries, written::complete);
            assertEquals(Optional.empty(), written.join());
            assertEquals(new SharedDisk.Content(Optional.of(entries)), read(disk));

            Files.delete(path);
            Files.createDirectory(path);
            SharedDisk.Reading failed = read(disk);
            assertTrue(failed instanceof SharedDisk.Failure failure && failure.reason().contains(path.toString()), failed::toString);
        }
    }

    @Test
    void aClosedDiskAnswersNobody() throws Exception {
        var disk = new DiskThread(directory.resolve("disk"), Runnable::run);
        disk.close();

        disk.read(2, reading -> {
            throw new AssertionError(reading);
        });
    }

    @Test
    void aDiskThatCannotBeOpenedIsRefusedAtOnce() throws IOException {
        Path path = Files.createDirectory(directory.resolve("disk"));

        assertThrows(IOException.class, () -> new DiskThread(path, Runnable::run));
    }

    private static SharedDisk.Reading read(SharedDisk disk) {
        var reading = new CompletableFuture<SharedDisk.Reading>();
        disk.read(2, reading::complete);
        return reading.join();
    }
}
