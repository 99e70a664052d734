package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.plan.Relation;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.Optional;
import java.util.Set;

/** Orders instances of two clones node by node (rules 3:U-14, 3:U-15). */
final class Interleaving {
    private final ActionPlan plan;
    private final Propagation propagation;
    private final Partners partners;

    Interleaving(ActionPlan plan, Propagation propagation) {
        this.plan = plan;
        this.propagation = propagation;
        this.partners = new Partners(plan);
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
            Optional<Resource> partner = partners.of(instance, first.resource(), current);
            if (partner.isEmpty()) {
                boolean binding = property == OrderProperty.BLOCKS || property == OrderProperty.FIRST_REQUIRES_THEN;
                if (binding && !current && partners.place(instance) != null) {
                    plan.leaveStopped(instance);
                    plan.actions(instance).forEach(propagation::changed);
                    withoutNode(instance);
                }
                continue;
            }
            PlannedAction one = plan.book().newest(partner.get(), task, then.node()).orElse(null);
            PlannedAction other = plan.book().newest(instance, then.task(), then.node()).orElse(null);
            if (one == null || other == null) {
                continue;
            }
            if (Relation.join(one, other, Set.of(property))) {
                propagation.changed(one);
                propagation.changed(other);
            }
            propagation.update(property, one, other, Bits.ofPart(plan, one, then.node()));
        }
    }

    /** What the mark of a clone means for an instance; that of a notification is about an operation. */
    private static String leafTask(PlannedAction mark) {
        String task = ActionNames.leafTask(mark);
        return task.isEmpty() ? mark.task() : task;
    }

    private void withoutNode(Resource instance) {
        instance.leaves().forEach(leaf -> {
            plan.book().withoutNode(leaf);
            plan.actions(leaf).forEach(propagation::changed);
        });
    }
}
