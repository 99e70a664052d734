package io.systole.lrm.instant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often a resource is looked at before its time, in milliseconds since the start of the test. */
class PaceTest {
    private static final ResourceId WEB = new ResourceId("web");

    private final Pace pace = new Pace();

    private static Duration at(long millis) {
        return Duration.ofMillis(millis);
    }

    private List<Pace.Due> look(long millis) {
        return pace.due(at(millis));
    }

    @Test
    void theFirstLossIsLookedAtAtOnce() {
        pace.wanted(WEB, "it is gone", at(1000));

        assertEquals(List.of(new Pace.Due(WEB, "it is gone")), look(1000));
        assertEquals(List.of(), look(1000));
    }

    @Test
    void theNextOneWaitsForTheEndOfThePause() {
        pace.wanted(WEB, "first", at(0));
        look(0);
        pace.wanted(WEB, "second", at(1));

        assertEquals(List.of(), look(249));
        assertEquals(Optional.of(at(250)), pace.wakeAt());
        assertEquals(List.of(new Pace.Due(WEB, "second")), look(250));
        assertEquals(Optional.empty(), pace.wakeAt());
    }

    @Test
    void aSourceThatComesAndGoesForEverCostsAtMostOneLookAMinute() {
        int looks = 0;
        for (long now = 0; now < Duration.ofHours(1).toMillis(); now += 10) {
            pace.wanted(WEB, "gone again", at(now));
            if (!look(now).isEmpty()) {
                looks++;
                pace.found(WEB, true);
            }
        }

        assertTrue(looks < 70, looks + " looks in an hour");
    }

    @Test
    void aLookThatFoundSomethingBeginsAnew() {
        for (long now = 0; now < 10_000; now += 10) {
            pace.wanted(WEB, "gone again", at(now));
            if (!look(now).isEmpty()) {
                pace.found(WEB, true);
            }
        }
        pace.wanted(WEB, "gone for good", at(60_000));
        look(60_000);
        pace.found(WEB, false);
        pace.wanted(WEB, "gone", at(60_001));

        // The pause that had begun is kept; the one after it is short again.
        long next = pace.wakeAt().orElseThrow().toMillis();
        assertEquals(1, look(next).size());
        pace.wanted(WEB, "gone", at(next + 1));
        assertEquals(Optional.of(at(next + 250)), pace.wakeAt());
    }

    @Test
    void aLongRestBeginsAnew() {
        pace.wanted(WEB, "gone", at(0));
        look(0);
        pace.found(WEB, true);
        pace.found(WEB, true);
        pace.wanted(WEB, "gone", at(60_000));
        look(60_000);
        pace.wanted(WEB, "gone", at(60_001));

        assertEquals(Optional.of(at(60_250)), pace.wakeAt());
    }

    @Test
    void whatIsForgottenIsNotLookedAt() {
        pace.wanted(WEB, "gone", at(0));
        pace.forget(WEB);

        assertEquals(List.of(), look(10));
    }
}
