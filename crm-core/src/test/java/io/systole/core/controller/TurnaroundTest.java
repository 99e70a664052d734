package io.systole.core.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnaroundTest {
    private final Turnaround turnaround = new Turnaround();
    private Duration uptime = Duration.ofSeconds(100);

    @Test
    void refusedOrdersAreRepeatedLessAndLessOften() {
        var waits = new ArrayList<Long>();
        for (int i = 0; i < 10; i++) {
            waits.add(afterOne("n2 refuses web_start_0: the node has lost its quorum").map(Duration::toMillis).orElse(0L));
        }

        assertEquals(List.of(0L, 0L, 0L, 50L, 100L, 200L, 400L, 800L, 1000L, 1000L), waits);
        assertEquals("10 transitions have led nowhere, the last because n2 refuses web_start_0: the node has lost its quorum",
                turnaround.reason());
    }

    @Test
    void oneThatHasWaitedForAnAgentMakesTheNextOneFree() {
        for (int i = 0; i < 10; i++) {
            afterOne("refused");
        }

        turnaround.begins();
        turnaround.waits();
        turnaround.over(uptime);

        assertEquals(Optional.empty(), turnaround.left(uptime));
        assertEquals(Optional.empty(), afterOne("refused"));
    }

    @Test
    void oneThatEndsAsSoonAsItBeginsLeadsNowhereToo() {
        for (int i = 0; i < 3; i++) {
            turnaround.begins();
            turnaround.over(uptime);
            assertEquals(Optional.empty(), turnaround.left(uptime));
        }

        turnaround.begins();
        turnaround.over(uptime);

        assertEquals(Optional.of(Duration.ofMillis(50)), turnaround.left(uptime));
        assertEquals("4 transitions have led nowhere, they ended as soon as they began", turnaround.reason());
    }

    /** What the next one has to wait after one more of these; that time is spent. */
    private Optional<Duration> afterOne(String refusal) {
        turnaround.begins();
        turnaround.waits();
        turnaround.refused(refusal);
        turnaround.over(uptime);
        Optional<Duration> left = turnaround.left(uptime);
        uptime = uptime.plus(left.orElse(Duration.ZERO));
        return left;
    }
}
