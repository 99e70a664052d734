package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.Ordering;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.plan.Relation;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Probes come before what comes after a stop, and before restarts of dependents (rules 3:P-11, 3:P-12). */
final class ProbeOrderings {
    private final ActionPlan plan;

    ProbeOrderings(ActionPlan plan) {
        this.plan = plan;
    }

    void add() {
        plan.orderings().forEach(this::afterStop);
        for (PlannedAction action : List.copyOf(plan.actions())) {
            if (isProbe(action)) {
                restarts(action);
            }
        }
    }

    private static boolean isProbe(PlannedAction action) {
        return action.resource() != null && action.task().equals("monitor") && action.key().endsWith("_monitor_0");
    }

    private static boolean isStop(Ordering.End end) {
        return end.action() == null ? "stop".equals(end.task()) : end.action().task().equals("stop");
    }

    private void afterStop(Ordering ordering) {
        Resource leaf = ordering.first().resource();
        if (leaf == null || !leaf.isPrimitive() || !isStop(ordering.first()) || ordering.then().resource() == leaf) {
            return;
        }
        var properties = EnumSet.of(OrderProperty.ORDERED);
        for (OrderProperty kept : List.of(OrderProperty.NOT_FOR_MIGRATION, OrderProperty.SAME_NODE)) {
            if (ordering.properties().contains(kept)) {
                properties.add(kept);
            }
        }
        Set<OrderProperty> used = ordering.properties().equals(EnumSet.of(OrderProperty.REQUIRED_SAME_NODE))
                || ordering.properties().equals(EnumSet.of(OrderProperty.SAME_DESTINATION)) ? ordering.properties() : properties;
        List<PlannedAction> thens = null;
        for (PlannedAction probe : plan.book().find(leaf, leaf.id() + "_monitor_0")) {
            thens = thens == null ? OrderResolver.find(plan, ordering.then()) : thens;
            for (PlannedAction then : thens) {
                if (!then.task().equals("do_shutdown") || then.node() == probe.node()) {
                    Relation.join(probe, then, used);
                }
            }
        }
    }

    /** Follows "must be restarted with" from the probe: a restart comes after it. */
    private void restarts(PlannedAction probe) {
        Set<PlannedAction> seen = new HashSet<>();
        var queue = new ArrayDeque<PlannedAction>();
        queue.add(probe);
        while (!queue.isEmpty()) {
            PlannedAction at = queue.poll();
            for (Relation relation : List.copyOf(at.after())) {
                PlannedAction then = relation.then();
                if (!follows(probe, at, relation) || !seen.add(then)) {
                    continue;
                }
                boolean otherLeaf = then.resource() != null && then.resource().isPrimitive()
                        && then.resource() != probe.resource() && !(probe.resource().inClone() && then.resource().top() == probe.resource().top());
                if (otherLeaf && (then.task().equals("start") || then.task().equals("promote"))) {
                    String down = then.task().equals("start") ? "_stop_0" : "_demote_0";
                    plan.book().find(then.resource(), then.resource().id() + down).stream()
                            .filter(stop -> !stop.pseudo())
                            .forEach(stop -> Relation.join(probe, stop, Set.of(OrderProperty.ORDERED)));
                }
                queue.add(then);
            }
        }
    }

    private static boolean follows(PlannedAction probe, PlannedAction at, Relation relation) {
        if (relation.has(OrderProperty.FIRST_REQUIRES_THEN)) {
            return true;
        }
        if (at == probe) {
            return relation.has(OrderProperty.ORDERED) && relation.then().task().equals("start");
        }
        Resource resource = at.resource();
        Resource then = relation.then().resource();
        return resource != null && then != null && then.isInside(resource);
    }
}
