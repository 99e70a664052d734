package io.systole.lrm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private final Alarms alarms = new Alarms();
    private final Runnable tea = () -> { };
    private final Runnable train = () -> { };

    @Test
    void eachIsGivenOnceInTheOrderOfTheTimes() {
        alarms.set(train, 9);
        alarms.set(tea, 4);

        assertEquals(Optional.empty(), alarms.next(3));
        assertEquals(Optional.of(tea), alarms.next(10));
        assertEquals(Optional.of(train), alarms.next(10));
        assertEquals(Optional.empty(), alarms.next(10));
    }

    @Test
    void theSleeperIsWokenOnlyForWhatComesSooner() {
        assertTrue(alarms.set(tea, 4));
        assertFalse(alarms.set(train, 9));
        assertTrue(alarms.set(train, 2));
    }

    @Test
    void anAlarmThatIsSetAnewHasOnlyItsNewTime() {
        alarms.set(tea, 4);
        alarms.set(tea, 9);

        assertEquals(Optional.empty(), alarms.next(4));
        assertEquals(Optional.of(tea), alarms.next(9));
        assertEquals(Optional.empty(), alarms.next(20));
    }

    @Test
    void whatIsTakenBackIsNotGivenButNobodyIsWokenForALaterOneInItsPlace() {
        alarms.set(tea, 4);
        alarms.cancel(tea);

        assertFalse(alarms.set(train, 9), "the sleeper wakes at 4 as it is");
        assertEquals(4, alarms.sleepsUntil());
        assertEquals(Optional.empty(), alarms.next(5));
        assertEquals(9, alarms.sleepsUntil());
    }

    @Test
    void withoutAlarmsNobodyHasToWake() {
        alarms.set(tea, 4);
        alarms.next(4);
        alarms.next(4);

        assertEquals(Alarms.NEVER, alarms.sleepsUntil());
    }
}
