package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.Ordering;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.plan.Relation;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Probes come before what comes after a stop, and before restarts of dependents (rules 3:P-11, 3:P-12). */
final class ProbeOrderings {
    private final ActionPlan plan;

    ProbeOrderings(ActionPlan plan) {
        this.plan = plan;
    }

    void add() {
        plan.orderings().forEach(this::afterStop);
        Map<Resource, Set<PlannedAction>> byLeaf = new HashMap<>();
        for (PlannedAction action : List.copyOf(plan.actions())) {
            if (isProbe(action)) {
                byLeaf.computeIfAbsent(action.resource(), leaf -> restarts(action))
                        .forEach(stop -> Relation.join(action, stop, Set.of(OrderProperty.ORDERED)));
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
        if (leaf == null || !leaf.isPrimitive() || !isStop(ordering.first()) || ordering.then().resource() == leaf
                || isStop(ordering.then()) && leaf.launcher().filter(launcher -> launcher == ordering.then().resource()).isPresent()) {
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

    /** Follows "must be restarted with" from one probe of a resource: what would stop for a restart comes after its probes. */
    private Set<PlannedAction> restarts(PlannedAction probe) {
        Set<PlannedAction> stops = new LinkedHashSet<>();
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
                if (otherLeaf(probe, then) && (then.task().equals("start") || then.task().equals("promote"))) {
                    String down = then.task().equals("start") ? "_stop_0" : "_demote_0";
                    plan.book().find(then.resource(), then.resource().id() + down).stream()
                            .filter(stop -> !stop.pseudo())
                            .forEach(stops::add);
                }
                queue.add(then);
            }
        }
        return stops;
    }

    private static boolean otherLeaf(PlannedAction probe, PlannedAction then) {
        Resource leaf = then.resource();
        boolean sibling = probe.resource().inClone() && leaf != null && leaf.top() == probe.resource().top();
        return leaf != null && leaf.isPrimitive() && leaf != probe.resource() && !sibling;
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
