package io.systole.node.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;

/**
 * Until when what runs here may run on, as a value of {@link System#nanoTime()}, which all processes share between two boots; the file
 * belongs where a boot clears it. Written by the daemon, read by the guard.
 */
final class DeadlineFile {
    private static final String NONE = "none";

    private final Path file;

    DeadlineFile(Path runDirectory) {
        this.file = runDirectory.resolve("deadline");
    }

    /** The deadline; empty if there is none. */
    OptionalLong read() throws IOException {
        try {
            String text = Files.readString(file).strip();
            return text.matches("-?\\d{1,19}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (NoSuchFileException nobodyHasSpoken) {
            return OptionalLong.empty();
        }
    }

    void write(long nanoTime) throws IOException {
        replace(Long.toString(nanoTime));
    }

    void clear() throws IOException {
        replace(NONE);
    }

    private void replace(String text) throws IOException {
        Path next = file.resolveSibling("deadline.new");
        Files.writeString(next, text + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
