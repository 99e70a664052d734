package io.systole.core.cib;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The version of a CIB: {@code admin_epoch} is raised by people only, {@code epoch} by each configuration change,
 * {@code num_updates} by each status change since. A greater version is newer.
 */
public record CibVersion(long adminEpoch, long epoch, long numUpdates) implements Comparable<CibVersion> {
    /** The version of a CIB that was never written. */
    public static final CibVersion NONE = new CibVersion(0, 0, 0);

    /** No part of a version that anybody has made one by one is larger; a larger one comes from a mistake and could not grow for ever. */
    private static final long LARGEST = 999_999_999_999L;

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
        var version = new CibVersion(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        if (Math.max(version.adminEpoch, Math.max(version.epoch, version.numUpdates)) > LARGEST) {
            throw new IllegalArgumentException(text + " is no CIB version: a part of it is larger than " + LARGEST);
        }
        return version;
    }

    /** What is wrong with the version in the attributes of a {@code <cib>}, as the rest of a sentence; empty if nothing is. */
    public static Optional<String> mistake(Element cib) {
        for (String name : List.of("admin_epoch", "epoch", "num_updates")) {
            String value = cib.get(name, "0");
            if (!value.matches("\\d{1,12}")) {
                String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
                return Optional.of("has the " + name + " \"" + shown + "\", which is no number from 0 to " + LARGEST);
            }
        }
        return Optional.empty();
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
