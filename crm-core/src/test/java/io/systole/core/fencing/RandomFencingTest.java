package io.systole.core.fencing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Fencing with devices, topology, failures, hanging agents and lost nodes drawn from a seed: what must hold whatever happens. */
class RandomFencingTest {
    @Test
    void everyWishComesToAnEndAndTheVictimNeverDoesIt() {
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", 60);
        long events = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            events += RandomFencing.run(seed);
        }
        assertTrue(events > seeds);
    }
}
