package io.systole.core.cib.validate;

import io.systole.core.cib.Element;
import io.systole.core.option.Truth;
import io.systole.core.wording.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** What constraints refer to, and mandatory orders that nobody can fulfil. */
final class ConstraintCheck {
    private static final List<String> RESOURCE_ATTRIBUTES = List.of("rsc", "with-rsc", "first", "then");

    private final ConfigurationIndex index;
    private final Findings findings;

    private ConstraintCheck(ConfigurationIndex index, Findings findings) {
        this.index = index;
        this.findings = findings;
    }

    static void run(ConfigurationIndex index, Findings findings) {
        var check = new ConstraintCheck(index, findings);
        for (Element constraint : index.cib().section("constraints").children()) {
            check.resources(constraint);
            check.node(constraint);
            check.pair(constraint, "rsc", "with-rsc");
            check.pair(constraint, "first", "then");
        }
        check.orderLoops();
    }

    private void resources(Element constraint) {
        for (String attribute : RESOURCE_ATTRIBUTES) {
            String name = constraint.get(attribute);
            if (name != null && !index.canBeConstrained(name)) {
                missing(constraint, attribute + "=\"" + name + "\"", name);
            }
        }
        for (Element set : constraint.children("resource_set")) {
            List<Element> references = set.children("resource_ref");
            if (references.isEmpty() && set.get("id-ref") == null) {
                findings.error(constraint, findings.where(set) + " is empty; name at least one resource in it, or delete it");
            }
            for (Element reference : references) {
                if (reference.id() != null && !index.canBeConstrained(reference.id())) {
                    missing(constraint, "resource_ref \"" + reference.id() + "\"", reference.id());
                }
            }
        }
    }

    private void missing(Element constraint, String reference, String name) {
        findings.error(constraint, reference + " refers to a resource or tag that does not exist"
                + index.hint(name, "create it, or delete the constraint"));
    }

    private void node(Element constraint) {
        String node = constraint.get("node");
        if (node != null && !index.nodes().contains(node)) {
            findings.warning(constraint, "node \"" + node + "\" is not known"
                    + Nearest.hint(node, index.nodes(), "the constraint has no effect until a node of that name joins"));
        }
    }

    private void pair(Element constraint, String one, String other) {
        String name = constraint.get(one);
        if (name != null && name.equals(constraint.get(other)) && index.resources().containsKey(name) && !byInstance(constraint)) {
            findings.error(constraint, "it relates \"" + name + "\" to itself; name another resource in " + other + ", or delete it");
        }
    }

    /** Two actions of one resource can be ordered (promote then start); so can roles be placed. */
    private static boolean byInstance(Element constraint) {
        return constraint.get("first-action") != null || constraint.get("then-action") != null
                || constraint.get("rsc-role") != null || constraint.get("with-rsc-role") != null;
    }

    private void orderLoops() {
        Map<String, List<String>> after = new LinkedHashMap<>();
        for (Element order : index.cib().section("constraints").children("rsc_order")) {
            boolean plain = order.get("first") != null && order.get("then") != null && !byInstance(order);
            if (plain && mandatory(order) && Truth.parse(order.get("symmetrical"), true)) {
                after.computeIfAbsent(order.get("first"), first -> new ArrayList<>()).add(order.get("then"));
            }
        }
        var done = new LinkedHashSet<String>();
        after.keySet().forEach(first -> follow(first, after, new LinkedHashSet<>(), done));
    }

    private static boolean mandatory(Element order) {
        String score = order.get("score");
        return order.get("kind", score == null || score.endsWith("INFINITY") ? "Mandatory" : "Optional").equals("Mandatory");
    }

    private void follow(String at, Map<String, List<String>> after, SequencedSet<String> path, SequencedSet<String> done) {
        if (path.contains(at)) {
            List<String> loop = new ArrayList<>(path).subList(new ArrayList<>(path).indexOf(at), path.size());
            // Ordering a resource before itself has been reported already.
            if (loop.size() > 1) {
                findings.warning(index.cib().section("constraints"), "the mandatory orders form a loop: "
                        + String.join(" → ", loop) + " → " + at
                        + "; none of these resources can start until one of the orders is deleted or made optional");
            }
            return;
        }
        if (done.contains(at)) {
            return;
        }
        path.add(at);
        after.getOrDefault(at, List.of()).forEach(next -> follow(next, after, path, done));
        path.remove(at);
        done.add(at);
    }
}
