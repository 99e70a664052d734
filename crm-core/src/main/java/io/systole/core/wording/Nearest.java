package io.systole.core.wording;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody meant who mistyped it. Capital and small letters count as the same. */
public final class Nearest {
    private Nearest() {}

    /**
     * The name with the fewest letters to change, if no more than a third of the typed ones would change; of several the first
     * in the order of the alphabet.
     */
    public static Optional<String> of(String typed, Collection<String> names) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int reach = Math.max(1, typed.length() / 3);
        return names.stream()
                .filter(name -> typed.length() > 2 && distance(wanted, name.toLowerCase(Locale.ROOT)) <= reach)
                .min(Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean "web"?}, or nothing if no name is near enough. */
    public static String hint(String typed, Collection<String> names) {
        return of(typed, names).map(name -> "; did you mean \"" + name + "\"?").orElse("");
    }

    /** {@code ; did you mean "web"?}, or {@code ; remedy} if no name is near enough. */
    public static String hint(String typed, Collection<String> names, String remedy) {
        String hint = hint(typed, names);
        return hint.isEmpty() ? "; " + remedy : hint;
    }

    /** Letters to insert, delete, change or swap with their neighbour (Damerau and Levenshtein). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int cheapest = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }
}
