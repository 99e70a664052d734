package io.systole.messaging;

import java.util.BitSet;

/**
 * Remembers which of the last 1024 numbers of one sender were seen, as IPsec does (RFC 4303, 3.4.3). Numbers below the
 * window count as seen: better to lose a late datagram, which JGroups asks for again, than to take one twice.
 * Not thread-safe.
 */
final class ReplayWindow {
    static final int SIZE = 1024;

    private final BitSet seen = new BitSet(SIZE);
    private long highest;

    boolean isNew(long number) {
        if (number <= 0 || number <= highest - SIZE) {
            return false;
        }
        return number > highest || !seen.get(slot(number));
    }

    /** Notes a number that {@link #isNew}. To be called only when the datagram proved to be authentic. */
    void mark(long number) {
        if (number > highest) {
            if (number - highest >= SIZE) {
                seen.clear();
            } else {
                for (long passed = highest + 1; passed < number; passed++) {
                    seen.clear(slot(passed));
                }
            }
            highest = number;
        }
        seen.set(slot(number));
    }

    private static int slot(long number) {
        return (int) (number % SIZE);
    }
}
