package io.systole.core.option;

import java.util.Locale;
import java.util.Optional;

/** Truth values as CIBs hold them: {@code true on yes y 1} and {@code false off no n 0}, in any case (rule 1:S-47). */
public final class Truth {
    private Truth() {}

    /** The value; empty if the text is none. */
    public static Optional<Boolean> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "y", "1" -> Optional.of(true);
            case "false", "off", "no", "n", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** True if the text is there and means true. */
    public static boolean isTrue(String text) {
        return parse(text).orElse(false);
    }

    /** The value, or {@code otherwise} if absent or unreadable. */
    public static boolean parse(String text, boolean otherwise) {
        return parse(text).orElse(otherwise);
    }
}
