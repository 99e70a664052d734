package io.systole.core.attribute;

import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tables and updates as elements, for the wire. What a reader does not know it ignores; what it cannot use throws {@link
 * IllegalArgumentException} with one sentence.
 */
public final class AttributeForm {
    private static final String TABLE = "attribute-table";

    private AttributeForm() {}

    public static Element write(AttributeTable table) {
        var attributes = new ArrayList<Element>();
        table.attributes().forEach((name, attribute) -> {
            var values = new ArrayList<Element>();
            attribute.values().forEach((node, value) -> values.add(Element.of("value", "node", node.value(), "is", value.orElse(null))));
            attributes.add(Element.of("attribute", "name", name, "dampening", Long.toString(attribute.dampening().toMillis()),
                    "private", Boolean.toString(attribute.secret())).withChildren(values));
        });
        return Element.of(TABLE, "of-term", Long.toString(table.term()), "number", Long.toString(table.number())).withChildren(attributes);
    }

    /** The table in this element. */
    public static AttributeTable table(Element element) {
        SortedMap<String, Attribute> attributes = new TreeMap<>();
        for (Element each : element.children("attribute")) {
            SortedMap<NodeName, Optional<String>> values = new TreeMap<>();
            for (Element value : each.children("value")) {
                values.put(new NodeName(text(value, "node")), value.attribute("is"));
            }
            attributes.put(text(each, "name"),
                    new Attribute(Duration.ofMillis(number(each, "dampening")), "true".equals(each.get("private")), values));
        }
        return new AttributeTable(number(element, "of-term"), number(element, "number"), attributes);
    }

    public static Element write(AttributeUpdate update) {
        return Element.of("attribute", "node", update.node().value(), "name", update.name(), "value", update.value().orElse(null),
                "how", update.how().name(), "dampening", update.dampening().map(each -> Long.toString(each.toMillis())).orElse(null),
                "private", update.secret() ? "true" : null);
    }

    /** The update in this element. */
    public static AttributeUpdate update(Element element) {
        String how = element.get("how", AttributeUpdate.How.VALUE.name());
        Optional<Duration> dampening = element.attribute("dampening").map(text -> Duration.ofMillis(number(element, "dampening")));
        for (AttributeUpdate.How each : AttributeUpdate.How.values()) {
            if (each.name().equals(how)) {
                return new AttributeUpdate(each, new NodeName(text(element, "node")), element.get("name", ""), element.attribute("value"),
                        dampening, "true".equals(element.get("private")));
            }
        }
        throw new IllegalArgumentException("an attribute update of a kind that this node does not know: " + how);
    }

    private static String text(Element element, String name) {
        return element.attribute(name).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("a " + element.name() + " without " + name));
    }

    private static long number(Element element, String name) {
        String text = text(element, name);
        if (!text.matches("\\d{1,15}")) {
            throw new IllegalArgumentException("a " + element.name() + " whose " + name + " is no number from 0");
        }
        return Long.parseLong(text);
    }
}
