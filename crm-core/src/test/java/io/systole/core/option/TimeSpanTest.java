package io.systole.core.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules 1:S-51 to 1:S-53. */
class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({"10, 10000", "20s, 20000", "1.5s, 1000", "500ms, 500", "2 min, 120000", "1h, 3600000", "7000us, 7"})
    void readsTimeouts(String text, long millis) {
        long read = TimeSpan.timeout(text).orElseThrow();

        assertEquals(millis, read);
    }

    @ParameterizedTest
    @CsvSource({"PT1M, 60000", "P1D, 86400000", "PT30S, 30000", "P1M, 2592000000", "10s, 10000"})
    void readsIntervals(String text, long millis) {
        long read = TimeSpan.interval(text).orElseThrow();

        assertEquals(millis, read);
    }

    @Test
    void timeoutsAreNotIso8601() {
        assertTrue(TimeSpan.timeout("PT1M").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"5days", "x", "P", "-5s", "''"})
    void refusesWhatIsNoInterval(String text) {
        assertTrue(TimeSpan.interval(text).isEmpty());
    }
}
