package io.systole.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Edit;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.spi.CibStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write ends early at each of its steps in turn: by a full disk, or since the machine dies. */
class InterruptedWriteTest {
    /** They come after the write has succeeded. */
    private static final int DELETIONS_OF_A_PRUNE = 2;
    @TempDir
    private Path directory;

    @Test
    void whereverAWriteStopsTheOldOrTheNewVersionIsFoundWithoutAnyDamage() {
        int steps = stepsOfOneWrite();
        assertTrue(steps > 10, "steps: " + steps);
        for (int step = 1; step <= steps; step++) {
            Path own = directory.resolve("step" + step);
            prepare(own);
            var crashing = new CibFiles(own, Clock.systemUTC(), new FailingDisk().failAt(step));

            assertThrows(UncheckedIOException.class, () -> crashing.save(CibFilesTest.cib(13)));
            CibStore.Loaded loaded = new CibFiles(own, Clock.systemUTC()).load();

            assertTrue(Set.of(12L, 13L).contains(loaded.cib().version().epoch()), "step " + step + ": " + loaded);
            assertEquals(List.of(), loaded.warnings(), "step " + step);
        }
    }

    @Test
    void theNextStartRemovesWhatAnInterruptedWriteHasLeftAndTellsOfIt() throws IOException {
        prepare(directory);
        Files.writeString(directory.resolve("cib.xml.new"), "<cib");
        var files = new SafeFiles(directory, new PosixDisk(), Clock.systemUTC());

        List<Path> interrupted = files.prepare();
        List<Path> again = files.prepare();

        assertEquals(List.of(List.of(directory.resolve("cib.xml")), List.of()), List.of(interrupted, again));
        assertFalse(Files.exists(directory.resolve("cib.xml.new")));
    }

    @Test
    void whereverAWriteOfTheHistoryStopsNoEarlierChangeIsLost() throws IOException {
        List<ChangeRecord> changes = IntStream.rangeClosed(1, 4).mapToObj(epoch -> new ChangeRecord(new CibVersion(0, epoch - 1, 0),
                new CibVersion(0, epoch, 0), "a", "b", Instant.EPOCH, "n1", "crm", "root", "", Optional.empty(),
                List.of(new Edit.Altered("/cib", "validate-with", Optional.empty(), Optional.of("x"))))).toList();
        for (int step = 1; step <= 8; step++) {
            Path own = directory.resolve("history" + step);
            new CibFiles(own, Clock.systemUTC()).storeHistory(changes.subList(0, 2));
            var disk = new FailingDisk();
            var crashing = new CibFiles(own, Clock.systemUTC(), disk);
            disk.failAt(step);
            try {
                crashing.storeHistory(changes);
            } catch (UncheckedIOException full) {
                assertTrue(full.getMessage().contains("cannot be written to " + own.resolve("history")), full.getMessage());
            }

            List<ChangeRecord> found = new CibFiles(own, Clock.systemUTC()).history();

            assertEquals(changes.subList(0, found.size()), found, "step " + step);
            assertTrue(found.size() >= 2, "step " + step);
        }
    }

    @Test
    void afterAWriteThatFailedTheNextOneSucceedsAndNoBackupIsLost() {
        int steps = stepsOfOneWrite();
        for (int step = 1; step <= steps; step++) {
            Path own = directory.resolve("step" + step);
            prepare(own);
            var disk = new FailingDisk();
            var full = new CibFiles(own, Clock.systemUTC(), disk);
            for (int attempt = 0; attempt < 20; attempt++) {
                disk.failAt(step);
                trySave(full);
            }

            var repaired = new CibFiles(own, Clock.systemUTC());
            repaired.save(CibFilesTest.cib(14));

            assertEquals(new CibStore.Loaded(CibFilesTest.cib(14), List.of()), new CibFiles(own, Clock.systemUTC()).load(), "step " + step);
            List<Long> epochs = backups(own);
            assertTrue(epochs.containsAll(List.of(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L)), "step " + step + ": " + epochs);
        }
    }

    @Test
    void theSentenceOfAFailedWriteSaysWhatIsStillThere() {
        prepare(directory);
        var full = new CibFiles(directory, Clock.systemUTC(), new FailingDisk().failAt(1));

        var failed = assertThrows(UncheckedIOException.class, () -> full.save(CibFilesTest.cib(13)));

        assertEquals("the configuration 0.13.0 cannot be written to " + directory + "/cib.xml; the former one is kept:"
                + " No space left on device", failed.getMessage());
    }

    private int stepsOfOneWrite() {
        Path own = directory.resolve("count");
        prepare(own);
        var counting = new FailingDisk();
        new CibFiles(own, Clock.systemUTC(), counting).save(CibFilesTest.cib(13));
        return counting.calls() - DELETIONS_OF_A_PRUNE;
    }

    /** Repeated attempts have fewer steps than the first, so the last of them may come through. */
    private static void trySave(CibStore full) {
        try {
            full.save(CibFilesTest.cib(13));
        } catch (UncheckedIOException expected) {
            assertTrue(expected.getMessage().endsWith("No space left on device"), expected.getMessage());
        }
    }

    private static void prepare(Path own) {
        var store = new CibFiles(own, Clock.systemUTC());
        for (int epoch = 1; epoch <= 12; epoch++) {
            store.save(CibFilesTest.cib(epoch));
        }
    }

    private static List<Long> backups(Path own) {
        var files = new SafeFiles(own, new PosixDisk(), Clock.systemUTC());
        try {
            return new Backups(files).newestFirst().stream()
                    .map(name -> FoundCib.inspect(files.disk(), own.resolve(name)))
                    .map(found -> found instanceof FoundCib.Good good ? good.cib() : Cib.empty())
                    .map(cib -> cib.version().epoch()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
