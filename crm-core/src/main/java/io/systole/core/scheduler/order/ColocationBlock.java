package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be together with a resource that cannot start cannot start either (rule 3:U-20). */
final class ColocationBlock {
    private final ActionPlan plan;
    /** What still has to be looked at: a chain of colocations may be long. */
    private final ArrayDeque<PlannedAction> stuck = new ArrayDeque<>();
    private final Map<Resource, List<Colocation>> byPrimary = new HashMap<>();

    ColocationBlock(ActionPlan plan) {
        this.plan = plan;
        plan.placements().constraints().colocations().stream().filter(Colocation::mandatory).forEach(colocation ->
                byPrimary.computeIfAbsent(colocation.primary(), key -> new ArrayList<>()).add(colocation));
    }

    void blockAll(Propagation propagation) {
        List.copyOf(plan.actions()).stream().filter(action -> !action.runnable()).forEach(action -> block(action, propagation));
    }

    /** Blocks what must be with the resource of an action that cannot be done, and what must be with that. */
    void block(PlannedAction action, Propagation propagation) {
        stuck.add(action);
        if (stuck.size() > 1) {
            return;
        }
        while (!stuck.isEmpty()) {
            blockDependents(stuck.peek(), propagation);
            stuck.remove();
        }
    }

    private void blockDependents(PlannedAction action, Propagation propagation) {
        boolean promote = action.task().equals("promote");
        if (action.runnable() || action.resource() == null || !promote && !action.task().equals("start")) {
            return;
        }
        Resource top = action.resource().outermost();
        if (top.isPrimitive() || top.children().stream().noneMatch(child -> possible(child, action.task()))) {
            block(top, action.resource(), promote, propagation);
        }
    }

    private boolean possible(Resource child, String task) {
        List<PlannedAction> found = plan.book().find(child, child.id() + "_" + task + "_0");
        return found.isEmpty() || found.stream().anyMatch(PlannedAction::runnable);
    }

    /** Its own, and for a group those of its members (rule 2:P-420). */
    private List<Colocation> withThis(Resource primary) {
        var all = new ArrayList<>(byPrimary.getOrDefault(primary, List.of()));
        if (primary.colocatedGroup()) {
            primary.children().forEach(member -> all.addAll(byPrimary.getOrDefault(member, List.of())));
        }
        return all;
    }

    private void block(Resource primary, Resource cause, boolean promote, Propagation propagation) {
        for (Colocation colocation : withThis(primary)) {
            if (promote && colocation.primaryRole() != Role.PROMOTED) {
                continue;
            }
            String task = colocation.dependentRole() == Role.PROMOTED ? "promote" : "start";
            Reason why = new Consequent.BlockedPartner(colocation.id(), cause.id());
            colocation.dependent().tree().forEach(part -> block(part, task, why, propagation));
        }
    }

    private void block(Resource part, String task, Reason why, Propagation propagation) {
        for (PlannedAction action : plan.book().find(part, part.id() + "_" + task + "_0")) {
            if (action.runnable()) {
                action.runnable(false);
                action.reason(why, false);
                propagation.changed(action);
                block(action, propagation);
                if (part.isClone()) {
                    propagation.evaluate(action);
                }
            }
        }
    }
}
