package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code rule [$id=…] [$role=…] [SCORE:] EXPRESSION {and|or EXPRESSION}}. */
final class RuleParser {
    private static final Set<String> COMPARISONS = Set.of("lt", "gt", "lte", "gte", "eq", "ne");
    private static final Set<String> SPANS = Set.of(
            "seconds", "minutes", "hours", "days", "weekdays", "monthdays", "yearsdays", "yeardays", "weeks", "months", "years",
            "weekyears", "moon");

    private final Words words;
    private final Ids ids;

    RuleParser(Words words, Ids ids) {
        this.words = words;
        this.ids = ids;
    }

    /** The rule after the word {@code rule}, which is taken already. */
    Element parse(String owner) {
        var reference = words.value("$id-ref");
        if (reference.isPresent()) {
            return Element.of("rule", "id-ref", reference.get());
        }
        String id = words.value("$id").map(ids::use).orElseGet(() -> ids.make(owner + "-rule"));
        Element rule = Element.of("rule", "id", id, "role", words.value("$role").orElse(null));
        String score = words.labelled().orElse("INFINITY");
        rule = rule.with(Score.isScore(score) ? "score" : "score-attribute", Score.toXml(score));
        var expressions = new ArrayList<Element>();
        expressions.add(expression(id));
        String operator = null;
        while (words.nextIs("and") || words.nextIs("or")) {
            String next = words.next("an operator").toLowerCase(Locale.ROOT);
            if (operator != null && !operator.equals(next)) {
                throw new CrmSyntaxException("a rule cannot mix \"and\" with \"or\": use two rules or nested XML rules");
            }
            operator = next;
            expressions.add(expression(id));
        }
        return rule.with("boolean-op", "or".equals(operator) ? "or" : null).withChildren(expressions);
    }

    private Element expression(String rule) {
        String first = words.next("an expression such as \"#uname eq n1\"");
        String id = ids.make(rule + "-expression");
        if (first.equalsIgnoreCase("defined") || first.equalsIgnoreCase("not_defined")) {
            return Element.of("expression", "id", id, "operation", first.toLowerCase(Locale.ROOT),
                    "attribute", words.next("the name of a node attribute"));
        }
        if (first.equalsIgnoreCase("date")) {
            return date(id);
        }
        String operator = words.next("a comparison (lt, gt, lte, gte, eq, ne)");
        int colon = operator.indexOf(':');
        String type = colon < 0 ? null : operator.substring(0, colon).toLowerCase(Locale.ROOT);
        String comparison = operator.substring(colon + 1).toLowerCase(Locale.ROOT);
        if (!COMPARISONS.contains(comparison)) {
            throw new CrmSyntaxException("\"" + operator + "\" is no comparison: use lt, gt, lte, gte, eq or ne");
        }
        String value = words.next("a value to compare " + first + " with");
        Element expression = Element.of("expression", "id", id, "operation", comparison, "attribute", first, "type", type);
        int brace = value.indexOf('{');
        if (brace > 0 && value.endsWith("}") && List.of("literal", "param", "meta").contains(value.substring(0, brace))) {
            return expression.with("value", value.substring(brace + 1, value.length() - 1)).with("value-source", value.substring(0, brace));
        }
        return expression.with("value", value);
    }

    private Element date(String id) {
        String operation = words.next("in, spec, lt or gt").toLowerCase(Locale.ROOT);
        Element expression = Element.of("date_expression", "id", id);
        return switch (operation) {
            case "lt" -> expression.with("operation", "lt").with("end", words.next("a date"));
            case "gt" -> expression.with("operation", "gt").with("start", words.next("a date"));
            case "in", "in_range" -> {
                Element range = expression.with("operation", "in_range").with("start", words.value("start").orElse(null));
                var end = words.value("end");
                if (end.isPresent()) {
                    yield range.with("end", end.get());
                }
                yield range.plus(spans("duration", id));
            }
            case "spec", "date_spec" -> expression.with("operation", "date_spec").plus(spans("date_spec", id));
            default -> throw new CrmSyntaxException("\"date " + operation + "\" is not known: use in, spec, lt or gt");
        };
    }

    private Element spans(String tag, String expressionId) {
        Element spans = Element.of(tag, "id", ids.make(expressionId + "-" + tag));
        int before = spans.attributes().size();
        while (words.hasNext()) {
            String word = words.peek();
            int equals = word.indexOf('=');
            if (equals < 0 || !SPANS.contains(word.substring(0, equals))) {
                break;
            }
            words.next("a span");
            spans = spans.with(word.substring(0, equals), word.substring(equals + 1));
        }
        if (spans.attributes().size() == before) {
            throw new CrmSyntaxException("a date expression needs at least one span such as hours=9-17");
        }
        return spans;
    }
}
