package io.systole.shell.client;

import java.io.IOException;
import java.util.List;

/**
 * The files of who calls a tool. There are none where a tool runs in the daemon, which touches no file on behalf of a caller.
 * Errors are {@link IOException}s of the kinds of {@link java.nio.file.Files}. Safe for many threads.
 */
public interface LocalFiles {
    /** The bytes of a file. */
    byte[] read(String file) throws IOException;

    /** All that comes from standard input. */
    byte[] standardInput() throws IOException;

    /** Writes a file; one that exists is replaced as a whole or not at all. */
    void write(String file, byte[] content) throws IOException;

    /**
     * Writes a file that others are to read, as a web server does; replaced as a whole or not at all. A new one has the rights that a
     * program's files usually have, one that exists keeps its own.
     */
    default void publish(String file, byte[] content) throws IOException {
        write(file, content);
    }

    /** The names of the files in a directory, sorted. */
    List<String> list(String directory) throws IOException;

    /** Whether this is a directory. */
    boolean isDirectory(String file);

    /** Whether there is a file or directory of this name. */
    boolean exists(String file);

    /** Removes a file; that there is none is no error. */
    void delete(String file) throws IOException;

    /** Makes a directory and those above it, if they are missing. */
    void makeDirectory(String directory) throws IOException;
}
