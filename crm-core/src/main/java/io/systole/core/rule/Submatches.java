package io.systole.core.rule;

import java.util.List;

/** Puts parts of a resource's id that {@code rsc-pattern} matched in place of {@code %0} … {@code %9} (rule 1:S-85). */
public final class Submatches {
    private Submatches() {}

    /** The text with its marks replaced; unchanged if there are no matches. */
    public static String expand(String text, List<String> matches) {
        if (matches.isEmpty() || text.indexOf('%') < 0) {
            return text;
        }
        var result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1))) {
                int group = text.charAt(++i) - '0';
                result.append(group < matches.size() ? matches.get(group) : "");
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }
}
