package io.systole.node.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IoctlTest {
    @Test
    void whatIsNoWatchdogTakesNoTime(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        int opened = Ioctl.open(file);
        try {
            assertEquals(-1, Ioctl.setTimeout(opened, 10));
            assertTrue(Ioctl.write(opened, (byte) 'V'));
        } finally {
            Ioctl.close(opened);
        }
        assertEquals("V", Files.readString(file));
    }

    @Test
    void whyADeviceCannotBeOpenedIsSaid(@TempDir Path directory) {
        Path device = directory.resolve("watchdog");
        assertEquals(device + " cannot be opened: it is not there", assertThrows(IOException.class, () -> Ioctl.open(device)).getMessage());
    }
}
