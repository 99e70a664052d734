package io.systole.core.alert;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a moment as {@code timestamp-format} says: the conversions of {@code strftime(3)} in the C locale, with the flags
 * and widths of GNU, and Pacemaker's {@code %3N}, the first so many digits (at most six) of the fraction of a second. A conversion
 * that does not exist stays as it is.
 */
final class TimestampFormat {
    /** Flags, width, and the modifiers E and O, which mean nothing in the C locale. */
    private static final Pattern CONVERSION = Pattern.compile("%([_\\-0^#]*)(\\d*)[EO]?([a-zA-Z%])");
    private static final int MOST_DIGITS = 6;
    private static final int WIDEST = 128;

    private final ZonedDateTime moment;

    private TimestampFormat(ZonedDateTime moment) {
        this.moment = moment;
    }

    static String write(String format, ZonedDateTime moment) {
        return new TimestampFormat(moment).write(format);
    }

    private String write(String format) {
        return CONVERSION.matcher(format).replaceAll(found -> Matcher.quoteReplacement(convert(found.group(), found.group(1),
                found.group(2), found.group(3).charAt(0))));
    }

    private String convert(String whole, String flags, String width, char conversion) {
        if (conversion == 'N') {
            return fraction(flags.contains("0") && width.isEmpty() ? "0" : width);
        }
        Part part = part(conversion);
        return part == null ? whole : part.with(flags, width.isEmpty() ? -1 : Math.min(WIDEST, width.length() > 4
                ? WIDEST : Integer.parseInt(width)));
    }

    private String fraction(String width) {
        int digits = width.isEmpty() ? 0 : Math.min(MOST_DIGITS, width.length() > 4 ? MOST_DIGITS : Integer.parseInt(width));
        return "%06d".formatted(moment.getNano() / 1000).substring(0, digits);
    }

    private Part part(char conversion) {
        return switch (conversion) {
            case 'a' -> text("EEE");
            case 'A' -> text("EEEE");
            case 'b', 'h' -> text("MMM");
            case 'B' -> text("MMMM");
            case 'c' -> new Part(write("%a %b %e %H:%M:%S %Y"), ' ', 0);
            case 'C' -> number(moment.getYear() / 100, 2);
            case 'd' -> number(moment.getDayOfMonth(), 2);
            case 'D', 'x' -> new Part(write("%m/%d/%y"), ' ', 0);
            case 'e' -> new Part(Integer.toString(moment.getDayOfMonth()), ' ', 2);
            case 'F' -> new Part(write("%Y-%m-%d"), ' ', 0);
            case 'g' -> number(moment.get(IsoFields.WEEK_BASED_YEAR) % 100, 2);
            case 'G' -> number(moment.get(IsoFields.WEEK_BASED_YEAR), 1);
            case 'H' -> number(moment.getHour(), 2);
            case 'I' -> number(moment.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2);
            case 'j' -> number(moment.getDayOfYear(), 3);
            case 'k' -> new Part(Integer.toString(moment.getHour()), ' ', 2);
            case 'l' -> new Part(Integer.toString(moment.get(ChronoField.CLOCK_HOUR_OF_AMPM)), ' ', 2);
            case 'm' -> number(moment.getMonthValue(), 2);
            case 'M' -> number(moment.getMinute(), 2);
            case 'n' -> new Part("\n", ' ', 0);
            case 'p' -> text("a");
            case 'P' -> new Part(text("a").text.toLowerCase(Locale.ROOT), ' ', 0);
            case 'r' -> new Part(write("%I:%M:%S %p"), ' ', 0);
            case 'R' -> new Part(write("%H:%M"), ' ', 0);
            case 's' -> number(moment.toEpochSecond(), 1);
            case 'S' -> number(moment.getSecond(), 2);
            case 't' -> new Part("\t", ' ', 0);
            case 'T', 'X' -> new Part(write("%H:%M:%S"), ' ', 0);
            case 'u' -> number(moment.getDayOfWeek().getValue(), 1);
            case 'U' -> number((moment.getDayOfYear() + 6 - moment.getDayOfWeek().getValue() % 7) / 7, 2);
            case 'V' -> number(moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case 'w' -> number(moment.getDayOfWeek().getValue() % 7, 1);
            case 'W' -> number((moment.getDayOfYear() + 6 - (moment.getDayOfWeek().getValue() - 1)) / 7, 2);
            case 'y' -> number(moment.getYear() % 100, 2);
            case 'Y' -> number(moment.getYear(), 1);
            case 'z' -> new Part(DateTimeFormatter.ofPattern("xx", Locale.ROOT).format(moment), ' ', 0);
            case 'Z' -> text("zzz");
            case '%' -> new Part("%", ' ', 0);
            default -> null;
        };
    }

    private Part text(String pattern) {
        return new Part(DateTimeFormatter.ofPattern(pattern, Locale.US).format(moment), ' ', 0);
    }

    private static Part number(long value, int width) {
        return new Part(Long.toString(value), '0', width);
    }

    /** What a conversion gives, and how it is filled up from the left if nobody says otherwise. */
    private record Part(String text, char fill, int width) {
        String with(String flags, int wanted) {
            char filled = fill;
            int wide = wanted < 0 ? width : wanted;
            String shown = text;
            for (char flag : flags.toCharArray()) {
                switch (flag) {
                    case '_' -> filled = ' ';
                    case '0' -> filled = '0';
                    case '-' -> wide = 0;
                    case '^' -> shown = text.toUpperCase(Locale.ROOT);
                    default -> shown = swapped();
                }
            }
            return String.valueOf(filled).repeat(Math.max(0, wide - shown.length())) + shown;
        }

        private String swapped() {
            String upper = text.toUpperCase(Locale.ROOT);
            return text.equals(upper) ? text.toLowerCase(Locale.ROOT) : upper;
        }
    }
}
