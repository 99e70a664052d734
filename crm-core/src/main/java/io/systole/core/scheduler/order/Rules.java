package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Consequent.Effect;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.function.Consumer;

/** What one property of a relation does to its two actions (rules 3:U-3, 3:U-5 to 3:U-11). */
final class Rules {
    private final ActionPlan plan;
    private final Consumer<PlannedAction> changed;
    private final OrderNames names;

    /**
     * Rules for a plan.
     *
     * @param changed hears each action that was changed
     */
    Rules(ActionPlan plan, Consumer<PlannedAction> changed) {
        this.plan = plan;
        this.changed = changed;
        this.names = new OrderNames(plan);
    }

    void apply(OrderProperty property, PlannedAction first, PlannedAction then, Bits bits) {
        boolean free = then.resource() == null;
        switch (property) {
            case FIRST_REQUIRES_THEN, FIRST_REQUIRES_THEN_ON_NODE -> {
                if (bits.required() && then.optional() && !(first.migratable() && !free)) {
                    require(then, first);
                }
            }
            case BLOCKS -> {
                if (!bits.runnable() && then.runnable()) {
                    prevent(then, first);
                    then.migratable(false);
                }
            }
            case THEN_REQUIRES_FIRST -> {
                if (then.required() && bits.migratable() && !then.migratable() && first.migratable()) {
                    first.migratable(false);
                    first.reason(reason(Effect.UNMIGRATEABLE, then, first), false);
                    changed.accept(first);
                }
            }
            case PROMOTED_THEN_REQUIRES_FIRST -> {
                if (!free && then.required() && then.resource().role() == Role.PROMOTED) {
                    if (first.optional()) {
                        require(first, then);
                    }
                }
            }
            case MIGRATION_NEEDS -> migrationNeeds(first, then, free);
            case ELSE_REAL -> {
                if (!free && !bits.runnable() && (then.pseudo() || then.migratable())) {
                    then.migratable(false);
                    then.pseudo(false);
                    changed.accept(then);
                }
            }
            case RESTART -> restart(first, then);
            case ASYMMETRIC -> {
                if (!free && !bits.runnable() && !alreadySo(then)) {
                    if (then.optional()) {
                        require(then, first);
                    }
                    if (then.runnable()) {
                        prevent(then, first);
                    }
                }
            }
            default -> { }
        }
    }

    private void migrationNeeds(PlannedAction first, PlannedAction then, boolean free) {
        if (free) {
            return;
        }
        if (!(then.migratable() && then.runnable()) && first.runnable()) {
            prevent(first, then);
        }
        if (then.required() && first.optional()) {
            require(first, then);
        }
    }

    /** Rule 3:U-11. */
    private void restart(PlannedAction first, PlannedAction then) {
        if (then.resource() == null || first.resource() == null || !then.resource().isPrimitive() || !first.resource().isPrimitive()) {
            return;
        }
        boolean own = first.resource() == then.resource();
        boolean blocked = !then.runnable() && plan.placement(then.resource()).managed() && own;
        if (!then.required() && !blocked) {
            return;
        }
        if (first.optional() && (first.runnable() || then.required())) {
            require(first, then);
        }
        if (!then.migratable() && first.migratable()) {
            first.migratable(false);
            changed.accept(first);
        }
        if (first.required() && !first.runnable() && then.runnable()) {
            prevent(then, first);
        }
    }

    /** What need not act although first cannot (rule 3:U-5). */
    private static boolean alreadySo(PlannedAction then) {
        Resource resource = then.resource();
        if (then.required()) {
            return false;
        }
        boolean stopped = then.task().equals("stop") && resource.role() == Role.STOPPED;
        boolean started = then.task().equals("start") && !Role.STARTED.above(resource.role())
                && resource.activeOn().size() == 1 && resource.activeOn().getFirst() == then.node();
        return stopped || started;
    }

    void require(PlannedAction action, PlannedAction cause) {
        action.require();
        if (cause.resource() != action.resource()) {
            action.reason(reason(Effect.REQUIRED, cause, action), false);
        } else if (!cause.runnable()) {
            action.note(cause.reason());
        }
        changed.accept(action);
    }

    void prevent(PlannedAction action, PlannedAction cause) {
        action.runnable(false);
        if (cause.resource() != action.resource()) {
            action.reason(reason(Effect.UNRUNNABLE, cause, action), false);
        }
        changed.accept(action);
    }

    private Reason reason(Effect change, PlannedAction cause, PlannedAction action) {
        if (cause.resource() == null) {
            return new Consequent.OtherAction(change, "", cause.task(), "");
        }
        String constraint = action.resource() == null ? "" : names.between(cause.resource(), action.resource());
        return new Consequent.OtherAction(change, cause.resource().id(), cause.task(), constraint);
    }
}
