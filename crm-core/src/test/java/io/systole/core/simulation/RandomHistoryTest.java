package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "(ORDERED|PRIMARY)_.*_FENCING")
    void whatIsOrderedAndThePrimaryAreWhereTheyShouldBe(HistoryKind kind) {
        long first = Long.getLong("simulation.first", 1);
        for (long seed = first; seed < first + Long.getLong("simulation.seeds", 8); seed++) {
            RandomHistory history = kind.history(seed);
            history.run();
            assertTrue(history.events() > 0);
        }
    }
}
