package io.systole.lrm.queue;

import io.systole.core.operation.OperationRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How long an order waits before its first run: its start-delay, or else what {@code interval-origin} asks for: the first
 * run falls on a multiple of the interval after (or before) the origin. Later runs drift by the run time.
 */
public final class FirstRun {
    /** Beyond this delay nobody should wait for the first run of a recurring operation (value of Pacemaker). */
    static final Duration TOO_FAR = Duration.ofMinutes(5);

    private FirstRun() {}

    /** The delay, seen from this time of day; a local time in the origin is read in this zone. */
    public static Duration delay(OperationRequest request, Instant now, ZoneId zone) {
        if (!request.startDelay().isZero() || !request.key().recurring()) {
            return request.startDelay();
        }
        return origin(request, zone).map(origin -> untilMultiple(origin, request.key().interval(), now)).orElse(Duration.ZERO);
    }

    private static Duration untilMultiple(Instant origin, Duration interval, Instant now) {
        long intervalSeconds = Math.max(1, interval.toSeconds());
        long sinceOrigin = Duration.between(origin, now).toSeconds();
        return Duration.ofSeconds(Math.floorMod(-sinceOrigin, intervalSeconds));
    }

    private static Optional<Instant> origin(OperationRequest request, ZoneId zone) {
        String text = request.meta().getOrDefault("interval-origin", request.meta().getOrDefault("interval_origin", ""));
        return text.isEmpty() ? Optional.empty() : parse(text.strip().replace(' ', 'T'), zone);
    }

    /** An origin that cannot be read is none: the monitor then starts at once, which is the safe side. */
    private static Optional<Instant> parse(String text, ZoneId zone) {
        try {
            if (!text.contains("T")) {
                return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
            }
            return text.matches(".*T.*(Z|[+-][0-9:]+)") ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
