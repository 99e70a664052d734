package io.systole.core.option;

import java.util.OptionalInt;

/** Integers as CIBs hold them: leading blanks and a sign are allowed, what follows the digits is ignored (rule 1:S-48). */
public final class WholeNumber {
    private WholeNumber() {}

    /** The number at the start of the text, clipped to 32 bits; empty if there are no digits. */
    public static OptionalInt parse(String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        int at = 0;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (at < text.length() && (negative || text.charAt(at) == '+')) {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = Math.min(Integer.MAX_VALUE + 1L, value * 10 + text.charAt(at) - '0');
            at++;
        }
        if (at == first) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, negative ? -value : value)));
    }

    /** The number at the start of the text, or {@code otherwise}. */
    public static int parse(String text, int otherwise) {
        return parse(text).orElse(otherwise);
    }
}
