package io.systole.core.scheduler;

import io.systole.core.scheduler.order.Reasons;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.reason.Reason;
import java.util.List;

/**
 * Why an action is needed or blocked.
 *
 * @param action what identifies it to people: {@code web_start_0 on n1}
 * @param blocked true if it is needed but cannot be done, so that it is not in the graph
 * @param reason the reason as a value
 * @param text the reason as a clause
 */
public record ActionReason(String action, boolean blocked, Reason reason, String text) {
    /** All that must be done to nodes and resources, marks left out, in the order in which it was planned. */
    static List<ActionReason> of(ActionPlan plan) {
        var reasons = new Reasons(plan);
        return plan.actions().stream().filter(action -> action.required() && !action.pseudo() && action.node() != null)
                .map(action -> new ActionReason(label(action), !action.runnable(), reasons.of(action), reasons.sentence(action))).toList();
    }

    private static String label(PlannedAction action) {
        String task = action.task().equals("cancel") ? "cancel " : "";
        return task + action;
    }
}
