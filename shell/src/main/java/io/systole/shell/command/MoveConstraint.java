package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The location constraints that orders to move a resource leave behind. */
public final class MoveConstraint {
    private MoveConstraint() {}

    /** Prefers a node. */
    public static Element prefer(String resource, String node, String role, Optional<String> end) {
        return constraint(resource, "cli-prefer", resource, node, "INFINITY", role, end);
    }

    /** Forbids a node. */
    public static Element ban(String resource, String node, String role, Optional<String> end) {
        return constraint(resource, "cli-ban", resource + "-on-" + node, node, "-INFINITY", role, end);
    }

    private static Element constraint(String resource, String prefix, String suffix, String node, String score, String role,
            Optional<String> end) {
        String id = prefix + "-" + suffix;
        Element location = Element.of("rsc_location", "id", id, "rsc", resource, "role", role);
        if (end.isEmpty()) {
            return location.with("node", node).with("score", score);
        }
        Element where = Element.of("expression", "id", prefix + "-expr-" + suffix, "attribute", "#uname", "operation", "eq", "value", node,
                "type", "string");
        Element when = Element.of("date_expression", "id", prefix + "-lifetime-end-" + suffix, "operation", "lt", "end", end.get());
        return location.plus(Element.of("rule", "id", prefix + "-rule-" + suffix, "score", score, "boolean-op", "and")
                .plus(where).plus(when));
    }

    /** Those of a resource. */
    public static List<Element> of(Cib cib, String resource) {
        return cib.section("constraints").children("rsc_location").stream().filter(each -> resource.equals(each.get("rsc"))
                && (each.get("id", "").equals("cli-prefer-" + resource) || each.get("id", "").startsWith("cli-ban-" + resource + "-on-")))
                .toList();
    }

    /** True if it is about this node. */
    public static boolean isAbout(Element constraint, String node) {
        return constraint.tree().anyMatch(part -> node.equals(part.get("node")) || node.equals(part.get("value")));
    }

    /** The CIB without those of a resource that the test selects. */
    public static Cib without(Cib cib, String resource, Predicate<Element> selected) {
        List<Element> gone = of(cib, resource).stream().filter(selected).toList();
        Element constraints = cib.section("constraints");
        return gone.isEmpty() ? cib : cib.withSection(constraints.withChildren(constraints.children().stream()
                .filter(each -> !gone.contains(each)).toList()));
    }
}
