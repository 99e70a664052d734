package io.systole.core.scheduler.snapshot;

import java.util.Locale;
import java.util.Optional;

/** The role of a resource, in rising order (rule 1:S-1). */
public enum Role {
    UNKNOWN("Unknown"),
    STOPPED("Stopped"),
    STARTED("Started"),
    UNPROMOTED("Unpromoted"),
    PROMOTED("Promoted");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    /** The word that people read. */
    public String text() {
        return text;
    }

    /** True if this role is greater. */
    public boolean above(Role other) {
        return compareTo(other) > 0;
    }

    /** Reads a role in any case, also the older words Slave and Master. */
    public static Optional<Role> parse(String word) {
        if (word == null) {
            return Optional.empty();
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "stopped" -> Optional.of(STOPPED);
            case "started" -> Optional.of(STARTED);
            case "unpromoted", "slave" -> Optional.of(UNPROMOTED);
            case "promoted", "master" -> Optional.of(PROMOTED);
            default -> Optional.empty();
        };
    }
}
