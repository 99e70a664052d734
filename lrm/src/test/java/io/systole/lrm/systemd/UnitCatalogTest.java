package io.systole.lrm.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a systemd that could be asked. */
class UnitCatalogTest {
    @TempDir
    Path directory;

    private Path etc;
    private Path lib;
    private UnitCatalog catalog;

    @BeforeEach
    void makeUnits() throws IOException {
        etc = Files.createDirectories(directory.resolve("etc"));
        lib = Files.createDirectories(directory.resolve("lib"));
        Path nowhere = directory.resolve("nowhere");
        catalog = new UnitCatalog(new SystemdPlaces(nowhere, "unix:path=" + nowhere, nowhere, List.of(etc, nowhere, lib), Duration.ZERO));
        Files.writeString(lib.resolve("web.service"), "# Description=no\n[Unit]\n  Description=Wéb server <1>\n[Service]\n");
        Files.writeString(lib.resolve("web.socket"), "[Socket]\n");
        Files.writeString(lib.resolve("copy@.service"), "[Unit]\nDescription=Copy of %i\n");
        Files.writeString(lib.resolve("old.service"), "[Unit]\nDescription=Old\n");
        Files.writeString(lib.resolve("multi-user.target"), "[Unit]\nDescription=No resource\n");
        Files.createDirectories(lib.resolve("web.service.d"));
        Files.createFile(etc.resolve("old.service"));
    }

    @Test
    void theFilesTellWhichUnitsThereAre() {
        assertTrue(catalog.hasUnits());
        assertEquals(List.of("web", "web.socket"), catalog.types());
    }

    @Test
    void aFileTellsWhatItsUnitIs() {
        String agent = catalog.metadata("web").orElseThrow();

        assertTrue(agent.contains("<shortdesc lang=\"en\">Wéb server &lt;1&gt;</shortdesc>"), agent);
        assertTrue(agent.contains("<action name=\"monitor\" timeout=\"100s\" interval=\"60s\"/>"), agent);
    }

    @Test
    void anInstanceIsWhatItsTemplateSays() {
        assertTrue(catalog.metadata("copy@one").orElseThrow().contains("Copy of one"));
    }

    @Test
    void whatIsMaskedOrMissingOrNoNameIsNotThere() {
        for (String type : List.of("old", "nobody", "a/b", "copy@")) {
            assertEquals(Optional.empty(), catalog.metadata(type), type);
        }
    }

    @Test
    void aFileThatIsNewIsSeenAtOnce() throws IOException {
        assertFalse(catalog.types().contains("db"));
        Files.writeString(etc.resolve("db.service"), "[Service]\n");

        assertTrue(catalog.types().contains("db"));
        assertTrue(catalog.metadata("db").orElseThrow().contains("systemd unit db.service: db.service"));
    }
}
