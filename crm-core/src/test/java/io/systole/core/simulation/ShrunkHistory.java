package io.systole.core.simulation;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A history in which something happened that must not, without those disturbances that are not needed for it.
 *
 * @param leftOut which disturbances were left out
 * @param trace what happened, a line each
 * @param violation what must not have happened
 */
record ShrunkHistory(Set<Integer> leftOut, String trace, String violation) {
    /**
     * Leaves out one disturbance after the other as long as something is still violated, be it something else.
     *
     * @param again makes the history anew, not yet lived
     */
    static ShrunkHistory of(Supplier<RandomHistory> again, int disturbances) {
        Set<Integer> leftOut = new TreeSet<>();
        ShrunkHistory shortest = lived(again.get(), leftOut);
        for (int i = 0; i < disturbances; i++) {
            leftOut.add(i);
            ShrunkHistory shorter = lived(again.get(), leftOut);
            if (shorter.violation.isEmpty()) {
                leftOut.remove(i);
            } else {
                shortest = shorter;
            }
        }
        return shortest;
    }

    private static ShrunkHistory lived(RandomHistory history, Set<Integer> leftOut) {
        String violation = "";
        try {
            history.without(leftOut).run();
        } catch (AssertionError | RuntimeException failed) {
            violation = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
        }
        return new ShrunkHistory(Set.copyOf(leftOut), history.cluster().trace(), violation);
    }
}
