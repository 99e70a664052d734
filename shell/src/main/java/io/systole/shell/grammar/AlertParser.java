package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads {@code alert ID PATH [description=TEXT] CLAUSE…}, where a clause is {@code meta NAME=VALUE…}, {@code attributes NAME=VALUE…},
 * {@code select nodes fencing resources attributes { NAME… }} or {@code to VALUE CLAUSE…}; braces may stand around what belongs to a
 * recipient.
 */
final class AlertParser {
    private static final Set<String> CLAUSES = Set.of("meta", "attributes", "select", "to", "{", "}");
    private static final List<String> KINDS = List.of("nodes", "fencing", "resources");

    private final Words words;
    private final Ids ids;
    private final AttributeParser attributes;
    private int recipients;

    AlertParser(Words words, Ids ids) {
        this.words = words;
        this.ids = ids;
        this.attributes = new AttributeParser(words, ids, CLAUSES);
    }

    Definition alert() {
        String id = ids.use(words.next("the id of the alert"));
        String path = words.next("the program to run, an absolute path");
        Element alert = described(Element.of("alert", "id", id, "path", path));
        while (words.hasNext()) {
            if (words.skip("select")) {
                alert = alert.plus(select(id));
            } else if (words.skip("to")) {
                alert = alert.plus(recipient(id));
            } else {
                alert = alert.plus(options(id));
            }
        }
        return new Definition.Whole("alerts", alert);
    }

    private Element described(Element element) {
        return element.with("description", words.value("description").orElse(null));
    }

    private Element options(String owner) {
        String word = words.next("meta, attributes, select or to").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "meta" -> attributes.parse("meta_attributes", owner);
            case "attributes" -> attributes.parse("instance_attributes", owner);
            default -> throw new CrmSyntaxException("\"" + word + "\" is not expected in an alert: possible are meta NAME=VALUE…, "
                    + "attributes NAME=VALUE…, select KIND… and to RECIPIENT");
        };
    }

    private Element select(String id) {
        List<Element> kinds = new ArrayList<>();
        boolean more = true;
        while (more) {
            String word = words.peek().toLowerCase(Locale.ROOT);
            more = KINDS.contains(word);
            if (more) {
                words.next("a kind");
                kinds.add(Element.of("select_" + word));
            }
        }
        // Without a brace the attributes are those of the alert.
        if (words.nextIs("attributes") && words.peek(1).equals("{")) {
            words.skip("attributes");
            words.skip("{");
            Element names = Element.of("select_attributes");
            while (!words.skip("}")) {
                names = names.plus(Element.of("attribute", "name", words.next("the name of an attribute, or }"), "id", ids.make(id)));
            }
            kinds.add(names);
        }
        if (kinds.isEmpty()) {
            throw new CrmSyntaxException("select needs what the alert is to get: nodes, fencing, resources, attributes { NAME… }");
        }
        return Element.of("select").withChildren(kinds);
    }

    private Element recipient(String alert) {
        boolean braces = words.skip("{");
        String value = words.next("the recipient");
        String id = ids.make(alert + "-recipient-" + ++recipients);
        Element recipient = described(Element.of("recipient", "id", id, "value", value));
        while (words.nextIs("meta") || words.nextIs("attributes")) {
            recipient = recipient.plus(options(id));
        }
        if (braces && !words.skip("}")) {
            throw new CrmSyntaxException("the { before the recipient " + value + " is not closed");
        }
        return recipient;
    }
}
