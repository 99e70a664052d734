package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class NewcomerBudgetTest {
    private static final InetAddress LISTED = InetAddress.ofLiteral("10.0.0.2");

    private long now = Long.MAX_VALUE - 1000;
    private final NewcomerBudget budget = new NewcomerBudget(LISTED::equals, () -> now);

    private int tried(InetAddress source, int frames) {
        int tried = 0;
        for (int i = 0; i < frames; i++) {
            tried += budget.take(source) ? 1 : 0;
        }
        return tried;
    }

    @Test
    void aFloodFromAnywhereLeavesTheBudgetOfANodeAlone() {
        int strangers = 0;
        for (int i = 0; i < 1000; i++) {
            strangers += tried(InetAddress.ofLiteral("192.0.2." + i % 250), 50);
        }

        assertEquals(NewcomerBudget.BURST, strangers);
        assertEquals(5, tried(LISTED, 5));
    }

    @Test
    void theBudgetGrowsAgainByAHundredASecond() {
        assertEquals(NewcomerBudget.BURST, tried(LISTED, 1000));

        now += Duration.ofMillis(200).toNanos();
        assertEquals(20, tried(LISTED, 1000));

        now += Duration.ofHours(1).toNanos();
        assertEquals(NewcomerBudget.BURST, tried(LISTED, 1000));
    }
}
