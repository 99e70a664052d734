package io.systole.core.simulate;

import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.reason.ShortReason;
import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The transition summary of a schedule (reference: T-42 to T-45, B-131). */
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
        } else if (resource.isBundle()) {
            for (Bundle.Replica replica : resource.bundle().orElseThrow().replicas()) {
                Stream.of(replica.ip(), Optional.of(replica.container()), replica.connection(), replica.child()).flatMap(Optional::stream)
                        .forEach(part -> resource(plan, part, changes));
            }
        } else {
            resource.children().forEach(child -> resource(plan, child, changes));
        }
    }
}
