package io.systole.core.cib;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * One XML element of the CIB as an immutable value: name, attributes in document order, child elements, and text.
 *
 * <p>A changed copy shares every untouched subtree with the original, so two versions of a CIB cost what differs between
 * them, and {@code ==} on subtrees is a cheap "nothing changed below here". Unknown elements and attributes are kept;
 * comments and processing instructions are not. Safe for use by any number of threads.
 */
public final class Element {
    private static final String[] NONE = {};

    private final String name;
    /** Name, value, name, value…: a status section has millions of them, and a map for each element would be many times larger. */
    private final String[] attributes;
    private final List<Element> children;
    private final String text;
    /** Made at first use; races only make it twice. */
    private Fingerprint fingerprint;

    private Element(String name, String[] attributes, List<Element> children, String text) {
        this.name = name;
        this.attributes = attributes;
        this.children = children;
        this.text = text;
    }

    /** An element with neither attributes nor children. */
    public static Element of(String name) {
        return new Element(Objects.requireNonNull(name), NONE, List.of(), "");
    }

    /**
     * An element with attributes given as name, value, name, value…, each name once; a pair whose value is null is left out.
     *
     * @throws IllegalArgumentException if the number of strings is odd
     */
    public static Element of(String name, String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            String last = namesAndValues[namesAndValues.length - 1];
            throw new IllegalArgumentException("attribute " + last + " of <" + name + "> has no value");
        }
        return new Element(Objects.requireNonNull(name), withoutAbsent(namesAndValues), List.of(), "");
    }

    /**
     * An element with all that is in it at once.
     *
     * @param namesAndValues name, value, name, value…, each name once
     */
    public static Element of(String name, List<Element> children, String text, String... namesAndValues) {
        return new Element(name, namesAndValues.length == 0 ? NONE : namesAndValues.clone(), List.copyOf(children), text.strip());
    }

    private static String[] withoutAbsent(String[] namesAndValues) {
        var kept = new String[namesAndValues.length];
        int size = 0;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                kept[size] = Objects.requireNonNull(namesAndValues[i]);
                kept[size + 1] = namesAndValues[i + 1];
                size += 2;
            }
        }
        return size == kept.length ? kept : Arrays.copyOf(kept, size);
    }

    /** The element's tag, for example {@code primitive}. */
    public String name() {
        return name;
    }

    /** True if the tag is {@code tag}. */
    public boolean is(String tag) {
        return name.equals(tag);
    }

    /** All attributes in document order; the map cannot be changed. */
    public SequencedMap<String, String> attributes() {
        return new AttributeMap(attributes);
    }

    /** True if the other has the same attributes in the same order. */
    public boolean sameAttributes(Element other) {
        return Arrays.equals(attributes, other.attributes);
    }

    /** The value of an attribute, or null if it is absent (an empty value is not absent). */
    public String get(String attribute) {
        return AttributeMap.value(attributes, attribute);
    }

    /** The value of an attribute, or {@code otherwise} if it is absent. */
    public String get(String attribute, String otherwise) {
        String value = get(attribute);
        return value == null ? otherwise : value;
    }

    /** The value of an attribute, empty if it is absent. */
    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(get(attribute));
    }

    /** The {@code id} attribute, or null. */
    public String id() {
        return get("id");
    }

    /** The child elements in document order; the list cannot be changed. */
    public List<Element> children() {
        return children;
    }

    /** Text directly inside this element, white space at both ends removed; empty if there is none. */
    public String text() {
        return text;
    }

    /** The first child with this tag. */
    public Optional<Element> child(String tag) {
        for (Element child : children) {
            if (child.is(tag)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** The first child with this tag and id. */
    public Optional<Element> child(String tag, String id) {
        for (Element child : children) {
            if (child.is(tag) && id.equals(child.id())) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** All children with this tag, in document order. */
    public List<Element> children(String tag) {
        int count = 0;
        for (Element child : children) {
            count += child.is(tag) ? 1 : 0;
        }
        if (count == children.size()) {
            return children;
        }
        var found = new ArrayList<Element>(count);
        for (Element child : children) {
            if (child.is(tag)) {
                found.add(child);
            }
        }
        return List.copyOf(found);
    }

    /** This element and everything below it, parents before children, in document order. */
    public Stream<Element> tree() {
        var all = new ArrayList<Element>();
        collect(all);
        return all.stream();
    }

    private void collect(List<Element> into) {
        into.add(this);
        for (Element child : children) {
            child.collect(into);
        }
    }

    /** A copy with another tag. */
    public Element withName(String tag) {
        return new Element(tag, attributes, children, text);
    }

    /** A copy in which the attribute has this value (its place is kept if it exists, else it comes last); null removes it. */
    public Element with(String attribute, String value) {
        if (Objects.equals(get(attribute), value)) {
            return this;
        }
        return new Element(name, AttributeMap.with(attributes, attribute, value), children, text);
    }

    /** A copy with exactly these attributes, in the order of the map. */
    public Element withAttributes(SequencedMap<String, String> values) {
        return new Element(name, AttributeMap.flat(values), children, text);
    }

    /** A copy with exactly these children. */
    public Element withChildren(List<Element> elements) {
        return new Element(name, attributes, List.copyOf(elements), text);
    }

    /** A copy with one more child at the end. */
    public Element plus(Element child) {
        var copy = new ArrayList<Element>(children.size() + 1);
        copy.addAll(children);
        copy.add(child);
        return new Element(name, attributes, Collections.unmodifiableList(copy), text);
    }

    /** A copy without this child (compared by identity). */
    public Element minus(Element child) {
        var copy = new ArrayList<Element>(children.size());
        for (Element each : children) {
            if (each != child) {
                copy.add(each);
            }
        }
        return new Element(name, attributes, Collections.unmodifiableList(copy), text);
    }

    /** A copy in which one child (compared by identity) is replaced by another. */
    public Element replacing(Element child, Element replacement) {
        var copy = new ArrayList<Element>(children.size());
        for (Element each : children) {
            copy.add(each == child ? Objects.requireNonNull(replacement) : each);
        }
        return new Element(name, attributes, Collections.unmodifiableList(copy), text);
    }

    /** A copy with this text. */
    public Element withText(String value) {
        return new Element(name, attributes, children, value.strip());
    }

    /** What this element and all below it amount to; costs only what was made anew since it was last asked for. */
    public Fingerprint fingerprint() {
        Fingerprint own = fingerprint;
        if (own == null) {
            var below = new ArrayList<Fingerprint>(children.size());
            for (Element child : children) {
                below.add(child.fingerprint());
            }
            own = Fingerprint.of(name, attributes, text, below);
            fingerprint = own;
        }
        return own;
    }

    /** Equal if tag, text, children in order, and attributes regardless of order are equal. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Element that
                && name.equals(that.name) && text.equals(that.text)
                && (Arrays.equals(attributes, that.attributes) || attributes().equals(that.attributes()))
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, attributes(), children.size());
    }

    /** A short form for messages: {@code <primitive id="web">}. */
    @Override
    public String toString() {
        return id() == null ? "<" + name + ">" : "<" + name + " id=\"" + id() + "\">";
    }
}
