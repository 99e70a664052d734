package io.systole.node.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The few calls to the file system that must be right for a store to survive a crash; tests let them fail one by one. */
interface Disk {
    /** Writes a new file that only its owner may read, and returns when it is on the disk. */
    void write(Path file, byte[] content) throws IOException;

    byte[] read(Path file) throws IOException;

    /** Gives a file another name in one step; a file of that name is replaced. */
    void rename(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /** Returns when creations, renames and deletions in this directory are on the disk. */
    void sync(Path directory) throws IOException;

    /** The names in a directory, sorted. */
    List<String> list(Path directory) throws IOException;
}
