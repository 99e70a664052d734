package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.plan.Relation;
import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.Optional;
import java.util.Set;

/** Orders instances of two clones node by node (rules 3:U-14, 3:U-15). */
final class Interleaving {
    private static final Set<String> ROLES = Set.of("promote", "promoted", "demote", "demoted");

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
        if (one == null || other == null || one == other || !one.hasInstances() || !other.hasInstances()) {
            return false;
        }
        boolean down = then.task().equals("stop") || then.task().equals("demote");
        return (down ? one : other).cloneSettings().interleave();
    }

    void update(OrderProperty property, PlannedAction first, PlannedAction then) {
        String task = leafTask(first);
        boolean current = !first.task().equals(task) && (task.equals("stop") || task.equals("demote"));
        for (Resource instance : plan.placements().instances(then.resource())) {
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
            PlannedAction one = action(partner.get(), task, then.node(), !task.equals("stop"));
            PlannedAction other = action(instance, then.task(), then.node(), ROLES.contains(then.task()));
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

    /** The action of an instance; {@code inside}: if that is a container, of what runs inside (rule 4:B-48). */
    private PlannedAction action(Resource instance, String task, Node node, boolean inside) {
        Optional<Resource> child = instance.replica().filter(replica -> inside).flatMap(Bundle.Replica::child);
        return child.map(each -> plan.book().newest(each, task, null)).orElseGet(() -> plan.book().newest(instance, task, node))
                .orElse(null);
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
