package io.systole.samples.lab;

import java.util.Locale;

/** Tells on standard error how far a long run is, each time with the seconds since it began. */
public final class Progress {
    private final long begin = System.nanoTime();

    /** Prints a line. */
    public void tell(String what) {
        System.err.printf(Locale.ROOT, "[%6.1f s] %s%n", (System.nanoTime() - begin) / 1e9, what);
    }
}
