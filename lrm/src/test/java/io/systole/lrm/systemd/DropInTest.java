package io.systole.lrm.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropInTest {
    private static final UnitName WEB = UnitName.of("web");

    @TempDir
    Path directory;

    @Test
    void onlyAServiceHasRestarts() {
        assertTrue(DropIn.text(WEB).contains("\n[Service]\n"));
        assertFalse(DropIn.text(UnitName.of("srv.mount")).contains("[Service]"));
    }

    @Test
    void itIsWrittenOnceForAllToRead() throws IOException {
        var dropIn = new DropIn(directory);

        assertTrue(dropIn.put(WEB));
        assertFalse(dropIn.put(WEB));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(dropIn.file(WEB))));
        assertTrue(dropIn.remove(WEB));
        assertFalse(dropIn.remove(WEB));
        assertFalse(Files.exists(directory.resolve("web.service.d")));
    }

    @Test
    void whatOthersHaveWrittenThereStays() throws IOException {
        var dropIn = new DropIn(directory);
        dropIn.put(WEB);
        Path other = Files.writeString(directory.resolve("web.service.d/10-limits.conf"), "[Service]\nLimitNOFILE=9999\n");

        dropIn.remove(WEB);

        assertTrue(Files.exists(other));
    }

    @Test
    void anotherVersionOfItIsWrittenAnew() throws IOException {
        var dropIn = new DropIn(directory);
        Files.createDirectories(dropIn.file(WEB).getParent());
        Files.writeString(dropIn.file(WEB), "[Unit]\n");

        assertTrue(dropIn.put(WEB));
    }
}
