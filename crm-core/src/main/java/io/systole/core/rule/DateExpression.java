package io.systole.core.rule;

import io.systole.core.cib.Element;
import io.systole.core.option.WholeNumber;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A {@code date_expression}: in_range, gt, lt, date_spec (rules 1:S-90 to 1:S-92, 1:S-96). */
final class DateExpression {
    private DateExpression() {}

    static boolean passes(Element expression, ZonedDateTime clock, NextChange changes) {
        ZonedDateTime now = clock.withNano(0);
        Optional<ZonedDateTime> start = CibDate.parse(expression.get("start"), now);
        Optional<ZonedDateTime> end = CibDate.parse(expression.get("end"), now);
        if (expression.get("start") != null && start.isEmpty() || expression.get("end") != null && end.isEmpty()) {
            return false;
        }
        return switch (expression.get("operation", "in_range").toLowerCase(Locale.ROOT)) {
            case "in_range" -> inRange(expression, now, start, end, changes);
            case "date_spec" -> expression.child("date_spec").map(spec -> DateSpec.matches(spec, now)).orElse(false);
            case "gt" -> {
                start.ifPresent(from -> changes.note(from.plusSeconds(1).toInstant()));
                yield start.isPresent() && now.isAfter(start.get());
            }
            case "lt" -> {
                end.ifPresent(to -> changes.note(to.toInstant()));
                yield end.isPresent() && now.isBefore(end.get());
            }
            default -> false;
        };
    }

    private static boolean inRange(
            Element expression, ZonedDateTime now, Optional<ZonedDateTime> start, Optional<ZonedDateTime> givenEnd, NextChange changes) {
        Optional<ZonedDateTime> end = givenEnd;
        Optional<Element> duration = expression.child("duration");
        if (end.isEmpty() && duration.isPresent()) {
            end = start.flatMap(from -> plus(from, duration.get()));
            if (end.isEmpty()) {
                return false;
            }
        }
        if (start.isEmpty() && end.isEmpty()) {
            return false;
        }
        if (start.isPresent() && now.isBefore(start.get())) {
            changes.note(start.get().toInstant());
            return false;
        }
        if (end.isPresent()) {
            if (now.isAfter(end.get())) {
                return false;
            }
            changes.note(end.get().plusSeconds(1).toInstant());
        }
        return true;
    }

    private static Optional<ZonedDateTime> plus(ZonedDateTime start, Element duration) {
        ZonedDateTime end = start;
        for (String unit : List.of("years", "months", "weeks", "days", "hours", "minutes", "seconds")) {
            String text = duration.get(unit);
            if (text == null) {
                continue;
            }
            OptionalInt number = WholeNumber.parse(text);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            int count = number.getAsInt();
            end = switch (unit) {
                case "years" -> end.plusYears(count);
                case "months" -> end.plusMonths(count);
                case "weeks" -> end.plusWeeks(count);
                case "days" -> end.plusDays(count);
                case "hours" -> end.plusHours(count);
                case "minutes" -> end.plusMinutes(count);
                default -> end.plusSeconds(count);
            };
        }
        return Optional.of(end);
    }
}
