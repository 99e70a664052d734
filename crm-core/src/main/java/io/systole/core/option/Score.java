package io.systole.core.option;

import java.util.OptionalInt;

/**
 * Arithmetic of scores: integers clamped to ±1 000 000, where minus infinity beats plus infinity (rules 1:S-49, 1:S-50,
 * 2:P-101, 2:P-102).
 */
public final class Score {
    public static final int INFINITY = 1_000_000;

    private Score() {}

    /** Reads a score; empty if the text is none. */
    public static OptionalInt parse(String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        return switch (text) {
            case "INFINITY", "+INFINITY" -> OptionalInt.of(INFINITY);
            case "-INFINITY" -> OptionalInt.of(-INFINITY);
            default -> {
                OptionalInt number = WholeNumber.parse(text);
                yield number.isEmpty() ? number : OptionalInt.of(clamp(number.getAsInt()));
            }
        };
    }

    /** Reads a score; {@code otherwise} if the text is none. */
    public static int parse(String text, int otherwise) {
        return parse(text).orElse(otherwise);
    }

    /** The sum; not associative once an infinity is involved, so the order of additions matters. */
    public static int add(int a, int b) {
        if (a <= -INFINITY || b <= -INFINITY) {
            return -INFINITY;
        }
        return a >= INFINITY || b >= INFINITY ? INFINITY : clamp((long) a + b);
    }

    /** The form that people read: {@code INFINITY}, {@code -INFINITY} or the number. */
    public static String text(int score) {
        if (score >= INFINITY) {
            return "INFINITY";
        }
        return score <= -INFINITY ? "-INFINITY" : Integer.toString(score);
    }

    private static int clamp(long value) {
        return (int) Math.max(-INFINITY, Math.min(INFINITY, value));
    }
}
