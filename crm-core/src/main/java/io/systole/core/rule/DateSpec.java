package io.systole.core.rule;

import io.systole.core.cib.Element;
import io.systole.core.option.WholeNumber;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Optional;

/** A {@code date_spec}: ranges for the parts of a date (rule 1:S-92). */
final class DateSpec {
    /** Every combination of parts that can come at all comes again within so many years: the calendar repeats itself after 400. */
    private static final int YEARS_AHEAD = 400;
    private static final List<String> OF_DAY = List.of("monthdays", "yeardays", "weekyears", "weeks", "weekdays");

    private DateSpec() {}

    static boolean matches(Element spec, ZonedDateTime at) {
        return within(spec, "years", at.getYear())
                && within(spec, "months", at.getMonthValue())
                && OF_DAY.stream().allMatch(part -> within(spec, part, ofDay(part, at)))
                && within(spec, "hours", at.getHour())
                && within(spec, "minutes", at.getMinute())
                && within(spec, "seconds", at.getSecond());
    }

    /** The first second after this one that it matches; empty if there is none. */
    static Optional<ZonedDateTime> next(Element spec, ZonedDateTime after) {
        ZonedDateTime at = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        int last = after.getYear() + YEARS_AHEAD;
        while (at.getYear() <= last) {
            ZonedDateTime next = advanced(spec, at);
            if (next == at) {
                return Optional.of(at);
            }
            at = next;
        }
        return Optional.empty();
    }

    /** The same if it matches; else the beginning of the next year, month, day, hour, minute or second: of the first part that differs. */
    private static ZonedDateTime advanced(Element spec, ZonedDateTime at) {
        ZonedDateTime day = at.truncatedTo(ChronoUnit.DAYS);
        if (!within(spec, "years", at.getYear())) {
            return day.withDayOfYear(1).plusYears(1);
        }
        if (!within(spec, "months", at.getMonthValue())) {
            return day.withDayOfMonth(1).plusMonths(1);
        }
        if (!OF_DAY.stream().allMatch(part -> within(spec, part, ofDay(part, at)))) {
            return day.plusDays(1);
        }
        if (!within(spec, "hours", at.getHour())) {
            return at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        }
        if (!within(spec, "minutes", at.getMinute())) {
            return at.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        }
        return within(spec, "seconds", at.getSecond()) ? at : at.plusSeconds(1);
    }

    private static int ofDay(String part, ZonedDateTime at) {
        return switch (part) {
            case "monthdays" -> at.getDayOfMonth();
            case "yeardays" -> at.getDayOfYear();
            case "weekyears" -> at.get(IsoFields.WEEK_BASED_YEAR);
            case "weeks" -> at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            default -> at.get(ChronoField.DAY_OF_WEEK);
        };
    }

    /** {@code n}, {@code n-m}, {@code n-} or {@code -m}, both ends included. */
    private static boolean within(Element spec, String unit, int actual) {
        String range = spec.get(unit);
        if (range == null) {
            return true;
        }
        int dash = range.indexOf('-');
        String low = dash < 0 ? range : range.substring(0, dash);
        String high = dash < 0 ? range : range.substring(dash + 1);
        if (!(low + high).chars().allMatch(Character::isDigit) || low.isEmpty() && high.isEmpty()) {
            return false;
        }
        return actual >= WholeNumber.parse(low, Integer.MIN_VALUE) && actual <= WholeNumber.parse(high, Integer.MAX_VALUE);
    }
}
