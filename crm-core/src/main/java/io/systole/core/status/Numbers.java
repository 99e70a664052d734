package io.systole.core.status;

import java.util.Optional;

/** Numbers in the attributes of status elements, any of which may be missing or unreadable. */
final class Numbers {
    private Numbers() {}

    static Optional<Long> number(String text) {
        try {
            return text == null || text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text));
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<Long> positive(String text) {
        return number(text).filter(value -> value > 0);
    }
}
