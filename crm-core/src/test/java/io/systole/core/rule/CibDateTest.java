package io.systole.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CibDateTest {
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 20, 12, 0, 0, 0, ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T11:28:03Z,2026-11-20T11:28:03Z",
        "2026-11-20 11:28:03Z,2026-11-20T11:28:03Z",
        "2026-11-20 11:28:03 +01:00,2026-11-20T10:28:03Z",
        "20261120T112803Z,2026-11-20T11:28:03Z",
        "2026-11-20,2026-11-19T23:00:00Z",
        "2005-020T12:30Z,2005-01-20T12:30:00Z",
        "2005-020T12:30,2005-01-20T11:30:00Z",
        "2005-020,2005-01-19T23:00:00Z",
        "2026-W47-5T00:00Z,2026-11-20T00:00:00Z",
        "2026-11-20T24:00Z,2026-11-21T00:00:00Z",
        "11:28Z,2026-11-20T11:28:00Z",
        "epoch,1970-01-01T00:00:00Z"})
    void calendarOrdinalAndWeekDatesAreReadWithAndWithoutOffset(String text, Instant expected) {
        assertEquals(expected, CibDate.parse(text, NOW).orElseThrow().toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "yesterday", "2026-13-01", "2026-366", "2026-02-30", "2026-11-20T25:00", "2026-W54-1",
        "2026-11-20T11:28:03+99:00", "99999999999"})
    void anythingElseIsNoDate(String text) {
        assertTrue(CibDate.parse(text, NOW).isEmpty());
    }
}
