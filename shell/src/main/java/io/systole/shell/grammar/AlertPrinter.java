package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Writes an alert as a statement; the counterpart of {@link AlertParser}. */
final class AlertPrinter {
    /** Writes a set of attributes after a keyword. */
    private final BiFunction<String, Element, String> attributes;

    AlertPrinter(BiFunction<String, Element, String> attributes) {
        this.attributes = attributes;
    }

    List<String> clauses(Element alert) {
        List<String> clauses = new ArrayList<>();
        clauses.add("alert " + Quote.word(alert.id()) + " " + Quote.value(alert.get("path", "")));
        alert.attribute("description").ifPresent(text -> clauses.add(Quote.pair("description", text)));
        for (Element child : alert.children()) {
            switch (child.name()) {
                case "select" -> clauses.add(select(child));
                case "recipient" -> clauses.add(recipient(child));
                default -> clauses.add(options(child));
            }
        }
        return clauses;
    }

    private String options(Element set) {
        return attributes.apply(set.is("meta_attributes") ? "meta" : "attributes", set);
    }

    private static String select(Element select) {
        var text = new StringBuilder("select");
        for (Element kind : select.children()) {
            text.append(' ').append(kind.name().substring("select_".length()));
            if (kind.is("select_attributes")) {
                text.append(" { ");
                kind.children("attribute").forEach(attribute -> text.append(Quote.word(attribute.get("name", ""))).append(' '));
                text.append('}');
            }
        }
        return text.toString();
    }

    private String recipient(Element recipient) {
        var text = new StringBuilder("to " + Quote.value(recipient.get("value", "")));
        recipient.attribute("description").ifPresent(description -> text.append(' ').append(Quote.pair("description", description)));
        recipient.children().forEach(set -> text.append(' ').append(options(set)));
        return text.toString();
    }
}
