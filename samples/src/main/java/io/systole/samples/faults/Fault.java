package io.systole.samples.faults;

import java.util.random.RandomGenerator;

/**
 * One row of the fault matrix.
 *
 * @param name what happens, in words; also its key in the file of results
 * @param setting to which cluster
 * @param safe whether nothing may ever be active twice; false where the power switch lies, with which no cluster can be safe
 * @param strike what is done
 */
record Fault(String name, Setting setting, boolean safe, Strike strike) {
    /** Does it to a cluster that is at rest, and returns when it is over; {@link FaultCluster#makeWhole} follows. */
    @FunctionalInterface
    interface Strike {
        /** Strikes. */
        void on(FaultCluster cluster, RandomGenerator random);
    }
}
