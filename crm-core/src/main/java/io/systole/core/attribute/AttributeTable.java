package io.systole.core.attribute;

import io.systole.core.membership.NodeName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * All attributes of which more is known than the CIB holds. The DC changes it, every member has a copy, and the newest copy is
 * what the next DC begins with, so that neither private nor waiting values die with a DC. Immutable.
 *
 * @param term the DC's term in which it was changed last
 * @param number counts the changes in that term
 * @param attributes by name
 */
public record AttributeTable(long term, long number, SortedMap<String, Attribute> attributes) {
    public static final AttributeTable EMPTY = new AttributeTable(0, 0, new TreeMap<>());

    public AttributeTable {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    public Optional<Attribute> find(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** A value that is not in the CIB: the outer one is empty if the CIB's counts, the inner one if the attribute is unset. */
    public Optional<Optional<String>> value(NodeName node, String name) {
        return find(name).map(attribute -> attribute.values().get(node));
    }

    public boolean newerThan(AttributeTable other) {
        return term != other.term ? term > other.term : number > other.number;
    }

    /** The next table of a DC: later than this one and all of former terms. */
    public AttributeTable stamped(long byTerm) {
        return new AttributeTable(byTerm, byTerm == term ? number + 1 : 1, attributes);
    }

    /** The table with this attribute, or without it if the CIB says all there is to say. */
    public AttributeTable with(String name, Attribute attribute) {
        var changed = new TreeMap<>(attributes);
        if (attribute.idle()) {
            changed.remove(name);
        } else {
            changed.put(name, attribute);
        }
        return new AttributeTable(term, number, changed);
    }

    /** The table without anything of a node that has left (rule C-112). */
    public AttributeTable without(NodeName node) {
        return each(attribute -> attribute.without(node));
    }

    private AttributeTable each(UnaryOperator<Attribute> change) {
        AttributeTable changed = this;
        for (var entry : attributes.entrySet()) {
            changed = changed.with(entry.getKey(), change.apply(entry.getValue()));
        }
        return changed;
    }
}
