package io.systole.samples.powercuts;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One cut as the seed draws it.
 *
 * @param number counted from 1
 * @param victims who loses its power, by index
 * @param delay from when all clients are at work until the disk of the first victim is watched
 * @param late from when something is written to that disk until the cut
 */
record Cut(int number, List<Integer> victims, Duration delay, Duration late) {
    private static final int ALL_IN = 5;
    private static final int LEAST_MILLIS = 200;
    private static final int MOST_MILLIS = 2000;
    /** A change of the configuration is some twenty writes and syncs, which take about as long. */
    private static final int LATE_MICROS = 60_000;

    /** The same for the same numbers, whatever was before, so that a run that was interrupted goes on with the same cuts. */
    static Cut of(long seed, int number, int nodes) {
        var random = new SplittableRandom(seed * 1_000_003 + number);
        boolean all = random.nextInt(ALL_IN) == 0;
        int one = random.nextInt(nodes);
        Duration delay = Duration.ofMillis(random.nextInt(LEAST_MILLIS, MOST_MILLIS));
        Duration late = Duration.ofNanos(1000L * random.nextInt(LATE_MICROS));
        return new Cut(number, all ? IntStream.range(0, nodes).boxed().toList() : List.of(one), delay, late);
    }
}
