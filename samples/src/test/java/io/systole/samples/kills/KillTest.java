package io.systole.samples.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as good, and how it is told. */
class KillTest {
    @Test
    void isGoodIfNothingIsLostOneTakesWritesAndTheOtherNodeIsPrimary() {
        assertTrue(kill("n2", 0, 0).good());
        assertFalse(kill("n2", 1, 0).good());
        assertFalse(kill("n2", 0, 1).good());
        assertFalse(kill("n1", 0, 0).good());
    }

    @Test
    void theTableHasARowForEachKill() {
        String table = Kill.table(List.of(kill("n2", 0, 0), kill("n1", 3, 0)));

        assertEquals(List.of("| 1 | power cut | n1 → n2 | 2.3 s | 12.0 s | 100 | 0 | 0 |",
                "| 2 | power cut | n1 → n1 | 2.3 s | 12.0 s | 100 | 3 | 0 |"),
                table.lines().skip(2).toList());
    }

    private static Kill kill(String to, int lost, int doubles) {
        return new Kill("power cut", "n1", to, Duration.ofMillis(2345), Duration.ofSeconds(12), 100, lost, doubles);
    }
}
