package io.systole.shell.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time for people. */
public final class DateText {
    private DateText() {}

    /** The time in UTC: {@code 2026-11-20 11:28:03Z}. */
    public static String utc(Instant at) {
        return Texts.utc(at);
    }

    /** The time of a place, as the status shows it: {@code Fri Nov 20 11:28:03 2026}. */
    public static String local(Instant at, ZoneId zone) {
        return Texts.time(at, zone);
    }

    /** Year, month and day, with the offset that the date has: {@code 2026-11-20 12:28:03 +01:00}. */
    public static String calendar(ZonedDateTime at) {
        return in("uuuu-MM-dd", at);
    }

    /** Year and day of the year. */
    public static String ordinal(ZonedDateTime at) {
        return in("uuuu-DDD", at);
    }

    /** Year, week and weekday of ISO 8601. */
    public static String week(ZonedDateTime at) {
        return in("YYYY-'W'ww-e", at);
    }

    /** ISO weeks begin on Monday, and the first has the year's first Thursday, which the formatter takes from the locale. */
    private static String in(String date, ZonedDateTime at) {
        String offset = at.getOffset().getTotalSeconds() == 0 ? "'Z'" : " xxx";
        return DateTimeFormatter.ofPattern(date + " HH:mm:ss" + offset, Locale.GERMANY).format(at);
    }
}
