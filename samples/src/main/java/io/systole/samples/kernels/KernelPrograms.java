package io.systole.samples.kernels;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/**
 * The copy of the installation tree that the machines see: with caches of Java that are made under the flags that it needs there. Others
 * would be refused, and a daemon then takes three times as long to start.
 */
final class KernelPrograms {
    /**
     * A signal frame of User-Mode Linux has no room for the registers of AVX-512; and a cache that is put to a random address has each of
     * its pages touched, which takes seconds there.
     */
    static final String JAVA_FLAGS = "-XX:UseAVX=2 -XX:-UsePerfData -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0";

    private static final String STAMP = ".built";

    private KernelPrograms() {}

    /** The copy in this folder; made anew if the tree was built since. */
    static Path copy(Path folder, Path installation) {
        Path copy = folder.resolve("systole");
        try {
            if (Files.exists(copy.resolve(STAMP)) && built(copy).equals(built(installation))) {
                return copy;
            }
            Folder.delete(copy);
            Files.createDirectories(folder);
            Command.of("cp", "-a", installation.toString(), copy.toString()).run().orFail();
            FileTime time = built(installation);
            Files.deleteIfExists(copy.resolve(STAMP));
            Command.of("sh", copy.resolve("libexec/make-aot-cache.sh").toString()).with("JAVA_TOOL_OPTIONS", JAVA_FLAGS)
                    .with("JAVA_HOME", System.getProperty("java.home")).within(Duration.ofMinutes(5)).run().orFail();
            Files.setLastModifiedTime(Files.createFile(copy.resolve(STAMP)), time);
            return copy;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot copy " + installation, failed);
        }
    }

    private static FileTime built(Path tree) throws IOException {
        return Files.getLastModifiedTime(tree.resolve(STAMP));
    }
}
