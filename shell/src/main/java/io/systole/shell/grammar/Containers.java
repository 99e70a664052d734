package io.systole.shell.grammar;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Moves resources into groups and clones. */
final class Containers {
    private static final List<String> TAGS = List.of("group", "clone", "master");

    private final Cib cib;

    Containers(Cib cib) {
        this.cib = cib;
    }

    /**
     * A CIB with this container around these resources.
     *
     * @param made the ids in the container that were made up
     * @param old the container of this id as it is now
     */
    Cib put(Element container, List<String> members, Set<String> made, Optional<Element> old) {
        var inside = new ArrayList<Element>();
        for (String member : members) {
            inside.add(member(container, member, old));
        }
        if (Set.copyOf(members).size() < members.size()) {
            throw new CrmSyntaxException(container.name() + " " + container.id() + " names a resource twice");
        }
        var children = new ArrayList<>(container.children());
        children.addAll(inside);
        Element whole = container.withChildren(children);
        Element placed = old.map(each -> Likeness.adopt(whole, made, each)).orElse(whole);
        if (old.isPresent() && placed == old.get()) {
            return cib;
        }
        return cib.withSection(rebuilt(cib.section("resources"), inside, placed, old));
    }

    private Element member(Element container, String id, Optional<Element> old) {
        Element resource = cib.byId(id).filter(each -> each.is("primitive") || TAGS.contains(each.name()) || each.is("bundle"))
                .orElseThrow(() -> new CrmSyntaxException(container.name() + " " + container.id() + " needs the resource \"" + id
                        + "\", which does not exist"));
        boolean fits = resource.is("primitive") || !container.is("group") && resource.is("group");
        if (!fits) {
            throw new CrmSyntaxException("a " + container.name() + " cannot hold the " + resource.name() + " \"" + id + "\": "
                    + (container.is("group") ? "its members are primitives" : "it holds one primitive or group"));
        }
        Optional<Element> parent = parent(id);
        if (parent.isPresent() && !(old.isPresent() && parent.get() == old.get())) {
            String where = parent.get().name() + " \"" + parent.get().id() + "\"";
            throw new CrmSyntaxException("the resource \"" + id + "\" is in " + where + " already");
        }
        return resource;
    }

    private Optional<Element> parent(String id) {
        return cib.section("resources").tree()
                .filter(each -> TAGS.contains(each.name()) || each.is("bundle"))
                .filter(each -> each.children().stream().anyMatch(child -> id.equals(child.id()) && !child.is("meta_attributes")))
                .findFirst();
    }

    /** The resources with the container in its old place, or in that of its first member; members that it lost follow it. */
    private static Element rebuilt(Element resources, List<Element> inside, Element container, Optional<Element> old) {
        if (old.isPresent()) {
            var lost = old.get().children().stream()
                    .filter(child -> child.is("primitive") || child.is("group"))
                    .filter(child -> inside.stream().noneMatch(each -> each == child))
                    .toList();
            return expand(resources, old.get(), inside, container, lost);
        }
        return expand(resources, inside.getFirst(), inside, container, List.of());
    }

    private static Element expand(Element parent, Element place, List<Element> inside, Element container, List<Element> lost) {
        var children = new ArrayList<Element>();
        for (Element child : parent.children()) {
            if (child == place) {
                children.add(container);
                children.addAll(lost);
            } else if (inside.stream().noneMatch(each -> each == child)) {
                boolean nested = TAGS.contains(child.name()) && child.tree().anyMatch(each -> each == place);
                children.add(nested ? expand(child, place, inside, container, lost) : child);
            }
        }
        return parent.withChildren(children);
    }
}
