package io.systole.lrm.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.operation.ExecutionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Recurring operations that are due at nearly the same time run together. */
class CompanyTest {
    private static final Outcome FINE = new Outcome(ExecutionStatus.DONE, 0);

    private final Orders orders = new Orders();
    private final OperationBoard board = new OperationBoard(100);

    private static Duration millis(long time) {
        return Duration.ofMillis(time);
    }

    private Order run(String resource, long intervalSeconds, Duration end) {
        Order monitor = orders.repeated(resource, "monitor", intervalSeconds);
        board.accept(monitor, Duration.ZERO, Duration.ZERO);
        board.advance(Duration.ZERO);
        board.ended(monitor, FINE, end);
        return monitor;
    }

    @Test
    void twoThatEndedInTheSameTenthOfASecondRunTogetherTenSecondsLater() {
        Order web = run("web", 10, millis(1_003));
        Order db = run("db", 10, millis(1_071));

        Optional<Duration> wake = board.wakeAt(millis(1_071));

        assertEquals(Optional.of(millis(11_100)), wake);
        assertEquals(List.of(web, db), board.advance(wake.get()).stream().map(Step::order).toList());
    }

    @Test
    void ofTwoIntervalsOfWhichOneIsTheDoubleTheRunsFallTogether() {
        Order web = run("web", 10, millis(11_130));
        Order db = run("db", 20, millis(1_003));

        Optional<Duration> wake = board.wakeAt(millis(11_130));

        assertEquals(Optional.of(millis(21_200)), wake);
        assertEquals(List.of(web, db), board.advance(wake.get()).stream().map(Step::order).toList());
    }

    @Test
    void noneRunsTooEarlyNorMuchTooLate() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            long interval = 1 + random.nextInt(7200);
            var end = Duration.ofNanos(random.nextLong(1_000_000_000_000L));
            var alone = new OperationBoard(1);
            Order monitor = orders.repeated("web", "monitor", interval);
            alone.accept(monitor, Duration.ZERO, Duration.ZERO);
            alone.advance(Duration.ZERO);
            alone.ended(monitor, FINE, end);

            Duration late = alone.wakeAt(end).orElseThrow().minus(end).minusSeconds(interval);

            String which = "interval " + interval + " s, end at " + end + ", seed " + seed;
            assertTrue(!late.isNegative(), () -> "too early: " + which);
            assertTrue(late.compareTo(millis(interval * 10)) < 0 && late.compareTo(millis(250)) < 0, () -> "too late: " + which);
        }
    }
}
