package io.systole.core.spi;

import java.time.Duration;

/** Time that passes, monotonic. In production the node's event loop, in simulation a queue. Callbacks run on the node's loop. */
public interface Timers {
    /** Calls {@code task} once after {@code delay}. */
    Timer after(Duration delay, Runnable task);

    /** A timer that has been set. */
    interface Timer {
        /** Prevents the call if it has not happened yet; harmless otherwise. */
        void cancel();
    }
}
