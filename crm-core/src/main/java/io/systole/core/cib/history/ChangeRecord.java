package io.systole.core.cib.history;

import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Edit;
import io.systole.core.cib.edit.ChangeStamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One change of the configuration.
 *
 * @param from the version before
 * @param to the version afterwards; its epoch is the number by which people name the change
 * @param before fingerprint of the configuration before
 * @param after fingerprint of the configuration afterwards
 * @param at when
 * @param node where the change came from
 * @param client the program that asked
 * @param user on whose behalf
 * @param comment why; empty if nothing was said
 * @param undoes the version that the change led to which this one undoes
 * @param edits what changed
 */
public record ChangeRecord(CibVersion from, CibVersion to, String before, String after, Instant at, String node, String client,
        String user, String comment, Optional<CibVersion> undoes, List<Edit> edits) {
    public ChangeRecord {
        edits = List.copyOf(edits);
    }

    /** True if nobody but the cluster itself wanted it. */
    public boolean byCluster() {
        return client.equals(ChangeStamp.CLUSTER);
    }

    /** How many elements it keeps: what it costs. */
    int weight() {
        long weight = edits.size();
        for (Edit edit : edits) {
            weight += switch (edit) {
                case Edit.Added added -> added.element().tree().count();
                case Edit.Removed removed -> removed.element().tree().count();
                case Edit.Reordered reordered -> 2L * reordered.to().size();
                case Edit.Altered altered -> 1;
            };
        }
        return (int) Math.min(weight, Integer.MAX_VALUE);
    }
}
