package io.systole.shell.command;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Name-value pairs in the attribute sets of an element. */
public final class Attributes {
    private Attributes() {}

    /** The value in the first set of this tag that has the name. */
    public static Optional<String> get(Element owner, String tag, String name) {
        return owner.children(tag).stream()
                .flatMap(set -> set.children("nvpair").stream())
                .filter(pair -> name.equals(pair.get("name")))
                .findFirst()
                .map(pair -> pair.get("value", ""));
    }

    /**
     * The owner with this pair: changed where it is, else added to the first set without a rule, else to a new set.
     *
     * @param setId the id of a new set
     */
    public static Element set(Element owner, String tag, String setId, String name, String value) {
        for (Element set : owner.children(tag)) {
            Optional<Element> pair = set.children("nvpair").stream().filter(each -> name.equals(each.get("name"))).findFirst();
            if (pair.isPresent()) {
                return owner.replacing(set, set.replacing(pair.get(), pair.get().with("value", value)));
            }
        }
        Optional<Element> plain = owner.children(tag).stream()
                .filter(set -> set.child("rule").isEmpty() && set.get("id-ref") == null)
                .findFirst();
        if (plain.isPresent()) {
            Element set = plain.get();
            return owner.replacing(set, set.plus(Element.of("nvpair", "id", set.id() + "-" + name, "name", name, "value", value)));
        }
        Element set = Element.of(tag, "id", setId).plus(Element.of("nvpair", "id", setId + "-" + name, "name", name, "value", value));
        // In a container the sets come before the members, as crmsh and pcs write them.
        var children = new ArrayList<>(owner.children());
        int at = 0;
        while (at < children.size() && !List.of("primitive", "group").contains(children.get(at).name())) {
            at++;
        }
        children.add(at, set);
        return owner.withChildren(children);
    }

    /** The owner without any pair of this name in sets of this tag; a set that becomes empty goes too. */
    public static Element without(Element owner, String tag, String name) {
        return owner.withChildren(owner.children().stream()
                .map(set -> set.is(tag)
                        ? set.withChildren(set.children().stream()
                                .filter(pair -> !pair.is("nvpair") || !name.equals(pair.get("name")))
                                .toList())
                        : set)
                .filter(set -> !set.is(tag) || !set.children().isEmpty() || set.get("id-ref") != null)
                .toList());
    }
}
