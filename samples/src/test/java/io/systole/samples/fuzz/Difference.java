package io.systole.samples.fuzz;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How two answers to the same cluster differ.
 *
 * @param missing actions that only Pacemaker wants
 * @param extra actions that only we want
 * @param missingOrder pairs that only Pacemaker orders; empty if the actions differ
 * @param extraOrder pairs that only we order; empty if the actions differ
 */
record Difference(List<String> missing, List<String> extra, List<String> missingOrder, List<String> extraOrder) {
    static Difference between(ExecutableGraph theirs, ExecutableGraph ours) {
        List<String> missing = less(theirs.actions(), ours.actions());
        List<String> extra = less(ours.actions(), theirs.actions());
        boolean same = missing.isEmpty() && extra.isEmpty();
        return new Difference(missing, extra, same ? less(theirs.order(), ours.order()) : List.of(),
                same ? less(ours.order(), theirs.order()) : List.of());
    }

    /** What the first has more often than the second. */
    private static List<String> less(Map<String, Integer> all, Map<String, Integer> without) {
        var left = new ArrayList<String>();
        for (String each : new TreeSet<>(all.keySet())) {
            for (int i = without.getOrDefault(each, 0); i < all.get(each); i++) {
                left.add(each);
            }
        }
        return left;
    }

    boolean isEmpty() {
        return missing.isEmpty() && extra.isEmpty() && missingOrder.isEmpty() && extraOrder.isEmpty();
    }

    /** True if there is a difference and all of it is in the other one as well. */
    boolean isPartOf(Difference other) {
        return !isEmpty() && other.missing.containsAll(missing) && other.extra.containsAll(extra)
                && other.missingOrder.containsAll(missingOrder) && other.extraOrder.containsAll(extraOrder);
    }

    String text() {
        var text = new StringBuilder();
        lines(text, "only Pacemaker:  ", missing);
        lines(text, "only Systole:    ", extra);
        lines(text, "only Pacemaker orders:  ", missingOrder);
        lines(text, "only Systole orders:    ", extraOrder);
        return text.toString();
    }

    private static void lines(StringBuilder text, String prefix, Collection<String> values) {
        values.forEach(value -> text.append("  ").append(prefix).append(value).append('\n'));
    }
}
