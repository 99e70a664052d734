package io.systole.core.rule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares versions by their leading {@code digits(.digits)*}; a missing part counts as 0 (rule 1:S-54). */
public final class VersionOrder {
    private static final Pattern LEADING = Pattern.compile("\\s*(\\d+(?:\\.\\d+)*).*", Pattern.DOTALL);

    private VersionOrder() {}

    /** Negative if the first version is the older one, positive if it is the newer one. */
    public static int compare(String a, String b) {
        String[] x = parts(a);
        String[] y = parts(b);
        for (int i = 0; i < Math.max(x.length, y.length); i++) {
            int order = new java.math.BigInteger(i < x.length ? x[i] : "0").compareTo(new java.math.BigInteger(i < y.length ? y[i] : "0"));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static String[] parts(String text) {
        Matcher matcher = LEADING.matcher(text);
        return matcher.matches() ? matcher.group(1).split("\\.") : new String[0];
    }
}
