package io.systole.core.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.spi.Watchdog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Watchdog} promises. A subclass has something run that is to be ended, and says how time passes; the times are long
 * enough for a busy machine.
 */
public abstract class WatchdogContract {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofHours(1);

    /** The watchdog of this test; what it watches runs. */
    protected abstract Watchdog watchdog();

    /** Whether what ran was ended. */
    protected abstract boolean ended();

    /** Lets so much time pass, and what follows from it happen. */
    protected abstract void pass(Duration span);

    /** Waits until what ran was ended; fails if that takes too long. */
    protected abstract void awaitEnd();

    @Test
    void nothingIsEndedBeforeTheFirstWord() {
        Watchdog watchdog = watchdog();

        pass(SHORT);
        watchdog.disarm();
        pass(SHORT);

        assertFalse(ended());
    }

    @Test
    void whatRunsIsEndedWhenTheTimeIsOver() {
        watchdog().pet(SHORT);

        awaitEnd();

        assertTrue(ended());
    }

    @Test
    void aNewTimeReplacesTheFormerOne() {
        Watchdog watchdog = watchdog();
        watchdog.pet(SHORT);
        watchdog.pet(LONG);

        pass(SHORT.multipliedBy(2));

        assertFalse(ended());
        watchdog.pet(Duration.ZERO);
        awaitEnd();
    }

    @Test
    void whoIsDisarmedEndsNothing() {
        Watchdog watchdog = watchdog();
        watchdog.pet(SHORT);
        watchdog.disarm();

        pass(SHORT.multipliedBy(2));

        assertFalse(ended());
    }

    @Test
    void itCanBeArmedAgain() {
        Watchdog watchdog = watchdog();
        watchdog.pet(LONG);
        watchdog.disarm();
        watchdog.pet(SHORT);

        awaitEnd();

        assertTrue(ended());
    }
}
