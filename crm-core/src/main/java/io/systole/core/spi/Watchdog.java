package io.systole.core.spi;

import java.time.Duration;

/**
 * Ends what runs on this node when the daemon does not say in time that it may run on: also when the daemon hangs, stands
 * still or has died. A watchdog that outlives the daemon keeps the last time it was told. Does not block.
 */
public interface Watchdog {
    /**
     * What runs here may run on for so long from now, not longer. Replaces what was said before; the first call arms.
     *
     * @param left not negative
     */
    void pet(Duration left);

    /** Nothing here has to be ended any more, or nobody relies on it. */
    void disarm();

    /** Resets this machine at once if that is possible and allowed; else does what {@link #pet} does when its time is over. */
    void reset(String reason);

    /** No watchdog at all. */
    static Watchdog none() {
        return new Watchdog() {
            @Override
            public void pet(Duration left) {
                // Nobody watches.
            }

            @Override
            public void disarm() {
                // Nobody watches.
            }

            @Override
            public void reset(String reason) {
                // Nobody can.
            }
        };
    }
}
