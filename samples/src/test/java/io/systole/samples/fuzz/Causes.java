package io.systole.samples.fuzz;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.scheduler.random.RandomCluster;
import io.systole.core.scheduler.snapshot.Resource;
import java.time.ZoneOffset;
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

    /** Members are managed, and no failed stop blocks them. */
    static Element unmanagedMembers(Element root) {
        Set<String> members = root.tree().filter(element -> element.is("group")).flatMap(group -> group.children("primitive").stream())
                .map(Element::id).collect(Collectors.toSet());
        Element unblocked = deep(root, element -> element.is("lrm_resource") && members.contains(element.id().split(":")[0])
                ? element.withChildren(element.children().stream()
                        .filter(entry -> !"stop".equals(entry.get("operation")) || !failed(entry)).toList()) : element);
        return deep(unblocked, element -> element.is("group") ? deep(element, part -> part.is("nvpair")
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
                ? deep(element, part -> without(part, "resource-stickiness"))
                        .plus(Element.of("meta_attributes", "id", element.id() + "-heavy").plus(Element.of("nvpair",
                                "id", element.id() + "-heavy-s", "name", "resource-stickiness", "value", "INFINITY")))
                : element);
    }

    static Element secondColocations(Element root) {
        var seen = new HashSet<Set<String>>();
        return deep(root, element -> element.is("constraints") ? element.withChildren(element.children().stream()
                .filter(each -> !each.is("rsc_colocation") || pairs(each).stream().filter(seen::add).count() == pairs(each).size())
                .toList()) : element);
    }

    /** Takes out each finite colocation of what takes part in another one as well; members of a group, instances on one node always do. */
    static Element finiteChains(Element root) {
        Map<String, Element> tops = tops(root);
        List<Element> colocations = root.tree().filter(element -> element.is("rsc_colocation")).toList();
        return deep(root, element -> element.is("constraints") ? element.withChildren(element.children().stream()
                .filter(each -> !each.is("rsc_colocation") || mandatory(each)
                        || colocated(each).allMatch(id -> alone(id, tops, colocations))).toList()) : element);
    }

    /** What is at the top of the resources, by the id of all that is in it. */
    private static Map<String, Element> tops(Element root) {
        Map<String, Element> tops = new HashMap<>();
        root.tree().filter(element -> element.is("resources")).flatMap(resources -> resources.children().stream())
                .forEach(top -> top.tree().filter(part -> part.get("id") != null).forEach(part -> tops.put(part.id(), top)));
        return tops;
    }

    private static boolean mandatory(Element colocation) {
        return colocation.tree().map(part -> part.get("score")).filter(Objects::nonNull).allMatch(score -> score.endsWith("INFINITY"));
    }

    private static boolean alone(String id, Map<String, Element> tops, List<Element> colocations) {
        Element top = tops.get(id);
        return top.tree().noneMatch(part -> part.is("group") || "clone-node-max".equals(part.get("name")))
                && colocations.stream().filter(each -> colocated(each).anyMatch(other -> tops.get(other) == top)).count() == 1;
    }

    private static Stream<String> colocated(Element colocation) {
        return colocation.get("rsc") != null ? Stream.of(colocation.get("rsc"), colocation.get("with-rsc"))
                : colocation.tree().filter(part -> part.is("resource_ref")).map(Element::id);
    }

    /** Takes out each ordering by {@code kind=Serialize} of two that another one orders as well. */
    static Element serializedPairs(Element root) {
        List<Element> orders = root.tree().filter(element -> element.is("rsc_order")).toList();
        return deep(root, element -> element.is("constraints") ? element.withChildren(element.children().stream()
                .filter(each -> !"Serialize".equals(each.get("kind")) || pairs(each).stream().noneMatch(pair -> orders.stream()
                        .anyMatch(other -> !other.equals(each) && pairs(other).contains(pair)))).toList()) : element);
    }

    /** Lets groups wait for the whole of a clone, not for as many of its instances as {@code clone-min} says, or any. */
    static Element groupsBehindGates(Element root) {
        Map<String, Element> tops = tops(root);
        Predicate<Element> waits = each -> each.is("rsc_order") && each.get("then") != null && tops.get(each.get("then")).is("group");
        Set<String> gates = root.tree().filter(waits).map(each -> each.get("first")).collect(Collectors.toSet());
        return deep(root, element -> waits.test(element) ? element.with("require-all", null)
                : element.is("clone") && gates.contains(element.id()) ? deep(element, part -> part.is("meta_attributes")
                        ? without(part, "clone-min") : part) : element);
    }

    /** Lets instances of clones have no sequence, so that it does not matter which number went where. */
    static Element orderedInstances(Element root) {
        return deep(root, element -> element.is("clone") ? element.withChildren(element.children().stream()
                .map(part -> part.is("meta_attributes") ? without(part, "ordered") : part).toList()) : element);
    }

    /** Lets what we give up of a cloned group be unknown where it runs, so that no instance has a place that it cannot keep. */
    static Element groupsGivenUp(Element root) {
        Schedule schedule = schedule(root);
        Set<String> gone = schedule.snapshot().allResources().filter(leaf -> leaf.isPrimitive() && leaf.inClone()
                        && leaf.parent().filter(Resource::isGroup).isPresent() && schedule.placements().of(leaf).node().isEmpty())
                .flatMap(leaf -> leaf.activeOn().stream().map(node -> node.id() + " " + leaf.id().split(":")[0]))
                .collect(Collectors.toSet());
        return deep(root, element -> element.is("node_state") ? deep(element, part -> part.is("lrm_resources")
                ? part.withChildren(part.children().stream()
                        .filter(history -> !gone.contains(element.id() + " " + history.id().split(":")[0])).toList())
                : part) : element);
    }

    /** Lets the members of a group in which an earlier one is missing move by stop and start. */
    static Element migratingAfterHoles(Element root) {
        Set<String> holed = schedule(root).snapshot().allResources().filter(Resource::isGroup)
                .filter(group -> group.children().stream().dropWhile(member -> !member.activeOn().isEmpty())
                        .anyMatch(member -> !member.activeOn().isEmpty()))
                .map(group -> group.id().split(":")[0]).collect(Collectors.toSet());
        return deep(root, element -> element.is("group") && holed.contains(element.id()) ? deep(element, part ->
                part.is("primitive") ? meta(part, "allow-migrate", "false") : part) : element);
    }

    /** Takes out each colocation that names the role of a clone that follows, or any role if a cloned group takes part. */
    static Element rolesOfClones(Element root) {
        Map<String, Element> tops = tops(root);
        return deep(root, element -> element.is("constraints") ? element.withChildren(element.children().stream()
                .filter(each -> !each.is("rsc_colocation") || !byRole(each, tops)).toList()) : element);
    }

    private static boolean byRole(Element colocation, Map<String, Element> tops) {
        boolean follows = colocation.get("rsc-role") != null && tops.get(colocation.get("rsc")).is("clone");
        boolean any = colocation.get("rsc-role") != null || colocation.get("with-rsc-role") != null
                || colocation.children("resource_set").stream().anyMatch(set -> set.get("role") != null);
        return follows || any && colocated(colocation).map(tops::get).anyMatch(Causes::clonedGroup);
    }

    private static boolean clonedGroup(Element top) {
        return top.is("clone") && !top.children("group").isEmpty();
    }

    private static Schedule schedule(Element root) {
        return Scheduler.schedule(Cib.of(root), RandomCluster.NOW, ZoneOffset.UTC);
    }

    /** Lets promoted instances move by stop and start. */
    static Element migratingPromoted(Element root) {
        Set<String> promoted = root.tree().filter(element -> element.is("lrm_resource") && element.children().stream()
                        .anyMatch(entry -> "promote".equals(entry.get("operation")) || "8".equals(entry.get("rc-code"))))
                .map(element -> element.id().split(":")[0]).collect(Collectors.toSet());
        return deep(root, element -> element.is("clone") ? deep(element, part -> part.is("primitive") && promoted.contains(part.id())
                ? meta(part, "allow-migrate", "false") : part) : element);
    }

    /** A resource whose own meta attribute has this value. */
    private static Element meta(Element resource, String name, String value) {
        Element former = resource.withChildren(resource.children().stream()
                .map(part -> part.is("meta_attributes") ? without(part, name) : part).toList());
        return former.plus(Element.of("meta_attributes", "id", resource.id() + "-" + name)
                .plus(Element.of("nvpair", "id", resource.id() + "-" + name + "-value", "name", name, "value", value)));
    }

    private static Element without(Element attributes, String name) {
        return attributes.withChildren(attributes.children().stream().filter(pair -> !name.equals(pair.get("name"))).toList());
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
        return deep(root, element -> element.is("utilization") ? without(element, "memory") : element);
    }

    private static List<Set<String>> pairs(Element constraint) {
        List<String> members = constraint.get("first") != null ? List.of(constraint.get("first"), constraint.get("then"))
                : colocated(constraint).toList();
        return members.stream().flatMap(one -> members.stream().filter(other -> one.compareTo(other) < 0)
                .map(other -> Set.of(one, other))).toList();
    }

    private static Element deep(Element element, UnaryOperator<Element> change) {
        return change.apply(element.withChildren(element.children().stream().map(child -> deep(child, change)).toList()));
    }
}
