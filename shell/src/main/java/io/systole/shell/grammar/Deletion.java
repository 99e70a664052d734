package io.systole.shell.grammar;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes objects from a configuration together with what hangs on them: constraints, members of sets and tags, and
 * containers that become empty. A deleted container leaves its members as free resources.
 */
public final class Deletion {
    private static final Set<String> RESOURCES = Set.of("primitive", "group", "clone", "master", "bundle");
    private static final List<String> REFERENCES = List.of("rsc", "with-rsc", "first", "then");

    private Cib cib;
    private final List<String> remarks = new ArrayList<>();

    Deletion(Cib cib) {
        this.cib = cib;
    }

    Cib cib() {
        return cib;
    }

    Report delete(List<String> ids) {
        for (String id : ids) {
            if (find(id).isEmpty()) {
                throw new CrmSyntaxException("there is no object \"" + id + "\"; nothing was deleted");
            }
        }
        for (String id : ids) {
            find(id).ifPresent(this::delete);
        }
        return new Report(List.copyOf(remarks));
    }

    private Optional<Element> find(String id) {
        return cib.byId(id)
                .or(() -> cib.section("nodes").children("node").stream().filter(node -> id.equals(node.get("uname"))).findFirst());
    }

    private void delete(Element object) {
        String id = object.id();
        List<Element> members = object.children().stream().filter(child -> RESOURCES.contains(child.name())).toList();
        if (object.is("template")) {
            cib.section("resources").tree().filter(each -> id.equals(each.get("template"))).findFirst().ifPresent(user -> {
                throw new CrmSyntaxException("the template \"" + id + "\" is used by " + user.id() + "; nothing was deleted");
            });
        }
        if (!RESOURCES.contains(object.name())) {
            cib = Tree.replace(cib, object, null);
            dropFromTags(id);
            return;
        }
        if (members.isEmpty()) {
            cib = Tree.replace(cib, object, null);
            dropReferences(id);
            dropFromTags(id);
            removeEmptyContainers();
        } else {
            String first = members.getFirst().id();
            cib = cib.withConfiguration(dissolved(cib.configuration(), object, members));
            cib = cib.withConfiguration(Tree.map(cib.configuration(), each -> repointed(each, id, first)));
            dropFromTags(id);
        }
    }

    private static Element dissolved(Element parent, Element container, List<Element> members) {
        var children = new ArrayList<Element>();
        for (Element child : parent.children()) {
            if (child == container) {
                children.addAll(members);
            } else {
                children.add(dissolved(child, container, members));
            }
        }
        return children.equals(parent.children()) ? parent : parent.withChildren(children);
    }

    private Element repointed(Element element, String from, String to) {
        Element result = element;
        for (String reference : REFERENCES) {
            if (from.equals(element.get(reference))) {
                result = result.with(reference, to);
            }
        }
        if (element.is("resource_ref") && from.equals(element.id())) {
            result = element.with("id", to);
        }
        if (result != element) {
            remarks.add((element.is("resource_ref") ? "a resource set" : element.name().replace("rsc_", "") + ":" + element.id())
                    + " now names " + to + " instead of " + from);
        }
        return result;
    }

    private void removeEmptyContainers() {
        cib.section("resources").tree()
                .filter(each -> List.of("group", "clone", "master").contains(each.name()))
                .filter(each -> each.children().stream().noneMatch(child -> RESOURCES.contains(child.name())))
                .findFirst()
                .ifPresent(empty -> {
                    remarks.add(empty.name() + ":" + empty.id() + " deleted, since it has no member left");
                    delete(empty);
                });
    }

    private void dropReferences(String id) {
        cib = cib.withConfiguration(Tree.map(cib.configuration(), each -> {
            if (REFERENCES.stream().anyMatch(reference -> id.equals(each.get(reference))) && each.name().startsWith("rsc_")) {
                remarks.add("hanging " + each.name().replace("rsc_", "") + ":" + each.id() + " deleted");
                return null;
            }
            if (each.name().startsWith("rsc_") && each.child("resource_set").isPresent()) {
                Element left = withoutMember(each, id);
                if (left == null) {
                    remarks.add("hanging " + each.name().replace("rsc_", "") + ":" + each.id() + " deleted");
                }
                return left;
            }
            return each;
        }));
    }

    private static Element withoutMember(Element constraint, String id) {
        boolean named = constraint.tree().anyMatch(each -> each.is("resource_ref") && id.equals(each.id()));
        if (!named) {
            return constraint;
        }
        var sets = constraint.children().stream()
                .map(set -> set.withChildren(set.children().stream().filter(member -> !id.equals(member.id())).toList()))
                .filter(set -> !set.is("resource_set") || !set.children().isEmpty())
                .toList();
        boolean needsTwo = List.of("rsc_order", "rsc_colocation").contains(constraint.name());
        boolean pointless = sets.isEmpty() || needsTwo && sets.size() == 1 && sets.getFirst().children().size() == 1;
        return pointless ? null : constraint.withChildren(sets);
    }

    private void dropFromTags(String id) {
        Element tags = cib.section("tags");
        if (tags.children().isEmpty()) {
            return;
        }
        var left = new ArrayList<Element>();
        for (Element tag : tags.children()) {
            Element smaller = tag.withChildren(tag.children().stream().filter(each -> !id.equals(each.id())).toList());
            if (smaller.children().isEmpty()) {
                remarks.add("tag:" + tag.id() + " deleted, since it names nothing any more");
            } else {
                left.add(smaller.children().size() == tag.children().size() ? tag : smaller);
            }
        }
        cib = cib.withSection(tags.withChildren(left));
    }

    /** What else a deletion changed, one sentence each. */
    public record Report(List<String> remarks) {}
}
