package io.systole.core.cib.xml;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.Map;
import java.util.Optional;

/** An element tree together with the place of each element in the text that it was read from. */
public final class CibDocument {
    private final Element root;
    private final Map<Element, Place> places;

    /** Takes over {@code places}, by identity of the elements. */
    CibDocument(Element root, Map<Element, Place> places) {
        this.root = root;
        this.places = places;
    }

    /** The outermost element. */
    public Element root() {
        return root;
    }

    /**
     * The tree as a CIB.
     *
     * @throws CibParseException if the outermost element is not {@code <cib>}
     */
    public Cib cib() {
        if (!root.is("cib")) {
            throw new CibParseException(places.get(root), "a CIB starts with <cib>, but this text starts with <" + root.name() + ">");
        }
        return Cib.of(root);
    }

    /** Where an element of this tree begins; empty for an element (compared by identity) that was not read from the text. */
    public Optional<Place> place(Element element) {
        return Optional.ofNullable(places.get(element));
    }
}
