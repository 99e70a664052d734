package io.systole.core.simulation;

import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a configuration says of which resource runs where and after which, as far as it holds at every moment.
 *
 * @param predecessors for each member of a group but the first the one before it; and for a resource that is ordered after and colocated
 *     with another one that one: it starts on its node and after it, and stops before it
 * @param orders what is ordered though it may run on another node
 * @param colocations what has to be where another one is, when all are at rest
 * @param promotable primitives in clones, which run on several nodes; the clones are promotable
 * @param promotions what is ordered after the promotion of another one and colocated with its promoted instance
 */
record WantedOrder(Map<ResourceId, ResourceId> predecessors, List<Pair> orders, List<Pair> colocations, List<ResourceId> promotable,
        List<Pair> promotions) {
    /** Nothing is wanted. */
    static final WantedOrder NONE = new WantedOrder(Map.of(), List.of(), List.of(), List.of(), List.of());

    /** Two resources: the first starts before the other one, or is where the other one has to be. */
    record Pair(ResourceId first, ResourceId then) {}

    static WantedOrder of(Element configuration) {
        Map<ResourceId, ResourceId> predecessors = new TreeMap<>();
        for (Element group : section(configuration, "resources", "group")) {
            List<Element> members = group.children("primitive");
            for (int i = 1; i < members.size(); i++) {
                predecessors.put(new ResourceId(members.get(i).id()), new ResourceId(members.get(i - 1).id()));
            }
        }
        List<Pair> colocations = section(configuration, "constraints", "rsc_colocation").stream()
                .filter(each -> "INFINITY".equals(each.get("score")) && each.get("with-rsc-role") == null)
                .map(each -> pair(each, "with-rsc", "rsc")).toList();
        var orders = new ArrayList<Pair>();
        var promotable = new ArrayList<ResourceId>();
        Map<ResourceId, ResourceId> inside = new TreeMap<>();
        for (Element clone : section(configuration, "resources", "clone")) {
            var primitive = new ResourceId(clone.children("primitive").getFirst().id());
            promotable.add(primitive);
            inside.put(new ResourceId(clone.id()), primitive);
        }
        var promotions = new ArrayList<Pair>();
        for (Element order : section(configuration, "constraints", "rsc_order")) {
            Pair pair = pair(order, "first", "then");
            if ("promote".equals(order.get("first-action"))) {
                promotions.add(new Pair(inside.get(pair.first()), pair.then()));
            } else if (colocations.contains(pair)) {
                predecessors.put(pair.then(), pair.first());
            } else {
                orders.add(pair);
            }
        }
        return new WantedOrder(predecessors, orders, colocations, promotable, promotions);
    }

    private static Pair pair(Element constraint, String first, String then) {
        return new Pair(new ResourceId(constraint.get(first)), new ResourceId(constraint.get(then)));
    }

    private static List<Element> section(Element configuration, String section, String name) {
        return configuration.children(section).stream().flatMap(each -> each.children(name).stream()).toList();
    }
}
