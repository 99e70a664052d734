package io.systole.core.scheduler.assign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The order in which Pacemaker meets the entries of its tables (rule 2:P-1102). It means nothing, but two things hang on it: which
 * of equally roomy nodes is taken, and the order of attributes in utilization lines.
 *
 * @param <T> what is in the table
 */
final class TableOrder<T> {
    /** For a table of 2 to the power of its index places: by what the hash is divided. */
    private static final int[] MODULUS = {
        1, 2, 3, 7, 13, 31, 61, 127, 251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521, 131071, 262139, 524287, 1048573};
    private static final int SMALLEST = 3;

    private final Function<T, String> key;
    private int power = SMALLEST;
    private List<T> places = new ArrayList<>(Arrays.asList(null, null, null, null, null, null, null, null));
    private int used;

    private TableOrder(Function<T, String> key) {
        this.key = key;
    }

    /**
     * Sorts entries.
     *
     * @param entries in the order in which they came into the table
     * @param key what the table looks them up by; no two alike
     */
    static <T> List<T> of(Collection<T> entries, Function<T, String> key) {
        var table = new TableOrder<>(key);
        entries.forEach(table::put);
        return table.places.stream().filter(Objects::nonNull).toList();
    }

    private void put(T entry) {
        int at = home(entry);
        for (int step = 1; places.get(at) != null; step++) {
            at = (at + step) % places.size();
        }
        places.set(at, entry);
        used++;
        if (places.size() <= used + used / 16) {
            grow();
        }
    }

    private int home(T entry) {
        int hash = key.apply(entry).hashCode();
        int spread = 11 * (Integer.compareUnsigned(hash, 2) < 0 ? 2 : hash);
        return Integer.remainderUnsigned(spread, MODULUS[power]);
    }

    /** Every entry goes to its new place; whoever is there and has not moved yet makes room and moves next. */
    private void grow() {
        int before = places.size();
        power = Math.max(SMALLEST, Integer.SIZE - Integer.numberOfLeadingZeros((int) (used * 1.333)));
        while (places.size() < 1 << power) {
            places.add(null);
        }
        var moved = new BitSet();
        for (int i = 0; i < before; i++) {
            if (!moved.get(i)) {
                T entry = places.set(i, null);
                while (entry != null) {
                    int at = home(entry);
                    for (int step = 1; moved.get(at); step++) {
                        at = (at + step) % places.size();
                    }
                    moved.set(at);
                    entry = places.set(at, entry);
                }
            }
        }
    }
}
