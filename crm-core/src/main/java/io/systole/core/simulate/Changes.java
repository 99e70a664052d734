package io.systole.core.simulate;

import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.reason.ShortReason;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.List;

/** The transition summary of a schedule (reference: T-42 to T-45). */
public final class Changes {
    private Changes() {}

    /** What becomes of nodes and resources, in the order in which people read it. */
    public static List<Change> of(Schedule schedule) {
        var changes = new ArrayList<Change>();
        ActionPlan plan = schedule.plan();
        for (PlannedAction action : plan.actions().reversed()) {
            if (action.task().equals("stonith") && action.required() && action.runnable() && action.reason().isGiven()) {
                Node node = action.node();
                changes.add(new Change.Fencing(action.meta().getOrDefault("stonith_action", "reboot"), node.name().value(),
                        node.launcher().map(Resource::id), ShortReason.of(action.reason())));
            }
        }
        plan.placements().sequence().forEach(resource -> resource(plan, resource, changes));
        return changes;
    }

    private static void resource(ActionPlan plan, Resource resource, List<Change> changes) {
        if (resource.isPrimitive()) {
            changes.addAll(new ResourceChange(plan, resource).lines());
        } else {
            resource.children().forEach(child -> resource(plan, child, changes));
        }
    }
}
