package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.rule.CibDate;
import io.systole.shell.command.UsageException;
import io.systole.shell.format.DateText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The time that counts in a simulation: that of {@code -t}, else the CIB's {@code execution-date}, else the real one (reference: T-5).
 *
 * @param now the time
 * @param line how it is announced; empty if it is the real one
 */
record SimulateTime(Instant now, String line) {
    static SimulateTime of(Cib cib, Optional<String> wanted, Instant clock, ZoneId zone) {
        if (wanted.isPresent()) {
            ZonedDateTime date = CibDate.parse(wanted.get(), clock.atZone(zone)).orElseThrow(() -> new UsageException("-t "
                    + wanted.get() + ": this is no date of ISO 8601, for example 2026-11-20T11:28:03Z, 2026-324 or 2026-W47-5"));
            return new SimulateTime(date.toInstant(), "Setting effective cluster time: " + wanted.get());
        }
        String recorded = cib.root().get("execution-date", "");
        if (recorded.matches("\\d{1,12}")) {
            Instant date = Instant.ofEpochSecond(Long.parseLong(recorded));
            return new SimulateTime(date, "Using the original execution date of: " + DateText.utc(date));
        }
        return new SimulateTime(clock, "");
    }
}
