package io.systole.core.scheduler;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the orders of a configuration run in a circle; then a graph may do so, too (rules 3:O-51, 3:G-9). An order that speaks of stop or
 * demote joins its ends in both directions, as its contrary may meet those of others.
 */
final class OrderCircles {
    private static final Set<String> DOWN = Set.of("stop", "demote");

    private final Map<String, Set<String>> after = new LinkedHashMap<>();

    private OrderCircles(Cib cib) {
        cib.section("constraints").children("rsc_order").forEach(this::order);
    }

    static boolean in(Cib cib) {
        return new OrderCircles(cib).circular();
    }

    private void order(Element order) {
        List<Element> sets = order.children("resource_set");
        if (sets.isEmpty()) {
            boolean contrary = DOWN.contains(order.get("first-action", "")) || DOWN.contains(order.get("then-action", ""));
            edge(order.get("first"), order.get("then"), contrary);
        }
        for (int i = 0; i < sets.size(); i++) {
            boolean contrary = DOWN.contains(sets.get(i).get("action", ""));
            List<String> members = members(sets.get(i));
            for (int j = 1; j < members.size() && !"false".equals(sets.get(i).get("sequential")); j++) {
                edge(members.get(j - 1), members.get(j), contrary);
            }
            for (String then : i + 1 < sets.size() ? members(sets.get(i + 1)) : List.<String>of()) {
                boolean either = contrary || DOWN.contains(sets.get(i + 1).get("action", ""));
                members.forEach(first -> edge(first, then, either));
            }
        }
    }

    private static List<String> members(Element set) {
        return set.children("resource_ref").stream().map(Element::id).toList();
    }

    private void edge(String first, String then, boolean contrary) {
        after.computeIfAbsent(first, none -> new LinkedHashSet<>()).add(then);
        if (contrary) {
            after.computeIfAbsent(then, none -> new LinkedHashSet<>()).add(first);
        }
    }

    private boolean circular() {
        boolean progress = true;
        while (progress) {
            progress = after.values().removeIf(Set::isEmpty);
            for (Set<String> thens : after.values()) {
                progress |= thens.retainAll(after.keySet());
            }
        }
        return !after.isEmpty();
    }
}
