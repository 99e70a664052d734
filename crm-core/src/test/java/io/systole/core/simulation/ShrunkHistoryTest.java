package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShrunkHistoryTest {
    @Test
    void whatIsNotNeededForAViolationIsLeftOut() {
        RandomHistory whole = SeededDefect.WITNESS_NOT_ASKED.history(1);
        assertThrows(AssertionError.class, whole::run);

        ShrunkHistory shrunk = ShrunkHistory.of(() -> SeededDefect.WITNESS_NOT_ASKED.history(1), whole.disturbances());

        assertFalse(shrunk.leftOut().isEmpty());
        assertTrue(shrunk.violation().contains("runs on [n1, n2]") || shrunk.violation().contains("2 quorate DCs"), shrunk::violation);
        assertTrue(shrunk.trace().contains("cut off") || shrunk.trace().contains("do not hear each other"), shrunk::trace);
    }
}
