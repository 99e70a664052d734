package io.systole.shell.format;

import java.time.Instant;

/**
 * What is known of the daemon that gave the status.
 *
 * @param state in words, for example {@code Systole is running}
 * @param updated when it said so
 */
public record Liveness(String state, Instant updated) {}
