package io.systole.core.rule;

import io.systole.core.cib.Element;
import io.systole.core.option.WholeNumber;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** An {@code expression} over a node attribute (rules 1:S-84 to 1:S-89). */
final class AttributeExpression {
    private static final List<String> OPERATIONS = List.of("defined", "not_defined", "eq", "ne", "lt", "lte", "gt", "gte");

    private AttributeExpression() {}

    static boolean passes(Element expression, RuleContext context) {
        String attribute = expression.get("attribute");
        String operation = expression.get("operation", "").toLowerCase(Locale.ROOT);
        String given = expression.get("value");
        boolean existence = operation.equals("defined") || operation.equals("not_defined");
        if (attribute == null || !OPERATIONS.contains(operation) || existence == (given != null)) {
            return false;
        }
        String name = Submatches.expand(attribute, context.matches());
        String actual = context.nodeAttributes() == null ? null : context.nodeAttributes().get(name);
        if (existence) {
            return operation.equals("defined") == (actual != null);
        }
        String source = expression.get("value-source", "literal").toLowerCase(Locale.ROOT);
        String type = expression.get("type", defaultType(operation, actual, given)).toLowerCase(Locale.ROOT);
        if (!List.of("literal", "param", "meta").contains(source) || !List.of("string", "integer", "number", "version").contains(type)) {
            return false;
        }
        String reference = switch (source) {
            case "param" -> context.parameters() == null ? null : context.parameters().apply(given);
            case "meta" -> context.meta() == null ? null : context.meta().apply(given);
            default -> given;
        };
        if (actual == null || reference == null) {
            boolean same = actual == null && reference == null;
            return operation.equals("eq") && same || operation.equals("ne") && !same;
        }
        int order = compare(actual, reference, expression.get("type") == null ? defaultType(operation, actual, reference) : type);
        return switch (operation) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "lt" -> order < 0;
            case "lte" -> order <= 0;
            case "gt" -> order > 0;
            default -> order >= 0;
        };
    }

    private static String defaultType(String operation, String actual, String reference) {
        if (operation.equals("eq") || operation.equals("ne")) {
            return "string";
        }
        boolean point = actual != null && actual.contains(".") || reference != null && reference.contains(".");
        return point ? "number" : "integer";
    }

    private static int compare(String a, String b, String type) {
        return switch (type) {
            case "integer" -> {
                OptionalInt x = WholeNumber.parse(a);
                OptionalInt y = WholeNumber.parse(b);
                yield x.isEmpty() || y.isEmpty() ? a.compareToIgnoreCase(b) : Integer.compare(x.getAsInt(), y.getAsInt());
            }
            case "number" -> {
                OptionalDouble x = number(a);
                OptionalDouble y = number(b);
                yield x.isEmpty() || y.isEmpty() ? a.compareToIgnoreCase(b) : Double.compare(x.getAsDouble(), y.getAsDouble());
            }
            case "version" -> VersionOrder.compare(a, b);
            default -> a.compareToIgnoreCase(b);
        };
    }

    private static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text.strip()));
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }
}
