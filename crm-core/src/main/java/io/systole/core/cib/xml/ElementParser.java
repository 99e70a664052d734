package io.systole.core.cib.xml;

import io.systole.core.cib.Element;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One pass over one text; used once. */
final class ElementParser {
    private static final List<String> JDK_LIMITS = List.of("jdk.xml.elementAttributeLimit", "jdk.xml.maxElementDepth",
            "jdk.xml.entityExpansionLimit", "jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit");

    private static final int SHARED_LENGTH = 32;
    private static final int SHARED_VALUES = 10_000;

    private final String xml;
    private final Limits limits;
    private final Map<Element, Place> places = new IdentityHashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private Element root;

    ElementParser(String xml, Limits limits) {
        this.xml = xml.startsWith("\uFEFF") ? xml.substring(1) : xml;
        this.limits = limits;
    }

    CibDocument parse() {
        if (xml.length() > limits.size()) {
            throw new CibParseException(new Place(1, 1), limits.tooLarge(xml.length()));
        }
        if (xml.isBlank()) {
            throw new CibParseException(new Place(1, 1), "the text is empty");
        }
        XMLStreamReader reader = null;
        try {
            reader = factory().createXMLStreamReader(new StringReader(xml));
            boolean afterText = false;
            while (reader.hasNext()) {
                Place before = place(reader.getLocation(), afterText);
                int event = reader.next();
                afterText = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.SPACE;
                on(event, reader, before);
            }
            return new CibDocument(root, places);
        } catch (XMLStreamException malformed) {
            throw new CibParseException(placeOf(malformed), sentence(malformed));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // Our own limits are checked with better words. The JDK counts character references as entities; without a document
        // type there are no others, so its entity limits would only refuse large CIBs.
        for (String limit : JDK_LIMITS) {
            factory.setProperty(limit, "0");
        }
        return factory;
    }

    private void on(int event, XMLStreamReader reader, Place before) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(reader, before);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (!open.isEmpty()) {
                    open.getLast().add(reader);
                }
            }
            case XMLStreamConstants.DTD -> throw new CibParseException(before, "a document type (<!DOCTYPE…>) is not accepted; remove it");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw new CibParseException(before, "the entity &" + reader.getLocalName() + "; is not known");
            default -> {
                // Comments, processing instructions and white space outside the root say nothing.
            }
        }
    }

    private void start(XMLStreamReader reader, Place before) {
        String name = reader.getLocalName();
        if (open.size() == limits.depth()) {
            throw new CibParseException(before, "<" + name + "> lies deeper than " + limits.depth() + " elements");
        }
        int count = reader.getAttributeCount();
        if (count > limits.attributes()) {
            throw new CibParseException(before,
                    "<" + name + "> has " + count + " attributes, more than " + limits.attributes() + " are not accepted");
        }
        var attributes = new String[2 * count];
        for (int i = 0; i < count; i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            attributes[2 * i] = prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
            attributes[2 * i + 1] = shared(reader.getAttributeValue(i));
        }
        open.addLast(new Open(Element.of(name, attributes), open.isEmpty() ? rootPlace(name, before) : before));
    }

    /** Most values of a large CIB occur again and again: one object serves all. */
    private String shared(String value) {
        if (value.length() > SHARED_LENGTH || values.size() >= SHARED_VALUES && !values.containsKey(value)) {
            return value;
        }
        String known = values.putIfAbsent(value, value);
        return known == null ? value : known;
    }

    private void end() {
        Open done = open.removeLast();
        Element element = done.start;
        if (!done.children.isEmpty()) {
            element = element.withChildren(done.children);
        }
        if (done.text != null) {
            element = element.withText(done.text.toString());
        }
        places.put(element, done.place);
        if (open.isEmpty()) {
            root = element;
        } else {
            open.getLast().children.add(element);
        }
    }

    /** The JDK's reader has read one character too far after text. */
    private static Place place(Location location, boolean afterText) {
        int column = location.getColumnNumber() - (afterText ? 1 : 0);
        return new Place(Math.max(1, location.getLineNumber()), Math.max(1, column));
    }

    /** White space before the root element is no event of its own, so the place is looked up in the text. */
    private Place rootPlace(String name, Place otherwise) {
        int at = xml.indexOf("<" + name);
        if (at < 0) {
            return otherwise;
        }
        int line = 1 + (int) xml.substring(0, at).chars().filter(c -> c == '\n').count();
        return new Place(line, at - xml.lastIndexOf('\n', at));
    }

    private static Place placeOf(XMLStreamException malformed) {
        Location location = malformed.getLocation();
        return location == null ? new Place(1, 1) : place(location, false);
    }

    /** The JDK puts its own position and a heading in front of what is wrong. */
    private static String sentence(XMLStreamException malformed) {
        String text = String.valueOf(malformed.getMessage());
        int heading = text.indexOf("\nMessage: ");
        String sentence = (heading < 0 ? text : text.substring(heading + 10)).strip().replaceAll("\\s+", " ");
        return sentence.startsWith("XML document structures must start and end")
                ? "the text ends before the last element is closed; it may have been cut off"
                : sentence;
    }

    /** An element whose end tag has not come yet. */
    private static final class Open {
        private final Element start;
        private final Place place;
        private final List<Element> children = new ArrayList<>();
        private StringBuilder text;

        Open(Element start, Place place) {
            this.start = start;
            this.place = place;
        }

        /** White space at the beginning says nothing. */
        void add(XMLStreamReader reader) {
            if (text == null && reader.isWhiteSpace()) {
                return;
            }
            text = text == null ? new StringBuilder() : text;
            text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        }
    }
}
