package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.plan.Relation;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Orders instances of two clones node by node (rules 3:U-14, 3:U-15). */
final class Interleaving {
    private final ActionPlan plan;
    private final Propagation propagation;
    /** What was joined before; once a relation has been replaced by one to a mark it must not come back. */
    private final Set<List<Object>> joined = new HashSet<>();

    Interleaving(ActionPlan plan, Propagation propagation) {
        this.plan = plan;
        this.propagation = propagation;
    }

    boolean applies(PlannedAction first, PlannedAction then) {
        Resource one = first.resource();
        Resource other = then.resource();
        if (one == null || other == null || one == other || !one.isClone() || !other.isClone()) {
            return false;
        }
        boolean down = then.task().equals("stop") || then.task().equals("demote");
        return (down ? one : other).cloneSettings().interleave();
    }

    void update(OrderProperty property, PlannedAction first, PlannedAction then) {
        String task = leafTask(first);
        boolean current = !first.task().equals(task) && (task.equals("stop") || task.equals("demote"));
        for (Resource instance : plan.placements().children(then.resource())) {
            Optional<Resource> partner = partner(instance, first.resource(), current);
            if (partner.isEmpty()) {
                boolean binding = property == OrderProperty.BLOCKS || property == OrderProperty.FIRST_REQUIRES_THEN;
                boolean up = then.task().equals("start") || then.task().equals("promote");
                if (binding && up && place(instance) != null) {
                    plan.leaveStopped(instance);
                    plan.actions(instance).forEach(propagation::changed);
                    withoutNode(instance);
                }
                continue;
            }
            for (PlannedAction one : plan.book().find(partner.get(), partner.get().id() + "_" + task + "_0")) {
                for (PlannedAction other : plan.book().find(instance, instance.id() + "_" + then.task() + "_0")) {
                    if (joined.add(List.of(one.number(), other.number(), property)) && Relation.join(one, other, Set.of(property))) {
                        propagation.changed(one);
                        propagation.changed(other);
                    }
                    propagation.update(property, one, other, Bits.forOrdering(plan, one, other.node()));
                }
            }
        }
    }

    /** What the mark of a clone means for an instance; that of a notification is about an operation. */
    private static String leafTask(PlannedAction mark) {
        String told = mark.task().equals("notified") ? mark.meta().getOrDefault("notify_operation", "") : "";
        String task = told.isEmpty() ? ActionNames.leafTask(mark.task()) : told;
        return task.isEmpty() ? mark.task() : task;
    }

    private void withoutNode(Resource instance) {
        instance.leaves().flatMap(leaf -> plan.actions(leaf).stream()).forEach(action -> {
            switch (action.task()) {
                case "start" -> action.runnable(false);
                case "stop" -> action.require();
                default -> { }
            }
            propagation.changed(action);
        });
    }

    private Node place(Resource instance) {
        return instance.leaves().flatMap(leaf -> plan.target(leaf).stream()).findFirst().orElse(null);
    }

    private Optional<Resource> partner(Resource instance, Resource clone, boolean current) {
        Node node = current ? instance.currentNode().orElse(null) : place(instance);
        if (node != null) {
            return on(clone, node, current);
        }
        List<Map.Entry<Node, Integer>> allowed = new ArrayList<>(plan.placement(instance).scores().entrySet());
        allowed.sort(Map.Entry.<Node, Integer>comparingByValue().reversed());
        return allowed.stream().flatMap(entry -> on(clone, entry.getKey(), current).stream()).findFirst();
    }

    private Optional<Resource> on(Resource clone, Node node, boolean current) {
        return plan.placements().children(clone).stream()
                .filter(instance -> instance.tree().noneMatch(Resource::blocked))
                .filter(instance -> current ? instance.activeOn().contains(node) : place(instance) == node)
                .findFirst();
    }
}
