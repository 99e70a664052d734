package io.systole.messaging;

import java.util.Arrays;

/**
 * Remembers which of the last 1024 numbers of one sender were seen, as IPsec does (RFC 4303, 3.4.3), and over which links.
 * Numbers below the window count as seen: better to lose a late datagram, which JGroups asks for again, than to take one twice.
 * Not thread-safe.
 */
final class ReplayWindow {
    static final int SIZE = 1024;

    /** For each number of the window the links over which it came, as bits; 0 = not seen. */
    private final long[] links = new long[SIZE];
    /** For each number that was seen, the end of its seal: a second copy has the same one. */
    private final long[] seals = new long[SIZE];
    private long highest;

    /** What a number is to the window. */
    enum Sight {
        /** It was not seen yet. */
        NEW,
        /** It was seen with this seal, but not over this link. */
        COPY,
        /** It was seen over this link, with another seal, or is too old to tell. */
        OLD
    }

    boolean isNew(long number) {
        if (number <= 0 || number <= highest - SIZE) {
            return false;
        }
        return number > highest || links[slot(number)] == 0;
    }

    /** Judges a number, and notes a copy, so that each link brings it once. */
    Sight look(long number, int link, long seal) {
        if (isNew(number)) {
            return Sight.NEW;
        }
        long bit = 1L << link;
        if (number <= 0 || number <= highest - SIZE || seals[slot(number)] != seal || (links[slot(number)] & bit) != 0) {
            return Sight.OLD;
        }
        links[slot(number)] |= bit;
        return Sight.COPY;
    }

    /** Notes a number that {@link #isNew}. To be called only when the datagram proved to be authentic. */
    void mark(long number, int link, long seal) {
        if (number > highest) {
            if (number - highest >= SIZE) {
                Arrays.fill(links, 0);
            } else {
                for (long passed = highest + 1; passed < number; passed++) {
                    links[slot(passed)] = 0;
                }
            }
            highest = number;
        }
        links[slot(number)] = 1L << link;
        seals[slot(number)] = seal;
    }

    private static int slot(long number) {
        return (int) (number % SIZE);
    }
}
