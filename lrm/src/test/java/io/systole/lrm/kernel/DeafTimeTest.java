package io.systole.lrm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DeafTimeTest {
    private final DeafTime deaf = new DeafTime();

    @Test
    void changesWithoutEndAreToldThreeTimesASecond() {
        long now = -5;
        int told = 0;
        long end = now + 60 * DeafTime.REST;
        while (now < end) {
            now = deaf.after(now);
            told++;
        }

        // 20, 40, 80 and 160 ms, then the rest of the minute in pauses of 320 ms.
        assertEquals(4 + 187, told);
    }

    @Test
    void afterARestTheNextChangeIsTheFirst() {
        long now = 0;
        for (int i = 0; i < 10; i++) {
            now = deaf.after(now);
        }

        long later = now + DeafTime.REST + 1;

        assertEquals(later + DeafTime.SHORTEST, deaf.after(later));
    }
}
