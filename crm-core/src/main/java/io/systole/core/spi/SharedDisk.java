package io.systole.core.spi;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A disk that all nodes reach, in numbered slots that are read and written whole. Does not block and never throws; answers are given
 * on the node's loop, none at all if the disk hangs.
 */
public interface SharedDisk {
    /**
     * Reads a slot from the disk itself, past what this machine remembers of it.
     *
     * @param answer called at most once
     */
    void read(int slot, Consumer<Reading> answer);

    /**
     * Writes a slot; the answer comes when it is on the disk. If that fails, or no answer comes, it may be there all the same, or get
     * there later.
     *
     * @param answer called at most once: empty, or what went wrong
     */
    void write(int slot, SortedMap<String, String> content, Consumer<Optional<String>> answer);

    /** What came of reading. */
    sealed interface Reading {}

    /** What is in the slot; empty if nothing was ever written to it, or not all of it has got there. */
    record Content(Optional<SortedMap<String, String>> entries) implements Reading {}

    /** It could not be read. */
    record Failure(String reason) implements Reading {}
}
