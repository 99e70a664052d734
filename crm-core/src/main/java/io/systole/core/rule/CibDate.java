package io.systole.core.rule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as CIBs hold them: calendar, ordinal and week dates of ISO 8601 with an optional time and offset; without offset
 * the given zone is meant (rule 1:S-55).
 */
public final class CibDate {
    private static final Pattern CALENDAR = Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})");
    private static final Pattern ORDINAL = Pattern.compile("(\\d{4})-(\\d{3})");
    private static final Pattern WEEK = Pattern.compile("(\\d{4})-W(\\d{2})-(\\d)");
    private static final Pattern TIME = Pattern.compile("(\\d{2})(?::?(\\d{2}))?(?::?(\\d{2}))?\\s*(Z|[+-]\\d{2}(?::?\\d{2})?)?");

    private CibDate() {}

    /** Reads a date; {@code now} gives the zone and the day for a bare time. */
    public static Optional<ZonedDateTime> parse(String text, ZonedDateTime now) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String trimmed = text.strip();
        try {
            if (trimmed.equals("epoch")) {
                return Optional.of(LocalDate.EPOCH.atStartOfDay(ZoneOffset.UTC));
            }
            int split = separator(trimmed);
            String datePart = split < 0 ? trimmed : trimmed.substring(0, split);
            String timePart = split < 0 ? "" : trimmed.substring(split + 1).strip();
            LocalDate date = date(datePart);
            if (date == null && split < 0) {
                date = now.toLocalDate();
                timePart = trimmed;
            }
            return date == null ? Optional.empty() : at(date, timePart, now.getZone());
        } catch (DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    private static int separator(String text) {
        int blank = text.indexOf(' ');
        int letter = text.indexOf('T');
        return blank < 0 ? letter : letter < 0 ? blank : Math.min(blank, letter);
    }

    private static LocalDate date(String text) {
        Matcher week = WEEK.matcher(text);
        if (week.matches()) {
            return LocalDate.of(number(week, 1), 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(week, 2))
                    .with(java.time.temporal.ChronoField.DAY_OF_WEEK, number(week, 3));
        }
        Matcher ordinal = ORDINAL.matcher(text);
        if (ordinal.matches()) {
            return LocalDate.ofYearDay(number(ordinal, 1), number(ordinal, 2));
        }
        Matcher calendar = CALENDAR.matcher(text);
        return calendar.matches() ? LocalDate.of(number(calendar, 1), number(calendar, 2), number(calendar, 3)) : null;
    }

    private static Optional<ZonedDateTime> at(LocalDate date, String text, ZoneId zone) {
        if (text.isEmpty()) {
            return Optional.of(date.atStartOfDay(zone));
        }
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int minute = matcher.group(2) == null ? 0 : number(matcher, 2);
        int second = matcher.group(3) == null ? 0 : number(matcher, 3);
        ZoneId at = matcher.group(4) == null ? zone : ZoneOffset.of(matcher.group(4));
        if (number(matcher, 1) == 24 && minute == 0 && second == 0) {
            return Optional.of(date.plusDays(1).atStartOfDay(at));
        }
        return Optional.of(date.atTime(LocalTime.of(number(matcher, 1), minute, second)).atZone(at));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
