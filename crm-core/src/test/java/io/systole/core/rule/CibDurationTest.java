package io.systole.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CibDurationTest {
    @ParameterizedTest
    @CsvSource({
        "P1Y2M3DT4H5M6S, 1, 2, 3, 14706",
        "P2W, 0, 0, 14, 0",
        "PT5M, 0, 0, 0, 300",
        "P5M, 0, 5, 0, 0",
        "P-1D, 0, 0, -1, 0",
        "PT, 0, 0, 0, 0",
        "P1DT1H1D, 0, 0, 2, 3600",
    })
    void partsAreAddedUp(String text, long years, long months, long days, long seconds) {
        assertEquals(Optional.of(new CibDuration(years, months, days, seconds)), CibDuration.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "1D", "-P1D", "P1", "P1X", "PT1.5S", "P1D ", "P9999999999D", "PTT1S"})
    void whatIsNoDurationIsNone(String text) {
        assertEquals(Optional.empty(), CibDuration.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"P1M, 2020-02-29T00:00Z, 2019-12-31T00:00Z", "P1D, 2020-02-01T00:00Z, 2020-01-30T00:00Z"})
    void monthsAreThoseOfTheCalendar(String text, String after, String before) {
        ZonedDateTime date = ZonedDateTime.parse("2020-01-31T00:00Z");
        assertEquals(ZonedDateTime.parse(after), CibDuration.parse(text).orElseThrow().after(date).orElseThrow());
        assertEquals(ZonedDateTime.parse(before), CibDuration.parse(text).orElseThrow().before(date).orElseThrow());
    }

    @Test
    void beyondTheCalendarThereIsNothing() {
        ZonedDateTime date = ZonedDateTime.parse("2020-01-31T00:00Z");
        assertEquals(Optional.empty(), CibDuration.parse("P999999999Y").orElseThrow().after(date));
        assertEquals(Optional.empty(), CibDuration.parse("P-999999999Y").orElseThrow().before(date));
    }
}
