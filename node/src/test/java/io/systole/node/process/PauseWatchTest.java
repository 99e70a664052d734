package io.systole.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseWatchTest {
    private final List<String> log = new ArrayList<>();
    private long now = Long.MAX_VALUE - 10;
    private Duration collected = Duration.ofMillis(500);
    private final PauseWatch watch =
            new PauseWatch(Duration.ofMillis(250), Duration.ofMillis(50), () -> now, () -> collected, log::add);

    private void pass(int millis) {
        now += Duration.ofMillis(millis).toNanos();
        watch.tick();
    }

    @Test
    void aPauseIsToldWithTheShareOfGarbageCollection() {
        for (int i = 0; i < 100; i++) {
            pass(60);
        }
        assertEquals(List.of(), log);
        collected = Duration.ofMillis(530);

        pass(450);

        assertEquals(List.of("this process stood still for 400 ms; garbage collection took 30 ms since the pause before"), log);
    }

    @Test
    void aSickMachineDoesNotFillTheLog() {
        for (int i = 0; i < 20; i++) {
            pass(350);
        }
        pass(2050);
        assertEquals(2, log.size());
        assertEquals("this process stood still for 2000 ms; garbage collection took 0 ms since the pause before; 19 shorter ones were not"
                + " told", log.getLast());

        pass(350);
        pass(10_050);
        pass(350);

        assertEquals(3, log.size());
    }
}
