package io.systole.core.scheduler.order;

import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.List;

/**
 * State of an action as others see it; that of a group's or clone's mark follows from what is in it (rules 3:I-4, 3:I-5).
 *
 * @param required something asks for it
 * @param runnable it could be carried out
 * @param migratable part of a live migration
 */
record Bits(boolean required, boolean runnable, boolean migratable) {
    static Bits of(PlannedAction action) {
        return new Bits(action.required(), action.runnable(), action.migratable());
    }

    /** The bits for ordering against an action on {@code otherNode}, which may be null. */
    static Bits forOrdering(ActionPlan plan, PlannedAction action, Node otherNode) {
        Resource resource = action.resource();
        if (resource == null || resource.isPrimitive() || ActionNames.leafTask(action.task()).isEmpty()) {
            return of(action);
        }
        if (resource.isGroup()) {
            return group(plan, action);
        }
        Bits whole = clone(plan, action, null);
        if (otherNode == null) {
            return whole;
        }
        Bits there = clone(plan, action, otherNode);
        return new Bits(there.required, whole.runnable, there.migratable);
    }

    private static Bits group(ActionPlan plan, PlannedAction action) {
        String task = ActionNames.leafTask(action.task());
        boolean done = !task.equals(action.task());
        boolean required = false;
        boolean runnable = true;
        for (Resource member : action.resource().children()) {
            List<PlannedAction> found = plan.book().find(member, member.id() + "_" + task + "_0");
            if (found.isEmpty()) {
                if (!task.equals("stop") && !task.equals("demote")) {
                    runnable = false;
                }
                continue;
            }
            PlannedAction one = found.getFirst();
            if (one.required()) {
                required = true;
                action.require();
            }
            if (done && !one.runnable()) {
                runnable = false;
                action.runnable(false);
            }
        }
        return new Bits(required, runnable, action.migratable());
    }

    private static Bits clone(ActionPlan plan, PlannedAction action, Node node) {
        String task = ActionNames.leafTask(action.task());
        boolean required = false;
        boolean runnable = false;
        for (Resource instance : action.resource().children()) {
            for (PlannedAction one : plan.book().find(instance, instance.id() + "_" + task + "_0")) {
                if (node != null && instance.isPrimitive() && one.node() != node) {
                    continue;
                }
                Bits bits = instance.isGroup() ? group(plan, one) : of(one);
                if (bits.required) {
                    required = true;
                    action.require();
                }
                runnable |= bits.runnable;
            }
        }
        if (!runnable && node == null) {
            action.runnable(false);
        }
        return new Bits(required, runnable, action.migratable());
    }
}
