package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code crm_resource --constraints} and {@code --stack}: what binds a resource to nodes and to other resources. */
final class ResourceConstraints {
    private final Cib cib;
    private final boolean recursive;
    private final Answer answer;
    private final Set<Element> found = new LinkedHashSet<>();

    ResourceConstraints(Cib cib, boolean recursive, Answer answer) {
        this.cib = cib;
        this.recursive = recursive;
        this.answer = answer;
    }

    void show(Element resource) {
        locations(resource.id(), "");
        colocations(resource.id(), "rsc", "with-rsc", header(resource.id(), false), "", Set.of(resource.id()));
        colocations(resource.id(), "with-rsc", "rsc", header(resource.id(), true), "", Set.of(resource.id()));
        sets(resource.id());
        answer.element(Element.of("constraints").withChildren(List.copyOf(found)));
    }

    private static String header(String id, boolean upwards) {
        return upwards ? "Resources " + id + " is colocated with:" : "Resources colocated with " + id + ":";
    }

    /** What stands below something is a point of its own. */
    private static String star(String indent) {
        return indent.isEmpty() ? indent : indent + "* ";
    }

    private List<Element> constraints(String tag) {
        return cib.section("constraints").children(tag);
    }

    private void locations(String id, String indent) {
        List<Element> locations = constraints("rsc_location").stream().filter(each -> id.equals(each.get("rsc"))).toList();
        if (!locations.isEmpty()) {
            answer.line(star(indent) + "Locations:");
        }
        for (Element location : locations) {
            found.add(location);
            List<Element> rules = location.children("rule");
            if (rules.isEmpty()) {
                answer.line(indent + "  * Node " + location.get("node", "") + " (score=" + location.get("score", "0") + ", id="
                        + location.id() + ", rsc=" + id + ")");
            }
            rules.forEach(rule -> answer.line(indent + "  * Rule " + rule.id() + " (score="
                    + rule.get("score", rule.get("score-attribute", "0")) + ", id=" + location.id() + ", rsc=" + id + ")"));
        }
    }

    /** The resources at the other end of colocations; upwards with what binds them, and as far as they go if that is wished. */
    private void colocations(String id, String other, String own, String header, String indent, Set<String> seen) {
        List<Element> matching = constraints("rsc_colocation").stream().filter(each -> id.equals(each.get(own)) && each.get(other) != null)
                .toList();
        if (!matching.isEmpty()) {
            answer.line(star(indent) + header);
        }
        for (Element constraint : matching) {
            found.add(constraint);
            String next = constraint.get(other);
            String role = constraint.attribute(other + "-role").map(text -> ", " + other + "-role=" + text).orElse("");
            answer.line(indent + "  * " + next + " (score=" + constraint.get("score", "INFINITY") + role + ", id=" + constraint.id() + ")"
                    + (seen.contains(next) ? " (loop)" : ""));
            if (seen.contains(next)) {
                continue;
            }
            String deeper = indent + "    ";
            boolean upwards = other.equals("with-rsc");
            if (upwards) {
                locations(next, deeper);
            }
            if (recursive) {
                var further = new LinkedHashSet<>(seen);
                further.add(next);
                colocations(next, other, own, header(next, upwards), deeper, further);
            }
        }
    }

    private void sets(String id) {
        List<Element> sets = constraints("rsc_colocation").stream()
                .filter(each -> each.tree().anyMatch(part -> part.is("resource_ref") && id.equals(part.id()))).toList();
        if (!sets.isEmpty()) {
            answer.line("Colocation sets with " + id + ":");
        }
        for (Element constraint : sets) {
            found.add(constraint);
            String members = String.join(" ", constraint.tree().filter(part -> part.is("resource_ref")).map(Element::id).toList());
            answer.line("  * " + members + " (score=" + constraint.get("score", "INFINITY") + ", id=" + constraint.id() + ")");
        }
    }
}
