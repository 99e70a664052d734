package io.systole.samples.fuzz;

import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import io.systole.core.scheduler.random.RandomCluster;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the cause of each known difference is taken out of a CIB, given and returned as its root. */
final class Causes {
    private static final Set<String> STATE_BY_RESULT = Set.of("2", "3", "4", "5", "8", "9");

    private Causes() {}

    static Element serialFencing(Element root) {
        return deep(root, element -> element.is("cluster_property_set") ? element.withChildren(
                element.children().stream().filter(pair -> !"concurrent-fencing".equals(pair.get("name"))).toList())
                .plus(Element.of("nvpair", "id", "parallel", "name", "concurrent-fencing", "value", "true")) : element);
    }

    static Element unmanagedMembers(Element root) {
        return deep(root, element -> element.is("group") ? deep(element, part -> part.is("nvpair")
                && Set.of("is-managed", "maintenance").contains(part.get("name")) ? part.with("value", "is-managed".equals(part.get("name"))
                ? "true" : "false") : part) : element);
    }

    static Element stoppingSets(Element root) {
        return deep(root, element -> element.is("resource_set")
                && Set.of("stop", "demote").contains(element.get("action", "")) ? element.with("action", null) : element);
    }

    static Element expiredResults(Element root) {
        return withoutFailures(root, entry -> "0".equals(entry.get("interval")) && STATE_BY_RESULT.contains(entry.get("rc-code")));
    }

    static Element expiredMonitors(Element root) {
        return withoutFailures(root, entry -> !"0".equals(entry.get("interval")));
    }

    private static Element withoutFailures(Element root, Predicate<Element> which) {
        long shortest = root.tree().filter(pair -> "failure-timeout".equals(pair.get("name")))
                .mapToLong(pair -> TimeSpan.intervalMillis(pair.get("value")) / 1000).filter(seconds -> seconds > 0)
                .min().orElse(Long.MAX_VALUE / 2);
        long now = RandomCluster.NOW.getEpochSecond();
        return deep(root, element -> element.is("lrm_resource") ? element.withChildren(element.children().stream()
                .filter(entry -> !which.test(entry) || !failed(entry)
                        || now < Long.parseLong(entry.get("last-rc-change")) + shortest).toList()) : element);
    }

    private static boolean failed(Element entry) {
        String expected = entry.get("transition-key").split(":")[2];
        return !expected.equals(entry.get("rc-code")) || Integer.parseInt(entry.get("op-status")) > 0;
    }

    /** Gives the instances of clones that have a history a weight that keeps them where they are. */
    static Element lightInstances(Element root) {
        Set<String> known = root.tree().filter(element -> element.is("lrm_resource")).map(element -> element.id().split(":")[0])
                .collect(Collectors.toSet());
        return deep(root, element -> element.is("clone") && element.tree().anyMatch(part -> known.contains(part.id()))
                ? deep(element, part -> part.withChildren(part.children().stream()
                        .filter(pair -> !"resource-stickiness".equals(pair.get("name"))).toList()))
                        .plus(Element.of("meta_attributes", "id", element.id() + "-heavy").plus(Element.of("nvpair",
                                "id", element.id() + "-heavy-s", "name", "resource-stickiness", "value", "100000")))
                : element);
    }

    static Element secondColocations(Element root) {
        var seen = new HashSet<Set<String>>();
        return deep(root, element -> element.is("constraints") ? element.withChildren(element.children().stream()
                .filter(each -> !each.is("rsc_colocation") || pairs(each).stream().filter(seen::add).count() == pairs(each).size())
                .toList()) : element);
    }

    /** Takes out each finite colocation of what takes part in another one as well; members of a group always do. */
    static Element finiteChains(Element root) {
        Map<String, Element> tops = new HashMap<>();
        root.tree().filter(element -> element.is("resources")).flatMap(resources -> resources.children().stream())
                .forEach(top -> top.tree().filter(part -> part.get("id") != null).forEach(part -> tops.put(part.id(), top)));
        List<Element> colocations = root.tree().filter(element -> element.is("rsc_colocation")).toList();
        return deep(root, element -> element.is("constraints") ? element.withChildren(element.children().stream()
                .filter(each -> !each.is("rsc_colocation") || mandatory(each)
                        || colocated(each).allMatch(id -> alone(id, tops, colocations))).toList()) : element);
    }

    private static boolean mandatory(Element colocation) {
        return colocation.tree().map(part -> part.get("score")).filter(Objects::nonNull).allMatch(score -> score.endsWith("INFINITY"));
    }

    private static boolean alone(String id, Map<String, Element> tops, List<Element> colocations) {
        Element top = tops.get(id);
        return top.tree().noneMatch(part -> part.is("group"))
                && colocations.stream().filter(each -> colocated(each).anyMatch(other -> tops.get(other) == top)).count() == 1;
    }

    private static Stream<String> colocated(Element colocation) {
        return colocation.get("rsc") != null ? Stream.of(colocation.get("rsc"), colocation.get("with-rsc"))
                : colocation.tree().filter(part -> part.is("resource_ref")).map(Element::id);
    }

    static Element scoreAttributes(Element root) {
        return deep(root, element -> element.is("constraints") ? element.withChildren(element.children().stream()
                .filter(each -> each.tree().noneMatch(part -> part.is("rule") && part.get("score-attribute") != null)).toList()) : element);
    }

    static Element nodesInMaintenance(Element root) {
        return deep(root, element -> element.is("node") ? deep(element, part -> part.is("nvpair")
                && "maintenance".equals(part.get("name")) ? part.with("value", "off") : part) : element);
    }

    /** Lets each node that is about to join be away. */
    static Element joiningNodes(Element root) {
        return deep(root, element -> element.is("node_state") && "online".equals(element.get("crmd"))
                && !"member".equals(element.get("join"))
                ? element.with("in_ccm", "false").with("crmd", "offline").with("join", "down").with("expected", "down") : element);
    }

    /** Leaves one kind of capacity, so that nodes can be put in an order. */
    static Element secondCapacities(Element root) {
        return deep(root, element -> element.is("utilization") ? element.withChildren(
                element.children().stream().filter(pair -> !"memory".equals(pair.get("name"))).toList()) : element);
    }

    private static List<Set<String>> pairs(Element colocation) {
        List<String> members = colocated(colocation).toList();
        return members.stream().flatMap(one -> members.stream().filter(other -> one.compareTo(other) < 0)
                .map(other -> Set.of(one, other))).toList();
    }

    private static Element deep(Element element, UnaryOperator<Element> change) {
        return change.apply(element.withChildren(element.children().stream().map(child -> deep(child, change)).toList()));
    }
}
