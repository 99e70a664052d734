package io.systole.shell.tool;

import io.systole.core.rule.CibDate;
import io.systole.core.rule.CibDuration;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import io.systole.shell.format.DateText;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code iso8601}: how the cluster understands a date, a span between two, or a duration. Needs no cluster. */
final class Iso8601Tool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            iso8601 - how the cluster understands dates, and how long something is
            Usage: iso8601 (-n | -d DATE | -p FROM/TO | -D DURATION) [-s|-S|-O|-W] [-L]

             -n, --now               the time of day
             -d, --date=DATE         a date, for example '2026-11-20 11:28:03 +01:00', 2026-324 or 2026-W47-5
             -p, --period=FROM/TO    two dates, one of which may be a duration: 2026-324/P1M
             -D, --duration=TIME     a duration, for example P1M or PT30M
             -E, --expected=TEXT     end with 1 if what is printed is not this (with -n and -d)
             -s, --seconds           as seconds since the year 0
             -S, --epoch             as seconds since 1970
             -L, --local             with the offset that was given, or of this place; else UTC
             -O, --ordinal           with the day of the year
             -W, --week              with week and weekday
            """);
    private static final List<String> COMMANDS = List.of("now", "date", "period", "duration");
    /** From the first day of the year 1 to the epoch, as Pacemaker counts. */
    private static final long SECONDS_TO_EPOCH = 62_135_596_800L;

    @Override
    public String name() {
        return "iso8601";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        ZonedDateTime now = context.clock().instant().atZone(context.zone()).withNano(0);
        Function<ZonedDateTime, String> text = date -> text(date, options);
        String command = options.last(COMMANDS).orElseThrow(() -> new UsageException("say what: -n, -d DATE, -p FROM/TO or -D DURATION"));
        String value = options.value(command).orElse("");
        switch (command) {
            case "duration" -> {
                Optional<CibDuration> duration = CibDuration.parse(value);
                duration.ifPresent(each -> out.println("Duration: " + words(each)));
                return duration.isPresent() ? ExitStatus.OK : invalid(err, "duration", value);
            }
            case "period" -> {
                String[] ends = value.split("/", -1);
                Optional<ZonedDateTime> from = ends.length == 2 ? end(ends[0], ends[1], now, true) : Optional.empty();
                Optional<ZonedDateTime> to = ends.length == 2 ? end(ends[1], ends[0], now, false) : Optional.empty();
                if (from.isEmpty() || to.isEmpty()) {
                    return invalid(err, "interval", value);
                }
                out.println("Period: " + text.apply(from.get()) + " to " + text.apply(to.get()));
                return ExitStatus.OK;
            }
            default -> {
                Optional<ZonedDateTime> date = command.equals("now") ? Optional.of(now) : CibDate.parse(value, now);
                if (date.isEmpty()) {
                    return invalid(err, "date/time", value);
                }
                out.println((command.equals("now") ? "Current date/time: " : "Date: ") + text.apply(date.get()));
                boolean unexpected = options.value("expected").filter(wanted -> !wanted.equals(text.apply(date.get()))).isPresent();
                return unexpected ? ExitStatus.ERROR : ExitStatus.OK;
            }
        }
    }

    private static ExitStatus invalid(PrintWriter err, String what, String value) {
        err.println("iso8601: Invalid " + what + " specified: " + value);
        return ExitStatus.INVALID_PARAMETER;
    }

    /** One end of a period; a duration counts from the other. */
    private static Optional<ZonedDateTime> end(String text, String other, ZonedDateTime now, boolean first) {
        if (!text.startsWith("P")) {
            return CibDate.parse(text, now);
        }
        return CibDate.parse(other, now).flatMap(date ->
                CibDuration.parse(text).flatMap(each -> first ? each.before(date) : each.after(date)));
    }

    private static String text(ZonedDateTime date, Options options) {
        if (options.has("epoch") || options.has("seconds")) {
            return Long.toString(date.toEpochSecond() + (options.has("epoch") ? 0 : SECONDS_TO_EPOCH));
        }
        ZonedDateTime shown = options.has("local") ? date : date.withZoneSameInstant(ZoneOffset.UTC);
        return options.has("week") ? DateText.week(shown) : options.has("ordinal") ? DateText.ordinal(shown) : DateText.calendar(shown);
    }

    private static String words(CibDuration duration) {
        String text = count("%4d", duration.years(), "year") + count("%2d", duration.months(), "month")
                + count("%2d", duration.days(), "day");
        long seconds = duration.seconds();
        if (seconds == 0) {
            return text.isEmpty() ? "0 seconds" : text;
        }
        String parts = (count("%d", seconds / 3600, "hour") + count("%d", seconds / 60 % 60, "minute")
                + count("%d", seconds % 60, "second")).strip();
        String all = count("%d", seconds, "second").strip();
        return text + (parts.equals(all) ? all : all + " (" + parts + ")");
    }

    private static String count(String format, long number, String unit) {
        return number == 0 ? "" : String.format(format, number) + " " + unit + (number == 1 ? "" : "s") + " ";
    }
}
