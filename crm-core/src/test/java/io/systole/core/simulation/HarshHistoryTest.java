package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories in which channels get slow, so that messages of different senders overtake each other, agents get slow and clocks step. */
class HarshHistoryTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "HARSH.*")
    void invariantsHoldWithSlownessAndSteppingClocks(HistoryKind kind) {
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", 12);
        long events = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            RandomHistory history = kind.history(seed);
            history.run();
            events += history.events();
        }
        assertTrue(events > seeds);
    }
}
