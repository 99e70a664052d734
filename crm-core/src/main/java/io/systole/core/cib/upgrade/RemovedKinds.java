package io.systole.core.cib.upgrade;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Kinds of resources and nodes that exist no more (rules 1:S-25, 1:S-29). */
final class RemovedKinds {
    private static final Set<String> CLASSES = Set.of("nagios", "upstart");
    private static final List<String> REFERENCES = List.of("rsc", "with-rsc", "first", "then");

    private RemovedKinds() {}

    static Cib removed(Cib cib) {
        Set<String> gone = new HashSet<>();
        cib.section("resources").tree().filter(RemovedKinds::removedAgent).forEach(element -> gone.add(element.id()));
        cib.section("resources").tree().filter(element -> element.is("primitive") && gone.contains(element.get("template")))
                .forEach(element -> gone.add(element.id()));
        cib.section("resources").tree().filter(element -> element.is("bundle") && element.child("rkt").isPresent())
                .forEach(element -> gone.add(element.id()));
        Cib changed = gone.isEmpty() ? cib : without(cib, gone);
        return pingNodes(changed);
    }

    private static boolean removedAgent(Element element) {
        return (element.is("primitive") || element.is("template")) && element.id() != null
                && CLASSES.contains(element.get("class", "").toLowerCase(java.util.Locale.ROOT));
    }

    private static Cib without(Cib cib, Set<String> gone) {
        List<Element> resources = kept(cib.section("resources"), gone);
        Cib changed = cib.withSection(cib.section("resources").withChildren(resources));
        if (cib.configuration().child("constraints").isEmpty()) {
            return changed;
        }
        List<Element> constraints = new ArrayList<>();
        for (Element constraint : cib.section("constraints").children()) {
            if (REFERENCES.stream().anyMatch(name -> gone.contains(constraint.get(name)))) {
                continue;
            }
            Element rest = constraint.withChildren(sets(constraint, gone));
            if (constraint.child("resource_set").isEmpty() || rest.child("resource_set").isPresent()) {
                constraints.add(rest);
            }
        }
        return changed.withSection(cib.section("constraints").withChildren(constraints));
    }

    /** What is left of the children; a group or clone that holds nothing more goes, too. */
    private static List<Element> kept(Element parent, Set<String> gone) {
        List<Element> kept = new ArrayList<>();
        for (Element child : parent.children()) {
            if (gone.contains(child.id())) {
                continue;
            }
            boolean collective = child.is("group") || child.is("clone") || child.is("master");
            Element rest = collective ? child.withChildren(kept(child, gone)) : child;
            boolean empty = collective && rest.children().stream().noneMatch(part -> part.is("primitive") || part.is("group"));
            if (empty) {
                gone.add(child.id());
            } else {
                kept.add(rest);
            }
        }
        return kept;
    }

    private static List<Element> sets(Element constraint, Set<String> gone) {
        List<Element> sets = new ArrayList<>();
        for (Element set : constraint.children()) {
            List<Element> members = set.children().stream()
                    .filter(member -> !member.is("resource_ref") || !gone.contains(member.id())).toList();
            if (!set.is("resource_set") || !members.isEmpty() || set.children().isEmpty()) {
                sets.add(set.withChildren(members));
            }
        }
        return sets;
    }

    /** A ping node was never a member: nothing may run or be looked for there. */
    private static Cib pingNodes(Cib cib) {
        Cib changed = cib;
        for (Element node : cib.section("nodes").children("node")) {
            String name = node.get("uname", node.id());
            if (node.get("type", "").equalsIgnoreCase("ping") && name != null) {
                changed = changed.withSection(changed.section("constraints").plus(Element.of("rsc_location", "id", "ping-node-" + name,
                        "rsc-pattern", ".*", "node", name, "score", "-INFINITY", "resource-discovery", "never")));
            }
        }
        return changed;
    }
}
