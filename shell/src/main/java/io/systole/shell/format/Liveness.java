package io.systole.shell.format;

import java.time.Instant;
import java.util.List;

/**
 * What is known of the daemon that gave the status.
 *
 * @param state in words, for example {@code Systole is running}
 * @param updated when it said so
 * @param warnings what is wrong around it although the cluster works, for example a lost link; one line each
 * @param waits what waits for now although nothing is wrong; one line each
 */
public record Liveness(String state, Instant updated, List<String> warnings, List<String> waits) {
    public Liveness {
        warnings = List.copyOf(warnings);
        waits = List.copyOf(waits);
    }
}
