package io.systole.core.spi;

import io.systole.core.cib.Cib;
import io.systole.core.cib.history.ChangeRecord;
import java.util.List;

/**
 * What a node must remember over a restart: its CIB and the changes that led to it, its highest term, its incarnation.
 *
 * <p>Calls come from the node's loop and return when the data are safely on disk. A write that fails throws
 * {@link java.io.UncheckedIOException} and leaves the former content readable.
 */
public interface CibStore {
    /** Reads the newest good copy, without its status section. */
    Loaded load();

    /** Writes the configuration (status is not kept) and keeps the former one as a backup. */
    void save(Cib cib);

    /** Puts a configuration aside that lost against a newer one of the cluster, and returns where a person finds it. */
    String keepLoser(Cib cib);

    /** The last changes of the configuration as they were stored, oldest first; what cannot be read is left out and logged. */
    List<ChangeRecord> history();

    /** Makes what is stored of the changes of the configuration equal to this; only what differs is written. */
    void storeHistory(List<ChangeRecord> changes);

    /** The highest term ever seen by this node; 0 if none. */
    long term();

    /** Remembers a term; a term lower than the stored one is ignored. */
    void storeTerm(long term);

    /** The highest term that {@link #storeLedTerm} was told; 0 if none. */
    long ledTerm();

    /** Remembers a term in which this node is DC and has no promise to a former DC left; a lower term than the stored one is ignored. */
    void storeLedTerm(long term);

    /**
     * What was found at start.
     *
     * @param cib the configuration; an empty one if there was none
     * @param warnings one sentence for each thing that was wrong: damaged file, fall-back to a backup, …
     */
    record Loaded(Cib cib, List<String> warnings) {}
}
