package io.systole.core.option;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time in milliseconds: {@code 10}, {@code 20s}, {@code 5min}, and for intervals also ISO 8601 (1:S-51, 1:S-52). */
public final class TimeSpan {
    private static final Pattern ISO_PART = Pattern.compile("(\\d+)([YMWDHS])");
    private static final long MOST = 4_294_967_295L;

    private TimeSpan() {}

    /** A timeout or delay: a number with a unit, seconds without; empty if unreadable. ISO 8601 is not understood here. */
    public static OptionalLong timeout(String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        String trimmed = text.strip();
        int end = digits(trimmed, trimmed.startsWith("-") || trimmed.startsWith("+") ? 1 : 0);
        if (end == 0 || end > 12 || !isDigit(trimmed.charAt(end - 1))) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(trimmed, 0, end, 10);
        int rest = end;
        while (rest < trimmed.length() && (trimmed.charAt(rest) == '.' || isDigit(trimmed.charAt(rest)))) {
            rest++;
        }
        String unit = trimmed.substring(rest).strip().toLowerCase(Locale.ROOT);
        if (unit.isEmpty() || unit.startsWith("s")) {
            return OptionalLong.of(number * 1000);
        }
        if (unit.startsWith("ms")) {
            return OptionalLong.of(number);
        }
        if (unit.startsWith("us")) {
            return OptionalLong.of(number / 1000);
        }
        if (unit.startsWith("m")) {
            return OptionalLong.of(number * 60_000);
        }
        return unit.startsWith("h") ? OptionalLong.of(number * 3_600_000) : OptionalLong.empty();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** An interval or an option of type duration; empty if unreadable or negative, 0 if absent. */
    public static OptionalLong interval(String text) {
        if (text == null) {
            return OptionalLong.of(0);
        }
        OptionalLong value = text.startsWith("P") ? iso(text) : timeout(text);
        return value.isPresent() && value.getAsLong() >= 0 ? OptionalLong.of(Math.min(MOST, value.getAsLong())) : OptionalLong.empty();
    }

    /** An interval in milliseconds, 0 if absent or unreadable. */
    public static long intervalMillis(String text) {
        return interval(text).orElse(0);
    }

    private static OptionalLong iso(String text) {
        boolean time = false;
        long seconds = 0;
        int at = 1;
        while (at < text.length()) {
            if (text.charAt(at) == 'T' && !time) {
                time = true;
                at++;
                continue;
            }
            Matcher matcher = ISO_PART.matcher(text).region(at, text.length());
            if (!matcher.lookingAt() || matcher.group(1).length() > 9) {
                return OptionalLong.empty();
            }
            seconds += Long.parseLong(matcher.group(1)) * secondsOf(matcher.group(2).charAt(0), time);
            at = matcher.end();
        }
        return at == 1 || seconds > MOST / 1000 ? OptionalLong.empty() : OptionalLong.of(seconds * 1000);
    }

    private static long secondsOf(char unit, boolean time) {
        return switch (unit) {
            case 'Y' -> 365L * 86_400;
            case 'M' -> time ? 60 : 30L * 86_400;
            case 'W' -> 7L * 86_400;
            case 'D' -> 86_400;
            case 'H' -> 3_600;
            default -> 1;
        };
    }
}
