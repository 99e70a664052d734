package io.systole.node.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces files so that at any moment either the old or the new content is there, and puts damaged ones aside. */
final class SafeFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SafeFiles.class);
    static final String ASIDE = "aside";
    private static final String TEMPORARY = ".new";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Disk disk;
    private final Clock clock;

    SafeFiles(Path directory, Disk disk, Clock clock) {
        this.directory = directory;
        this.disk = disk;
        this.clock = clock;
    }

    Path directory() {
        return directory;
    }

    Disk disk() {
        return disk;
    }

    /**
     * Makes the directories if necessary, removes what an interrupted write has left, and says so.
     *
     * @return the files that were to be replaced, and are as they were before
     */
    List<Path> prepare() {
        var interrupted = new ArrayList<Path>();
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(directory.resolve(ASIDE), ownerOnly);
            for (String name : disk.list(directory)) {
                if (name.endsWith(TEMPORARY)) {
                    disk.delete(directory.resolve(name));
                    interrupted.add(directory.resolve(name.substring(0, name.length() - TEMPORARY.length())));
                }
            }
            interrupted.forEach(file -> LOG.info("a write of {} was interrupted, it is as it was before", file));
            return interrupted;
        } catch (IOException e) {
            throw failed("the directory " + directory + " cannot be used", e);
        }
    }

    /** Replaces a file: write beside it, sync, read back, rename, sync the directory. */
    void replace(String name, byte[] content) throws IOException {
        Path temporary = directory.resolve(name + TEMPORARY);
        disk.write(temporary, content);
        if (!Arrays.equals(content, disk.read(temporary))) {
            throw new IOException("what was written to " + temporary + " reads differently; the disk may be failing");
        }
        disk.rename(temporary, directory.resolve(name));
        disk.sync(directory);
    }

    /** Moves a file out of the way and returns where it is now. */
    Path putAside(String name, String why) {
        try {
            Path aside = freeName(why + "-" + name);
            disk.rename(directory.resolve(name), aside);
            disk.sync(directory.resolve(ASIDE));
            disk.sync(directory);
            return aside;
        } catch (IOException e) {
            throw failed(directory.resolve(name) + " cannot be put aside", e);
        }
    }

    /** Writes a file that nobody needs to go on, but somebody may want to see, and returns where it is. */
    Path keepAside(String name, byte[] content) {
        try {
            Path aside = freeName(name);
            disk.write(aside, content);
            disk.sync(directory.resolve(ASIDE));
            return aside;
        } catch (IOException e) {
            throw failed(name + " cannot be kept in " + directory.resolve(ASIDE), e);
        }
    }

    static UncheckedIOException failed(String sentence, IOException cause) {
        return new UncheckedIOException(sentence + ": " + reason(cause), cause);
    }

    /** Java's file exceptions often consist of nothing but the path. */
    static String reason(IOException cause) {
        String type = cause.getClass().getSimpleName().replace("Exception", "");
        return cause.getClass() == IOException.class ? String.valueOf(cause.getMessage()) : type + " " + cause.getMessage();
    }

    private Path freeName(String name) {
        String stamped = STAMP.format(clock.instant()) + "-" + name;
        Path free = directory.resolve(ASIDE).resolve(stamped);
        for (int i = 2; Files.exists(free); i++) {
            free = directory.resolve(ASIDE).resolve(i + "-" + stamped);
        }
        return free;
    }
}
