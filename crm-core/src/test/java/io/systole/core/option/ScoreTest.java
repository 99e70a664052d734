package io.systole.core.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {
    @ParameterizedTest
    @CsvSource({"INFINITY, 1000000", "+INFINITY, 1000000", "-INFINITY, -1000000", "12abc, 12", "' -7', -7", "99999999999, 1000000"})
    void readsScores(String text, int expected) {
        OptionalInt score = Score.parse(text);

        assertEquals(expected, score.orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"infinity", "abc", "''", "-"})
    void refusesWhatIsNoScore(String text) {
        OptionalInt score = Score.parse(text);

        assertTrue(score.isEmpty());
    }

    @Test
    void minusInfinityBeatsInfinity() {
        int sum = Score.add(Score.INFINITY, -Score.INFINITY);

        assertEquals(-Score.INFINITY, sum);
    }

    @Test
    void additionIsNotAssociativeOnceClamped() {
        int leftFirst = Score.add(Score.add(999_999, 5), -10);
        int rightFirst = Score.add(999_999, Score.add(5, -10));

        assertEquals(Score.INFINITY, leftFirst);
        assertEquals(999_994, rightFirst);
    }
}
