package io.systole.shell.grammar;

import java.util.regex.Pattern;

/** Quoting of words so that {@link Script} reads them back as they were. */
final class Quote {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.-]+");

    private Quote() {}

    /** A value as it stands after {@code name=}. */
    static String value(String value) {
        return BARE.matcher(value).matches() ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A word on its own that may hold any of the characters in which the language has no meaning. */
    static String word(String word) {
        return word.matches("[^\\s\"'\\\\]+") ? word : value(word);
    }

    static String pair(String name, String value) {
        return word(name) + "=" + value(value);
    }
}
