package io.systole.core.cib;

import java.util.Comparator;

/**
 * The version of a CIB: {@code admin_epoch} is raised by people only, {@code epoch} by each configuration change,
 * {@code num_updates} by each status change since. A greater version is newer.
 */
public record CibVersion(long adminEpoch, long epoch, long numUpdates) implements Comparable<CibVersion> {
    /** The version of a CIB that was never written. */
    public static final CibVersion NONE = new CibVersion(0, 0, 0);

    private static final Comparator<CibVersion> ORDER = Comparator.comparingLong(CibVersion::adminEpoch)
            .thenComparingLong(CibVersion::epoch)
            .thenComparingLong(CibVersion::numUpdates);

    public CibVersion {
        if (adminEpoch < 0 || epoch < 0 || numUpdates < 0) {
            throw new IllegalArgumentException("a CIB version has no negative part: " + adminEpoch + "." + epoch + "." + numUpdates);
        }
    }

    /**
     * The version in a text such as {@code 0.17.3}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CibVersion parse(String text) {
        String[] parts = text.split("\\.", 4);
        if (parts.length != 3) {
            throw new IllegalArgumentException(text + " is no CIB version: it has three numbers, like 0.17.3");
        }
        return new CibVersion(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    /** The version after a configuration change: next epoch, num_updates 0. */
    public CibVersion nextEpoch() {
        return new CibVersion(adminEpoch, epoch + 1, 0);
    }

    /** The version after a change of the status section. */
    public CibVersion nextUpdate() {
        return new CibVersion(adminEpoch, epoch, numUpdates + 1);
    }

    @Override
    public int compareTo(CibVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return adminEpoch + "." + epoch + "." + numUpdates;
    }
}
