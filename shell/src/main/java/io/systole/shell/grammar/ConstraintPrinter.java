package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes constraints as text; the counterpart of {@link ConstraintParser}. */
final class ConstraintPrinter {
    private final RulePrinter rules;

    ConstraintPrinter(RulePrinter rules) {
        this.rules = rules;
    }

    List<String> clauses(Element constraint) {
        return switch (constraint.name()) {
            case "rsc_location" -> location(constraint);
            case "rsc_colocation" -> List.of(start("colocation", constraint)
                    + constraint.attribute("score").map(score -> Score.toText(score) + ": ").orElse("")
                    + pair(constraint, "rsc", "rsc-role", "with-rsc", "with-rsc-role", "role")
                    + attributes(constraint, List.of("node-attribute", "influence", "description")));
            case "rsc_order" -> List.of(start("order", constraint) + kind(constraint)
                    + pair(constraint, "first", "first-action", "then", "then-action", "action")
                    + attributes(constraint, List.of("symmetrical", "require-all", "description")));
            default -> List.of(start("rsc_ticket", constraint) + Quote.word(constraint.get("ticket", "")) + ": "
                    + (constraint.get("rsc") == null ? sets(constraint, "role") : member(constraint, "rsc", "rsc-role"))
                    + attributes(constraint, List.of("loss-policy", "description")));
        };
    }

    private List<String> location(Element location) {
        var clauses = new ArrayList<String>();
        String subject = location.get("rsc") != null ? Quote.word(location.get("rsc"))
                : location.get("rsc-pattern") != null ? Quote.word("/" + location.get("rsc-pattern") + "/")
                : "{ " + sets(location, "role") + " }";
        String head = start("location", location) + subject
                + attributes(location, List.of("role", "resource-discovery", "rsc-role", "description"));
        if (location.child("rule").isEmpty()) {
            return List.of(head + " " + Score.toText(location.get("score", "")) + ": " + Quote.word(location.get("node", "")));
        }
        clauses.add(head);
        location.children("rule").forEach(rule -> clauses.add(rules.print(rule, true)));
        return clauses;
    }

    private static String start(String keyword, Element constraint) {
        return keyword + " " + Quote.word(constraint.id()) + " ";
    }

    private static String kind(Element order) {
        String score = order.get("score");
        String kind = order.get("kind", score == null ? "" : Score.toXml(score).equals("0") ? "Optional" : "Mandatory");
        return kind.isEmpty() ? "" : kind + ": ";
    }

    private static String pair(Element constraint, String one, String oneSuffix, String other, String otherSuffix, String setSuffix) {
        return constraint.get(one) == null
                ? sets(constraint, setSuffix)
                : member(constraint, one, oneSuffix) + " " + member(constraint, other, otherSuffix);
    }

    private static String member(Element constraint, String attribute, String suffix) {
        return Quote.word(constraint.get(attribute, "")) + constraint.attribute(suffix).map(value -> ":" + value).orElse("");
    }

    private static String attributes(Element constraint, List<String> names) {
        return names.stream().filter(name -> constraint.get(name) != null)
                .map(name -> " " + Quote.pair(name, constraint.get(name)))
                .collect(Collectors.joining());
    }

    private static String sets(Element constraint, String suffix) {
        List<Element> sets = constraint.children("resource_set");
        String text = sets.stream().map(set -> set(set, suffix)).collect(Collectors.joining(" "));
        boolean looksLikePair = sets.size() == 1 && sets.getFirst().children().size() == 2 && !text.contains("(") && !text.contains("[");
        return looksLikePair && !constraint.is("rsc_location") ? "_rsc_set_ " + text : text;
    }

    private static String set(Element set, String suffix) {
        String ending = set.attribute(suffix).map(value -> ":" + value).orElse("");
        String members = set.children("resource_ref").stream().map(each -> Quote.word(each.id()) + ending).collect(Collectors.joining(" "));
        boolean sequential = !"false".equals(set.get("sequential"));
        boolean requireAll = !"false".equals(set.get("require-all"));
        if (sequential && requireAll) {
            return members;
        }
        return sequential ? "[ " + members + " sequential=true ]" : requireAll ? "( " + members + " )" : "[ " + members + " ]";
    }
}
