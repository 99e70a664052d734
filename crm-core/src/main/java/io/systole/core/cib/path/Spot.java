package io.systole.core.cib.path;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An element at its place in one tree. Places are kept by number and not by identity, since one {@link Element} value may
 * stand at several places.
 */
public final class Spot {
    private final Spot parent;
    private final Element element;
    private final int index;

    private Spot(Spot parent, Element element, int index) {
        this.parent = parent;
        this.element = element;
        this.index = index;
    }

    /** The place of a tree's outermost element. */
    public static Spot root(Element element) {
        return new Spot(null, element, 0);
    }

    /** The element that stands here. */
    public Element element() {
        return element;
    }

    /** The place of the element around this one; empty for the root. */
    public Optional<Spot> parent() {
        return Optional.ofNullable(parent);
    }

    /** Its number among its parent's children, from 0. */
    public int index() {
        return index;
    }

    /** The places of this element's children. */
    public List<Spot> children() {
        List<Element> children = element.children();
        var spots = new ArrayList<Spot>(children.size());
        for (int i = 0; i < children.size(); i++) {
            spots.add(new Spot(this, children.get(i), i));
        }
        return spots;
    }

    /** The first element at or below this place, in document order, for which the condition holds. */
    public Optional<Spot> search(Predicate<Element> condition) {
        if (condition.test(element)) {
            return Optional.of(this);
        }
        for (Spot child : children()) {
            Optional<Spot> found = child.search(condition);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * The path to this place, as patches write it. An element without id that has siblings of the same tag is told from them by
     * its attributes.
     */
    public String path() {
        if (parent == null) {
            return CibPath.step(element);
        }
        boolean alone = element.id() != null || parent.element.children(element.name()).size() == 1;
        return parent.path() + (alone ? CibPath.step(element) : CibPath.stepByAttributes(element));
    }

    /** The whole tree with another element at this place. */
    public Element replace(Element replacement) {
        if (parent == null || replacement == element) {
            return parent == null ? replacement : top();
        }
        var siblings = new ArrayList<>(parent.element.children());
        siblings.set(index, replacement);
        return parent.replace(parent.element.withChildren(siblings));
    }

    /**
     * The whole tree without the element at this place.
     *
     * @throws IllegalStateException if this is the root
     */
    public Element remove() {
        if (parent == null) {
            throw new IllegalStateException("the root " + element + " cannot be removed");
        }
        var siblings = new ArrayList<>(parent.element.children());
        siblings.remove(index);
        return parent.replace(parent.element.withChildren(siblings));
    }

    private Element top() {
        return parent == null ? element : parent.top();
    }
}
