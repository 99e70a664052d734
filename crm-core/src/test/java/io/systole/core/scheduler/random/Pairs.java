package io.systole.core.scheduler.random;

import io.systole.core.cib.Element;

/** A set of name and value pairs, such as {@code meta_attributes}, with ids made of the set's id. Immutable. */
record Pairs(Element element) {
    Pairs(String tag, String id) {
        this(Element.of(tag, "id", id));
    }

    Pairs with(String name, String value) {
        String id = element.id() + "-" + name.replace('#', '.');
        return new Pairs(element.plus(Element.of("nvpair", "id", id, "name", name, "value", value)));
    }

    Pairs with(boolean condition, String name, String value) {
        return condition ? with(name, value) : this;
    }

    Pairs with(boolean condition, String name, int value) {
        return with(condition, name, Integer.toString(value));
    }

    /** The holder with this set, or as it was if the set is empty. */
    Element in(Element holder) {
        return element.children().isEmpty() ? holder : holder.plus(element);
    }
}
