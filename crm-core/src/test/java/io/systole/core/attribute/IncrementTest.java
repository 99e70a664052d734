package io.systole.core.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncrementTest {
    @ParameterizedTest
    @CsvSource({
        "3, value++, 4",
        "3, value+=5, 8",
        "3, value+=-5, -2",
        "999999, value+=5, 1000000",
        "INFINITY, value++, 1000000",
        "3, value+=-INFINITY, -1000000",
        "green, value++, 0",
        "3, value+=many, 3",
        "3, value+, value+",
        "3, 7, 7",
    })
    void countsFromTheOldValue(String old, String text, String expected) {
        assertEquals(expected, Increment.apply(Optional.of(old), text));
    }

    @Test
    void aMissingValueCountsAsZero() {
        assertEquals("1", Increment.apply(Optional.empty(), "value++"));
    }
}
