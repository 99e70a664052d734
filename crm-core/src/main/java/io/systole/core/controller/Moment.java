package io.systole.core.controller;

import java.time.Duration;
import java.time.Instant;

/**
 * When an event happens.
 *
 * @param clock the time of day, for what people read; may step
 * @param uptime monotonic, for everything that waits
 */
public record Moment(Instant clock, Duration uptime) {
    Duration since(Duration earlier) {
        return uptime.minus(earlier);
    }
}
