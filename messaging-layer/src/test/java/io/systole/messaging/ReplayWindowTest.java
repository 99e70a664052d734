package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow();

    @Test
    void numbersBelowOneAreNeverNew() {
        assertFalse(window.isNew(0));
        assertFalse(window.isNew(-7));
        assertTrue(window.isNew(1));
    }

    @Test
    void theLowestNumberOfTheWindowIsStillTold() {
        window.mark(5000, 0, 0);

        assertTrue(window.isNew(5000 - ReplayWindow.SIZE + 1));
        assertFalse(window.isNew(5000 - ReplayWindow.SIZE));
    }

    @Test
    void eachLinkBringsACopyOnce() {
        window.mark(7, 0, 99);

        assertEquals(ReplayWindow.Sight.COPY, window.look(7, 1, 99));
        assertEquals(ReplayWindow.Sight.OLD, window.look(7, 1, 99), "a second time over the same link");
        assertEquals(ReplayWindow.Sight.OLD, window.look(7, 0, 99), "over the link that was first");
        assertEquals(ReplayWindow.Sight.OLD, window.look(7, 2, 98), "another seal is no copy");
        assertEquals(ReplayWindow.Sight.OLD, window.look(-7, 2, 98));
        assertEquals(ReplayWindow.Sight.NEW, window.look(8, 1, 98));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithASetThatForgetsNothing(long seed) {
        Random random = new Random(seed);
        Set<Long> seen = new HashSet<>();
        long highest = 0;

        for (int i = 0; i < 20_000; i++) {
            long jump = random.nextInt(50) == 0 ? random.nextInt(5000) : random.nextInt(40) - 30;
            long number = Math.max(1, highest + jump);
            boolean expected = number > highest - ReplayWindow.SIZE && !seen.contains(number);
            assertEquals(expected, window.isNew(number), "seed " + seed + ", step " + i + ", number " + number);
            if (expected) {
                window.mark(number, 0, number);
                seen.add(number);
                highest = Math.max(highest, number);
            }
        }
    }
}
