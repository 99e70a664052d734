package io.systole.core.scheduler.order;

import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.Bundle;
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
        if (resource == null || resource.isPrimitive() || ActionNames.leafTask(action).isEmpty()) {
            return of(action);
        }
        if (resource.isGroup()) {
            return group(plan, action, null);
        }
        Bits whole = collective(plan, action, null);
        if (otherNode == null || resource.isBundle()) {
            return whole;
        }
        return new Bits(collective(plan, action, otherNode).required, whole.runnable, false);
    }

    /** The bits of the action of an instance or member, as its clone or group sees them. */
    static Bits ofPart(ActionPlan plan, PlannedAction action, Node node) {
        return action.resource().isGroup() ? group(plan, action, node) : of(action);
    }

    /** Whether the state of a bundle's mark follows from what is done with this part of it. */
    static boolean dependsOn(PlannedAction mark, Resource part) {
        return instances(mark.resource(), ActionNames.leafTask(mark)).contains(part);
    }

    /** Roles are those of what runs in a bundle, all else is done with the containers (rule 4:B-45). */
    private static List<Resource> instances(Resource whole, String task) {
        boolean role = task.equals("promote") || task.equals("demote");
        return whole.bundle().filter(bundle -> role).flatMap(Bundle::inner).map(Resource::children).orElseGet(whole::instances);
    }

    private static Bits group(ActionPlan plan, PlannedAction action, Node node) {
        String task = ActionNames.leafTask(action);
        boolean done = !task.equals(action.task());
        boolean required = false;
        boolean runnable = true;
        for (Resource member : action.resource().children()) {
            PlannedAction one = plan.book().newest(member, task, node).orElse(null);
            if (one == null) {
                runnable &= task.equals("stop") || task.equals("demote");
                continue;
            }
            if (one.required()) {
                required = true;
                action.require();
            }
            if (done && !one.runnable()) {
                runnable = false;
                action.runnable(false);
            }
        }
        return new Bits(required, runnable, false);
    }

    private static Bits collective(ActionPlan plan, PlannedAction action, Node node) {
        String task = ActionNames.leafTask(action);
        boolean required = false;
        boolean runnable = false;
        for (Resource instance : instances(action.resource(), task)) {
            // A group in a clone has done its task only if all its members can: its own "done" mark counts, not that of the task.
            String part = instance.isGroup() ? ActionNames.subject(action) : task;
            PlannedAction one = plan.book().newest(instance, part, instance.isPrimitive() ? node : null).orElse(null);
            if (one == null) {
                continue;
            }
            Bits bits = ofPart(plan, one, node);
            if (bits.required) {
                required = true;
                action.require();
            }
            runnable |= bits.runnable;
        }
        if (!runnable && node == null) {
            action.runnable(false);
        }
        return new Bits(required, runnable, false);
    }
}
