package io.systole.core.scheduler.reason;

import io.systole.core.membership.NodeName;
import java.time.Instant;
import java.util.Optional;

/**
 * A failure that history tells of.
 *
 * @param resource the resource, with instance number
 * @param node where
 * @param operation name of the operation
 * @param intervalMillis its interval; 0 = once
 * @param exitCode the agent's exit code
 * @param timedOut whether it did not end in time
 * @param at when; empty if history does not tell
 * @param exitReason the agent's own words; empty if there are none
 */
public record FailedOperation(
        String resource,
        NodeName node,
        String operation,
        long intervalMillis,
        int exitCode,
        boolean timedOut,
        Optional<Instant> at,
        String exitReason) {
    /** It as a clause: {@code monitor of web failed on n1 (exit code 7, 2026-01-01T10:00:00Z)}. */
    @Override
    public String toString() {
        return operation + " of " + resource + (timedOut ? " timed out on " : " failed on ") + node + " ("
                + (timedOut ? "" : "exit code " + exitCode) + (timedOut || at.isEmpty() ? "" : ", ")
                + at.map(Instant::toString).orElse(timedOut ? "time not known" : "")
                + (exitReason.isEmpty() ? "" : ", " + exitReason) + ")";
    }
}
