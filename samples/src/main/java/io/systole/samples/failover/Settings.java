package io.systole.samples.failover;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.LabNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the peers' settings and programs get onto a node. */
final class Settings {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Settings() {}

    /** Writes a file of a node. */
    static void write(LabNode node, String path, String text) {
        Path file = node.file(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + path + " of " + node.name(), failed);
        }
    }

    /** A command whose path has none of Systole's programs, so that a peer finds its own tools. */
    static Command plain(String... words) {
        return Command.of(words).with("PATH", PATH);
    }
}
