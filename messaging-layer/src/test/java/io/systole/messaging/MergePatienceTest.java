package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MergePatienceTest {
    private long now = Long.MAX_VALUE - 100;
    private final MergePatience patience = new MergePatience(() -> now);

    /** Asked every 6 seconds; after how many seconds it gave in. */
    private List<Integer> givesIn(int minutes) {
        List<Integer> at = new ArrayList<>();
        for (int seconds = 0; seconds < minutes * 60; seconds += 6) {
            if (!patience.refuses()) {
                at.add(seconds);
            }
            now += Duration.ofSeconds(6).toNanos();
        }
        return at;
    }

    @Test
    void eachTimeItIsTwiceAsPatient() {
        assertEquals(List.of(30, 96, 222, 468), givesIn(10));
    }

    @Test
    void itGivesInEveryHalfHourAtLeast() {
        assertTrue(givesIn(24 * 60).size() >= 45);
    }

    @Test
    void whenAllAreTogetherItForgets() {
        givesIn(60);

        patience.calm();

        assertEquals(List.of(30), givesIn(1));
        assertFalse(givesIn(60).isEmpty());
    }
}
