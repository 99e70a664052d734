package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes rules as text; the counterpart of {@link RuleParser}. */
final class RulePrinter {
    private final Set<String> referenced;

    /** With the ids that something refers to: those are shown. */
    RulePrinter(Set<String> referenced) {
        this.referenced = referenced;
    }

    /** The rule; {@code showInfinity} false leaves out the score that is the default. */
    String print(Element rule, boolean showInfinity) {
        if (rule.get("id-ref") != null) {
            return "rule $id-ref=" + rule.get("id-ref");
        }
        var text = new StringBuilder("rule ");
        if (referenced.contains(rule.id())) {
            text.append("$id=").append(rule.id()).append(' ');
        }
        rule.attribute("role").ifPresent(role -> text.append("$role=").append(Roles.modern(role)).append(' '));
        String score = rule.attribute("score").or(() -> rule.attribute("score-attribute")).orElse("INFINITY");
        if (showInfinity || !score.equals("INFINITY")) {
            text.append(Score.toText(score)).append(": ");
        }
        String operator = " " + rule.get("boolean-op", "and") + " ";
        return text.append(rule.children().stream().map(RulePrinter::expression).collect(Collectors.joining(operator))).toString();
    }

    private static String expression(Element expression) {
        String attribute = Quote.word(expression.get("attribute", ""));
        String operation = expression.get("operation", "");
        if (expression.is("date_expression")) {
            return "date " + date(expression, operation);
        }
        if (operation.endsWith("defined")) {
            return operation + " " + attribute;
        }
        String type = expression.attribute("type").map(word -> word + ":").orElse("");
        String value = expression.get("value", "");
        String source = expression.get("value-source");
        return attribute + " " + type + operation + " " + Quote.word(source == null ? value : source + "{" + value + "}");
    }

    private static String date(Element expression, String operation) {
        return switch (operation) {
            case "lt" -> "lt " + Quote.word(expression.get("end", ""));
            case "gt" -> "gt " + Quote.word(expression.get("start", ""));
            case "date_spec" -> "spec " + spans(expression);
            case "in_range" -> {
                String start = expression.attribute("start").map(date -> "start=" + Quote.word(date) + " ").orElse("");
                yield "in " + start + expression.attribute("end").map(date -> "end=" + Quote.word(date)).orElseGet(() -> spans(expression));
            }
            default -> operation;
        };
    }

    private static String spans(Element expression) {
        List<Element> parts = expression.children();
        return parts.isEmpty() ? "" : parts.getFirst().attributes().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("id"))
                .map((Map.Entry<String, String> entry) -> Quote.pair(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" "));
    }
}
