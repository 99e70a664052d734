package io.systole.lrm.instant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's clock by which it says when a process was started. */
final class Uptime {
    private static final Path FILE = Path.of("/proc/uptime");
    /** USER_HZ, which Linux has fixed towards programs on every processor that Java runs on. */
    private static final int TICKS_IN_SECOND = 100;

    private Uptime() {}

    /** The present tick; 0 if it cannot be told. */
    static long ticks() {
        try {
            String first = Files.readString(FILE).split(" ")[0];
            return Math.round(Double.parseDouble(first) * TICKS_IN_SECOND);
        } catch (IOException | NumberFormatException unreadable) {
            return 0;
        }
    }
}
