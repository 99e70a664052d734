package io.systole.core.rule;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration of ISO 8601 as CIBs and tools write it: {@code P1Y2M3DT4H5M6S}, {@code P2W}. Parts may come in any order and may be
 * negative; fractions are not understood.
 *
 * @param years calendar years
 * @param months calendar months
 * @param days days, weeks included
 * @param seconds hours, minutes and seconds together
 */
public record CibDuration(long years, long months, long days, long seconds) {
    private static final Pattern PART = Pattern.compile("(-?\\d{1,9})([YMWDHS])");

    /** Reads a duration; empty if it is none. */
    public static Optional<CibDuration> parse(String text) {
        if (text == null || !text.startsWith("P") || text.length() < 2) {
            return Optional.empty();
        }
        boolean time = false;
        var read = new CibDuration(0, 0, 0, 0);
        int at = 1;
        while (at < text.length()) {
            Matcher part = PART.matcher(text).region(at, text.length());
            if (text.charAt(at) == 'T' && !time) {
                time = true;
                at++;
            } else if (part.lookingAt()) {
                read = read.plus(Long.parseLong(part.group(1)), part.group(2).charAt(0), time);
                at = part.end();
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(read);
    }

    private CibDuration plus(long number, char unit, boolean time) {
        return switch (unit) {
            case 'Y' -> new CibDuration(years + number, months, days, seconds);
            case 'M' -> time ? withSeconds(number * 60) : new CibDuration(years, months + number, days, seconds);
            case 'W' -> new CibDuration(years, months, days + 7 * number, seconds);
            case 'D' -> new CibDuration(years, months, days + number, seconds);
            case 'H' -> withSeconds(number * 3600);
            default -> withSeconds(number);
        };
    }

    private CibDuration withSeconds(long more) {
        return new CibDuration(years, months, days, seconds + more);
    }

    /** The time so much later; empty if no calendar reaches so far. */
    public Optional<ZonedDateTime> after(ZonedDateTime start) {
        try {
            return Optional.of(start.plusYears(years).plusMonths(months).plusDays(days).plusSeconds(seconds));
        } catch (DateTimeException beyond) {
            return Optional.empty();
        }
    }

    /** The time so much earlier; empty if no calendar reaches so far. */
    public Optional<ZonedDateTime> before(ZonedDateTime end) {
        try {
            return Optional.of(end.minusDays(days).minusMonths(months).minusYears(years).minusSeconds(seconds));
        } catch (DateTimeException beyond) {
            return Optional.empty();
        }
    }
}
