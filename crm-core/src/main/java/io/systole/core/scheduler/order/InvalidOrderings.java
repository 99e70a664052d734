package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.plan.Relation;
import io.systole.core.scheduler.snapshot.Node;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes orderings away that cannot be kept (rules 3:O-50, 3:O-51). */
final class InvalidOrderings {
    private final ActionPlan plan;
    private final GraphFilter filter;

    InvalidOrderings(ActionPlan plan) {
        this.plan = plan;
        this.filter = new GraphFilter(plan);
    }

    void disable() {
        for (PlannedAction then : plan.actions().reversed()) {
            for (Relation relation : List.copyOf(then.before())) {
                if (insideItself(relation) || makesLoop(relation)) {
                    relation.disable();
                }
            }
        }
    }

    /** What runs in a guest cannot be ordered against the guest itself; the connection orders them. */
    private boolean insideItself(Relation relation) {
        Node node = relation.first().node();
        boolean inside = node != null && relation.first().resource() != null && relation.then().resource() != null
                && node.launcher().filter(launcher -> launcher == relation.then().resource()).isPresent();
        if (!inside || relation.disabled() || relation.has(OrderProperty.GUEST_ALLOWED)) {
            return false;
        }
        plan.snapshot().facts().problem("an ordering of " + relation.first().resource() + " before " + relation.then().resource()
                + " is ignored: " + relation.first().resource() + " runs in " + node + ", which is inside " + relation.then().resource());
        return true;
    }

    /** Two that exchange their places would wait for each other to make room. */
    private boolean makesLoop(Relation relation) {
        if (!relation.then().task().equals("migrate_to")
                || !relation.properties().equals(EnumSet.of(OrderProperty.SAME_DESTINATION)) || !used(relation)) {
            return false;
        }
        Set<PlannedAction> seen = new HashSet<>();
        var queue = new ArrayDeque<PlannedAction>();
        queue.add(relation.first());
        while (!queue.isEmpty()) {
            for (Relation input : queue.poll().before()) {
                if (used(input) && seen.add(input.first())) {
                    queue.add(input.first());
                }
            }
        }
        return seen.contains(relation.then());
    }

    private boolean used(Relation relation) {
        return filter.counts(relation.first(), relation.then(), relation.properties()) && filter.wanted(relation.first());
    }
}
