package io.systole.node.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Edit;
import io.systole.core.cib.Element;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.contract.CibStoreContract;
import io.systole.core.spi.CibStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, really damaged. */
class CibFilesTest extends CibStoreContract {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T14:00:05Z"), ZoneOffset.UTC);
    @TempDir
    private Path directory;

    @Override
    protected CibStore open() {
        return new CibFiles(directory, CLOCK);
    }

    static Cib cib(long epoch) {
        return Cib.empty().withVersion(new CibVersion(0, epoch, 0)).withSection(Element.of("nodes")
                .plus(Element.of("node", "id", "1", "uname", "n1")).plus(Element.of("node", "id", "2", "uname", "m" + epoch)));
    }

    private Path file() {
        return directory.resolve("cib.xml");
    }

    @Test
    void filesAreReadableByTheirOwnerOnly() throws IOException {
        open().save(cib(1));
        open().storeTerm(3);

        List<String> modes;
        try (Stream<Path> entries = Files.walk(directory).filter(Files::isRegularFile)) {
            modes = entries.map(CibFilesTest::mode).distinct().toList();
        }

        assertEquals(List.of("rw-------"), modes);
    }

    @Test
    void theLastTenVersionsAreKept() throws IOException {
        CibStore store = open();
        for (int epoch = 1; epoch <= 14; epoch++) {
            store.save(cib(epoch));
        }

        List<String> kept;
        try (Stream<Path> entries = Files.list(directory)) {
            kept = entries.map(path -> path.getFileName().toString()).filter(name -> name.matches("cib-\\d+\\.xml")).sorted().toList();
        }

        assertEquals(10, kept.size());
        assertEquals(List.of("cib-000004.xml", "cib-000013.xml"), List.of(kept.getFirst(), kept.getLast()));
        assertEquals(13, CibReader.cib(Files.readAllBytes(directory.resolve("cib-000013.xml"))).version().epoch());
    }

    @Test
    void aFileCutOffAnywhereIsPutAsideAndTheBackupUsed() throws IOException {
        open().save(cib(1));
        open().save(cib(2));
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length += length + 97 < whole.length - 1 ? 97 : 1) {
            Files.write(file(), Arrays.copyOf(whole, length));

            CibStore.Loaded loaded = open().load();

            String message = "cut at " + length + ": " + loaded.warnings();
            assertEquals(cib(1), loaded.cib(), message);
            assertEquals(1, loaded.warnings().size(), message);
            assertArrayEquals(Arrays.copyOf(whole, length), Files.readAllBytes(asideIn(loaded.warnings().getFirst())), message);
        }
    }

    @Test
    void aFlippedBitIsNoticedWhereverItIs() throws IOException {
        open().save(cib(1));
        open().save(cib(2));
        byte[] whole = Files.readAllBytes(file());
        long seed = 4711;
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            int bit = random.nextInt(whole.length * 8);
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file(), flipped);

            CibStore.Loaded loaded = open().load();

            String message = "seed " + seed + ", bit " + bit + ": " + loaded.warnings();
            assertEquals(cib(1), loaded.cib(), message);
            assertArrayEquals(flipped, Files.readAllBytes(asideIn(loaded.warnings().getFirst())), message);
        }
    }

    @Test
    void aCibOfOtherHandsThatBreaksTheSchemaIsPutAsideWithItsFirstMistake() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "<cib validate-with='pacemaker-4.0'><configuration><crm_config/><nodes/>\n"
                + "<resources><primitive id='web' class='ocf' provider='systole'/></resources><constraints/></configuration>"
                + "<status/></cib>");

        CibStore.Loaded loaded = open().load();

        String sentence = loaded.warnings().getFirst();
        assertEquals(Cib.empty().configuration(), loaded.cib().configuration());
        assertTrue(sentence.startsWith(file() + " is not valid (primitive \"web\" (line 2): "), sentence);
        assertTrue(sentence.contains("; it was put aside as ") && sentence.contains("crm configure load xml replace"), sentence);
    }

    @Test
    void theSentenceNamesTheDamageTheFilePutAsideAndTheCopyUsed() throws IOException {
        open().save(cib(1));
        open().save(cib(2));
        Files.writeString(file(), "<cib>\n<configuration>");

        List<String> warnings = open().load().warnings();

        assertEquals(List.of(file() + " is damaged (line 2, column 16: the text ends before the last element is closed; it may have been"
                + " cut off); it was put aside as " + directory + "/aside/20261120-140005-damaged-cib.xml; the newest good copy, "
                + directory + "/cib-000001.xml of version 0.1.0, is used instead"), warnings);
    }

    @Test
    void aFileChangedByHandIsPutAsideWithTheWayToLoadIt() throws IOException {
        open().save(cib(1));
        open().save(cib(2));
        Files.writeString(file(), Files.readString(file()).replace("m2", "other"));

        CibStore.Loaded loaded = open().load();

        assertEquals(cib(1), loaded.cib());
        assertEquals(List.of(file() + " was changed by something other than Systole (its digest does not fit); it was put aside as "
                + directory + "/aside/20261120-140005-changed-cib.xml; the newest good copy, " + directory + "/cib-000001.xml of version"
                + " 0.1.0, is used instead; if the change is wanted, load it into the running cluster: crm configure load xml replace "
                + directory + "/aside/20261120-140005-changed-cib.xml"), loaded.warnings());
    }

    @Test
    void aFileChangedByHandWhileTheDaemonRunsIsNotLostByTheNextWrite() throws IOException {
        CibStore store = open();
        store.save(cib(1));
        String edited = Files.readString(file()).replace("n1", "other");
        Files.writeString(file(), edited);

        store.save(cib(2));

        assertEquals(edited, Files.readString(directory.resolve("aside/20261120-140005-changed-cib.xml")));
        assertEquals(new CibStore.Loaded(cib(2), List.of()), open().load());
    }

    @Test
    void aFileOfALaterGenerationIsPutAside() throws IOException {
        open().save(cib(1));
        open().save(cib(2));
        Files.writeString(file(), Files.readString(file()).replace("pacemaker-4.0", "pacemaker-9.3"));

        CibStore.Loaded loaded = open().load();

        assertEquals(cib(1), loaded.cib());
        assertTrue(loaded.warnings().getFirst().contains("is of generation pacemaker-9.3, which this program does not know"),
                () -> "" + loaded.warnings());
    }

    @Test
    void aFileWhoseVersionCouldNotGrowAnyMoreIsPutAside() throws IOException {
        open().save(cib(1));
        open().save(cib(2));
        String text = Files.readString(directory.resolve("cib.xml"));
        Files.writeString(directory.resolve("cib.xml"), text.replaceFirst("epoch=\"2\"", "epoch=\"9223372036854775807\""));

        CibStore.Loaded loaded = open().load();

        assertEquals(cib(1), loaded.cib());
        assertTrue(loaded.warnings().getFirst().contains("cib.xml has the epoch \"9223372036854775807\", which is no number"),
                loaded.warnings().toString());
    }

    @Test
    void aDamagedChangeOfTheHistoryCostsOnlyItself() throws IOException {
        List<ChangeRecord> changes = Stream.of(1, 2, 3).map(epoch -> new ChangeRecord(new CibVersion(0, epoch - 1, 0),
                new CibVersion(0, epoch, 0), "a", "b", Instant.EPOCH, "n1", "crm", "root", "", Optional.empty(),
                List.of(new Edit.Altered("/cib", "validate-with", Optional.empty(), Optional.of("x"))))).toList();
        open().storeHistory(changes);
        Files.writeString(directory.resolve("history/change-000002.xml"), "<change from=\"0.1.0\" to=");

        List<ChangeRecord> found = open().history();
        var four = new ArrayList<>(found);
        four.add(changes.get(1));
        open().storeHistory(four);

        assertEquals(List.of(changes.get(0), changes.get(2)), found);
        assertEquals(four, open().history());
        try (Stream<Path> aside = Files.list(directory.resolve("history/aside"))) {
            assertTrue(aside.allMatch(file -> file.getFileName().toString().endsWith("damaged-change-000002.xml")));
        }
    }

    @Test
    void anUnreadableFileIsPutAside() throws IOException {
        open().save(cib(1));
        open().save(cib(2));
        Files.delete(file());
        Files.createDirectory(file());

        CibStore.Loaded loaded = open().load();

        assertEquals(cib(1), loaded.cib());
        assertTrue(loaded.warnings().getFirst().contains("cib.xml cannot be read (Is a directory)"), () -> "" + loaded.warnings());
    }

    @Test
    void damagedBackupsArePassedOverAndPutAsideToo() throws IOException {
        for (int epoch = 1; epoch <= 4; epoch++) {
            open().save(cib(epoch));
        }
        Files.writeString(file(), "");
        Files.writeString(directory.resolve("cib-000003.xml"), "<cib");

        CibStore.Loaded loaded = open().load();

        assertEquals(cib(2), loaded.cib());
        assertEquals(2, loaded.warnings().size(), () -> "" + loaded.warnings());
        assertTrue(Files.exists(directory.resolve("aside/20261120-140005-damaged-cib-000003.xml")));
    }

    @Test
    void withoutAnyGoodCopyTheNodeStartsEmptyAndSaysWhatThatMeans() throws IOException {
        open().save(cib(1));
        Files.writeString(file(), "rubbish");

        CibStore.Loaded loaded = open().load();

        assertEquals(Cib.empty(), loaded.cib());
        assertTrue(loaded.warnings().getFirst().contains("there is no good copy of it, so this node starts with an empty configuration"),
                () -> "" + loaded.warnings());
    }

    @Test
    void aFileWithoutDigestIsAcceptedWithAWarning() throws IOException {
        open().save(cib(1));
        Files.delete(directory.resolve("cib.xml.digest"));

        CibStore.Loaded loaded = open().load();

        assertEquals(new CibStore.Loaded(cib(1), List.of(file()
                + " has no digest beside it, so a change by other hands would not be noticed")), loaded);
    }

    @Test
    void aMissingFileIsReplacedByTheNewestBackup() throws IOException {
        open().save(cib(1));
        open().save(cib(2));
        Files.delete(file());

        CibStore.Loaded loaded = open().load();

        assertEquals(new CibStore.Loaded(cib(1), List.of(file() + " is missing; the newest good copy, " + directory
                + "/cib-000001.xml of version 0.1.0, is used instead")), loaded);
    }

    @Test
    void aDamagedTermIsPutAsideAndNamed() throws IOException {
        open().storeTerm(12);
        Files.writeString(directory.resolve("term"), "twelve");

        CibStore store = open();

        assertEquals(0, store.term());
        assertEquals(List.of(directory + "/term does not hold a number; it was put aside as " + directory
                + "/aside/20261120-140005-damaged-term, and the other nodes will tell the right number"), store.load().warnings());
    }

    @Test
    void aDirectoryThatCannotBeUsedIsNamed() throws IOException {
        Path inTheWay = Files.writeString(directory.resolve("file"), "");

        var refused = assertThrows(UncheckedIOException.class, () -> new CibFiles(inTheWay, CLOCK));

        assertTrue(refused.getMessage().startsWith("the directory " + inTheWay + " cannot be used: "), refused.getMessage());
    }

    private static Path asideIn(String warning) {
        String rest = warning.substring(warning.indexOf("put aside as ") + "put aside as ".length());
        return Path.of(rest.substring(0, rest.indexOf(';')));
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
