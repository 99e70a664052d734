package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds bugs: production code that behaves as if a check were missing is caught, and only then. */
class SeededDefectTest {
    @ParameterizedTest
    @EnumSource
    void aSeededDefectIsCaught(SeededDefect defect) {
        for (long seed = 1; seed <= defect.within(); seed++) {
            try {
                defect.history(seed).run();
            } catch (AssertionError violation) {
                System.out.println(defect + " is caught: " + violation.getMessage().lines().findFirst().orElseThrow());
                assertDoesNotThrow(defect.healthy(seed)::run, "without the defect");
                return;
            }
        }
        fail(defect + " was not caught by seeds 1 to " + defect.within());
    }
}
