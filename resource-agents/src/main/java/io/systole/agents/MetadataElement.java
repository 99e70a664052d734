package io.systole.agents;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of agent metadata, read without ever looking at a DTD: metadata comes from programs that we do not trust. */
final class MetadataElement {
    private static final String ROOT = "resource-agent";

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<MetadataElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private MetadataElement(String name) {
        this.name = name;
    }

    /** The root element {@code resource-agent}; what the agent printed before and after it is not looked at. */
    static MetadataElement parse(String place, String output) {
        int start = output.indexOf("<" + ROOT);
        if (start < 0) {
            throw new MetadataException("agent " + place + ": meta-data printed no <" + ROOT + "> element");
        }
        int linesBefore = (int) output.substring(0, start).chars().filter(c -> c == '\n').count();
        int end = output.lastIndexOf("</" + ROOT + ">");
        String xml = end < 0 ? output.substring(start) : output.substring(start, end + ROOT.length() + 3);
        try {
            return parse(factory().createXMLStreamReader(new StringReader(xml)));
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber() + linesBefore;
            throw new MetadataException("agent " + place + ": meta-data is not well-formed XML at line " + line + ": " + firstLine(e), e);
        }
    }

    private static MetadataElement parse(XMLStreamReader reader) throws XMLStreamException {
        Deque<MetadataElement> open = new ArrayDeque<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    MetadataElement element = new MetadataElement(reader.getLocalName());
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                    }
                    if (!open.isEmpty()) {
                        open.peek().children.add(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    MetadataElement closed = open.pop();
                    if (open.isEmpty()) {
                        return closed;
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text.append(reader.getText());
                    }
                }
                default -> { }
            }
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }

    private static String firstLine(XMLStreamException e) {
        String message = e.getMessage();
        return message.substring(message.lastIndexOf("Message: ") < 0 ? 0 : message.lastIndexOf("Message: ") + 9).strip();
    }

    /** The value of an attribute, empty if it is not there. */
    String attribute(String attribute) {
        return optionalAttribute(attribute).orElse("");
    }

    Optional<String> optionalAttribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    Optional<MetadataElement> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    List<MetadataElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The text of a child, English first where there are several languages; empty if there is none. */
    String text(String childName) {
        List<MetadataElement> all = children(childName);
        return all.stream().filter(child -> child.attribute("lang").startsWith("en")).findFirst()
            .or(() -> all.stream().findFirst())
            .map(child -> child.text.toString().strip()).orElse("");
    }
}
