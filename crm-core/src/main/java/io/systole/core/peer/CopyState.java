package io.systole.core.peer;

import io.systole.core.cib.CibVersion;
import java.util.Comparator;

/**
 * Which configuration a node has. The greater one is newer: first admin_epoch, which only people raise; then the term of
 * the quorate DC that made the last change, so that a change which never reached a quorum cannot outrank one that did; then the
 * epoch of that change, so that this holds in one term as well; then epoch and num_updates.
 *
 * @param version the CIB's version
 * @param writtenInTerm the term of the last configuration change that a quorate DC made; 0 if there was none
 * @param backedEpoch the epoch of that change; less than that of the version if others were made without quorum since
 * @param digest fingerprint of the configuration
 */
public record CopyState(CibVersion version, long writtenInTerm, long backedEpoch, String digest) implements Comparable<CopyState> {
    private static final Comparator<CopyState> ORDER = Comparator.comparingLong((CopyState state) -> state.version().adminEpoch())
            .thenComparingLong(CopyState::writtenInTerm)
            .thenComparingLong(CopyState::backedEpoch)
            .thenComparing(CopyState::version);

    /** True if both are the same configuration, whatever the status section. */
    public boolean sameConfiguration(CopyState other) {
        return version.adminEpoch() == other.version.adminEpoch() && version.epoch() == other.version.epoch()
                && digest.equals(other.digest);
    }

    /** True if this configuration is newer than the other, whatever the status section. */
    public boolean newerConfiguration(CopyState other) {
        return ORDER.compare(withoutStatus(), other.withoutStatus()) > 0;
    }

    @Override
    public int compareTo(CopyState other) {
        return ORDER.compare(this, other);
    }

    private CopyState withoutStatus() {
        return new CopyState(new CibVersion(version.adminEpoch(), version.epoch(), 0), writtenInTerm, backedEpoch, digest);
    }
}
