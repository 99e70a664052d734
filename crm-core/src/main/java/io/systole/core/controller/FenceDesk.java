package io.systole.core.controller;

import io.systole.core.membership.NodeName;
import io.systole.core.transition.GraphAction.FenceAction;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Remembers which fencing was ordered for which action, and how often fencing a node has failed in a row (rule C-136). */
final class FenceDesk {
    private static final int MOST_ATTEMPTS = 10;

    private final SortedMap<Long, Order> orders = new TreeMap<>();
    private final SortedMap<NodeName, Integer> failures = new TreeMap<>();
    private long number;

    /** A fencing that is under way. */
    record Order(int transition, FenceAction action) {}

    long ordered(int transition, FenceAction action) {
        orders.put(++number, new Order(transition, action));
        return number;
    }

    Optional<Order> ended(long order) {
        return Optional.ofNullable(orders.remove(order));
    }

    void succeeded(NodeName victim) {
        failures.remove(victim);
    }

    /** True if it is worth trying again at once. */
    boolean failed(NodeName victim) {
        return failures.merge(victim, 1, Integer::sum) < MOST_ATTEMPTS;
    }
}
