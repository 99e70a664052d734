package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.Ordering;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.plan.Relation;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Turns wishes to order actions into relations between those that exist (rules 3:O-40 to 3:O-45). */
final class OrderResolver {
    private OrderResolver() {}

    static void resolve(ActionPlan plan) {
        for (Ordering ordering : plan.orderings()) {
            List<PlannedAction> firsts = find(plan, ordering.first());
            if (firsts.isEmpty()) {
                firsts = missing(plan, ordering);
            }
            if (firsts.isEmpty()) {
                continue;
            }
            List<PlannedAction> thens = find(plan, ordering.then());
            for (PlannedAction first : firsts) {
                for (PlannedAction then : thens) {
                    Relation.join(first, then, properties(ordering, first, then));
                }
            }
        }
    }

    static List<PlannedAction> find(ActionPlan plan, Ordering.End end) {
        return end.action() != null ? List.of(end.action()) : plan.book().find(end.resource(), end.key());
    }

    private static Set<OrderProperty> properties(Ordering ordering, PlannedAction first, PlannedAction then) {
        if (!first.endsMigration() || first.resource() != then.resource()) {
            return ordering.properties();
        }
        var properties = EnumSet.copyOf(ordering.properties());
        properties.remove(OrderProperty.FIRST_REQUIRES_THEN);
        return properties;
    }

    /** Rule 3:O-43: an action that nobody planned cannot be done, and what depends on it must learn that. */
    private static List<PlannedAction> missing(ActionPlan plan, Ordering ordering) {
        Resource first = ordering.first().resource();
        String task = ordering.first().task();
        if (first == ordering.then().resource()
                || task.equals("stop") && first.role() == Role.STOPPED
                || task.equals("demote") && first.role() == Role.UNPROMOTED) {
            return List.of();
        }
        return List.of(plan.book().request(first, ordering.first().key(), task, null, false));
    }
}
