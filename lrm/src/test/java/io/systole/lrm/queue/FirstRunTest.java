package io.systole.lrm.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstRunTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static Duration delay(Duration interval, Duration startDelay, String origin) {
        var request = Orders.request("web", "monitor", interval, startDelay, Map.of("interval-origin", origin));
        return FirstRun.delay(request, NOW, ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource({
        // interval in s, origin, delay in s
        "86400, 2026-01-01T03:00:00Z, 54000",
        "86400, 2026-01-01T03:00:00+01:00, 50400",
        "86400, 2026-01-01 12:00:00Z, 0",
        "86400, 2026-11-20T12:00:10Z, 10",
        "600, 2027-11-20T12:00:10Z, 10",
        "3600, 2026-01-01T00:30, 1800",
        "86400, 2026-11-20, 43200",
        "60, 2026-11-20T11:59:50Z, 50",
        "60, soon, 0",
    })
    void fallsOnAMultipleOfTheIntervalAfterTheOrigin(long interval, String origin, long delay) {
        assertEquals(Duration.ofSeconds(delay), delay(Duration.ofSeconds(interval), Duration.ZERO, origin));
    }

    @Test
    void aStartDelayRulesOutTheOrigin() {
        assertEquals(Duration.ofSeconds(5), delay(Duration.ofHours(1), Duration.ofSeconds(5), "2026-01-01T00:30:00Z"));
    }

    @Test
    void anOriginMeansNothingForAOneShotOperation() {
        assertEquals(Duration.ZERO, delay(Duration.ZERO, Duration.ZERO, "2026-01-01T00:30:00Z"));
    }

    @Test
    void aLocalTimeIsReadInTheZoneGiven() {
        var request = Orders.request("web", "monitor", Duration.ofDays(1), Duration.ZERO, Map.of("interval-origin", "2026-11-01T14:00"));

        Duration delay = FirstRun.delay(request, NOW, ZoneId.of("Europe/Berlin"));

        assertEquals(Duration.ofHours(1), delay);
    }
}
