package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many seeded histories; a violation prints its seed and what happened. {@code -Dsimulation.seeds=N} runs more,
 * {@code -Dsimulation.first=S} begins elsewhere.
 */
class RandomHistoryTest {
    @ParameterizedTest
    @CsvSource({"2,false", "3,false", "3,true", "5,true"})
    void invariantsHoldWhateverFails(int nodes, boolean fencing) {
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", 20);
        long events = 0;

        for (long seed = first; seed < first + seeds; seed++) {
            var history = new RandomHistory(seed, nodes, fencing);
            history.run();
            events += history.events();
        }

        assertTrue(events > seeds);
    }
}
