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

/** Probes come before what comes after a stop, and before restarts of dependents (rules 3:P-11, 3:P-12, 3:P-14). */
final class ProbeOrderings {
    private final ActionPlan plan;
    private final Partners partners;

    ProbeOrderings(ActionPlan plan) {
        this.plan = plan;
        this.partners = new Partners(plan);
    }

    void add() {
        plan.snapshot().allResources().filter(Resource::isPrimitive).forEach(leaf -> {
            Map<PlannedAction, Set<PlannedAction>> known = new HashMap<>();
            for (PlannedAction probe : plan.book().find(leaf, leaf.id() + "_monitor_0")) {
                for (Relation relation : List.copyOf(probe.after())) {
                    blockedInstances(probe, relation);
                    known.computeIfAbsent(relation.then(), then -> restarts(leaf, then))
                            .forEach(stop -> Relation.join(probe, stop, Set.of(OrderProperty.ORDERED)));
                }
            }
        });
        plan.orderings().forEach(this::afterStop);
    }

    /** Rule 3:P-14: where nothing can be found out, an inactive instance is not started. */
    private static void blockedInstances(PlannedAction probe, Relation relation) {
        Resource clone = relation.then().resource();
        if (clone == null || !clone.isClone() || probe.runnable() || relation.has(OrderProperty.BLOCKS)
                || probe.resource().top() != clone || !relation.then().task().equals("start")) {
            return;
        }
        for (Relation next : List.copyOf(relation.then().after())) {
            Resource instance = next.then().resource();
            if (instance != null && instance.activeOn().isEmpty() && instance.top() == clone && next.then().task().equals("start")) {
                Relation.join(probe, next.then(), EnumSet.of(OrderProperty.ORDERED, OrderProperty.BLOCKS));
            }
        }
    }

    /** Follows "must be restarted with" from what comes after a probe: what would stop for a restart comes after the probe. */
    private Set<PlannedAction> restarts(Resource leaf, PlannedAction after) {
        Set<PlannedAction> stops = new LinkedHashSet<>();
        Set<PlannedAction> seen = new HashSet<>(Set.of(after));
        var queue = new ArrayDeque<>(seen);
        while (!queue.isEmpty()) {
            PlannedAction at = queue.poll();
            if (at.resource() != null && at.resource().isPrimitive() && at.resource() != leaf) {
                String down = at.task().equals("start") ? "_stop_0" : at.task().equals("promote") ? "_demote_0" : null;
                if (down != null) {
                    plan.book().find(at.resource(), at.resource().id() + down).stream().filter(stop -> !stop.pseudo()).forEach(stops::add);
                }
            }
            Resource partner = interleaves(at) ? partners.of(leaf, at.resource(), false).orElse(null) : null;
            for (Relation relation : at.after()) {
                if ((relation.has(OrderProperty.FIRST_REQUIRES_THEN) || intoPart(leaf, at, relation.then(), partner))
                        && seen.add(relation.then())) {
                    queue.add(relation.then());
                }
            }
        }
        return stops;
    }

    private static boolean interleaves(PlannedAction action) {
        return action.resource() != null && action.resource().isClone() && action.resource().cloneSettings().interleave();
    }

    /** From a group or clone to its members or instances; from an interleaved one only to the partner. */
    private static boolean intoPart(Resource leaf, PlannedAction at, PlannedAction then, Resource partner) {
        Resource whole = at.resource();
        Resource part = then.resource();
        if (whole == null || whole.isPrimitive() || leaf.parent().orElse(null) == whole || part == null
                || part.parent().orElse(null) != whole) {
            return false;
        }
        return !interleaves(at) || partner == part;
    }

    private void afterStop(Ordering ordering) {
        Resource leaf = ordering.first().resource();
        if (leaf == null || !leaf.isPrimitive() || !isStop(ordering.first()) || ordering.then().resource() == leaf
                || isStop(ordering.then()) && leaf.launcher().filter(launcher -> launcher == ordering.then().resource()).isPresent()) {
            return;
        }
        Set<OrderProperty> properties = kept(ordering.properties());
        List<PlannedAction> thens = null;
        for (PlannedAction probe : plan.book().find(leaf, leaf.id() + "_monitor_0")) {
            thens = thens == null ? OrderResolver.find(plan, ordering.then()) : thens;
            thens.stream().filter(then -> neededBefore(probe, then)).forEach(then -> Relation.join(probe, then, properties));
        }
    }

    private static boolean isStop(Ordering.End end) {
        return end.action() == null ? "stop".equals(end.task()) : end.action().task().equals("stop");
    }

    private static Set<OrderProperty> kept(Set<OrderProperty> given) {
        if (given.equals(EnumSet.of(OrderProperty.REQUIRED_SAME_NODE)) || given.equals(EnumSet.of(OrderProperty.SAME_DESTINATION))) {
            return given;
        }
        var properties = EnumSet.of(OrderProperty.ORDERED);
        given.stream().filter(each -> each == OrderProperty.NOT_FOR_MIGRATION || each == OrderProperty.SAME_NODE).forEach(properties::add);
        return properties;
    }

    /** A node is probed after it was unfenced, and other nodes need not be probed before one leaves. */
    private static boolean neededBefore(PlannedAction probe, PlannedAction then) {
        boolean unfencing = then.task().equals("stonith") && "on".equals(then.meta().get("stonith_action"));
        return !(unfencing && then.node() == probe.node()) && !(then.task().equals("do_shutdown") && then.node() != probe.node());
    }
}
