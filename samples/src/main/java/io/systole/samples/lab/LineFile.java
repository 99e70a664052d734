package io.systole.samples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file with a line for each thing that was done, so that a run that was interrupted goes on where it was. */
public record LineFile(Path path) {
    /** What earlier runs have written; nothing if there is no such file. */
    public List<String> lines() {
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + path, failed);
        }
    }

    /** Adds a line; its directory is made if it is missing. */
    public void add(String line) {
        write(List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Has only these lines from now on. */
    public void replace(List<String> lines) {
        write(lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void write(List<String> lines, OpenOption... how) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, lines, how);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + path, failed);
        }
    }
}
