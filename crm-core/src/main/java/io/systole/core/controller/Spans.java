package io.systole.core.controller;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time in cluster properties: a number of seconds, or a number with a unit ({@code 15min}). */
final class Spans {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,9})\\s*([a-z]*)\\s*");

    private Spans() {}

    static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "", "s", "sec" -> Optional.of(Duration.ofSeconds(number));
            case "ms", "msec" -> Optional.of(Duration.ofMillis(number));
            case "m", "min" -> Optional.of(Duration.ofMinutes(number));
            case "h", "hr" -> Optional.of(Duration.ofHours(number));
            default -> Optional.empty();
        };
    }
}
