package io.systole.core.rule;

import java.time.Instant;
import java.util.Optional;

/** Collects the earliest future moment at which an answer may change by time alone (rules 1:S-96, 1:S-195). */
public final class NextChange {
    private final Instant now;
    private Instant earliest;

    public NextChange(Instant now) {
        this.now = now;
    }

    /** Notes a moment; ignored unless it lies in the future. */
    public void note(Instant moment) {
        if (moment.isAfter(now) && (earliest == null || moment.isBefore(earliest))) {
            earliest = moment;
        }
    }

    /** The earliest moment noted. */
    public Optional<Instant> at() {
        return Optional.ofNullable(earliest);
    }
}
