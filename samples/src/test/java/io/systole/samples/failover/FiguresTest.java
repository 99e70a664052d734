package io.systole.samples.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void aRowHasLeastMedianGreatestAndTheRatioToTheFirstProgram() {
        var figures = new Figures();
        for (int millis : List.of(300, 100, 200)) {
            figures.add("death [s]", "ours", Duration.ofMillis(millis));
            figures.add("death [s]", "theirs", Duration.ofMillis(2 * millis));
        }
        assertEquals("""
                | measure | program | min | median | max | n | median ÷ ours |
                |---|---|---:|---:|---:|---:|---:|
                | death [s] | ours | 0.100 | 0.200 | 0.300 | 3 | 1.00 |
                | death [s] | theirs | 0.200 | 0.400 | 0.600 | 3 | 2.00 |
                """, figures.table());
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertEquals(2.5, Figures.median(List.of(9.0, 2.0, 3.0, 1.0)));
    }
}
