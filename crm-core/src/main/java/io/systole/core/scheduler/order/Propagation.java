package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.plan.Relation;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Spreads "required", "possible" and "migratable" along relations until nothing changes (rules 3:U-1 to 3:U-18). */
final class Propagation {
    /** The order in which properties of one relation act (rule 3:U-2). */
    private static final List<OrderProperty> ORDER = List.of(
            OrderProperty.FIRST_REQUIRES_THEN_ON_NODE, OrderProperty.FIRST_REQUIRES_THEN, OrderProperty.RESTART,
            OrderProperty.THEN_REQUIRES_FIRST, OrderProperty.PROMOTED_THEN_REQUIRES_FIRST, OrderProperty.BLOCKS,
            OrderProperty.MIGRATION_NEEDS, OrderProperty.ELSE_REAL, OrderProperty.ORDERED, OrderProperty.ASYMMETRIC);

    private final ActionPlan plan;
    private final ColocationBlock blocking;
    private final Rules rules;
    private final Interleaving interleaving;
    /** What follows from the last change: it is settled before anything else, for some orderings are made on the way (rule 3:U-21). */
    private final ArrayDeque<PlannedAction> urgent = new ArrayDeque<>();
    private final ArrayDeque<PlannedAction> queue = new ArrayDeque<>();
    private final Set<PlannedAction> queued = new HashSet<>();

    Propagation(ActionPlan plan, ColocationBlock blocking) {
        this.plan = plan;
        this.blocking = blocking;
        this.rules = new Rules(plan, this::changed);
        this.interleaving = new Interleaving(plan, this);
    }

    void run() {
        plan.actions().reversed().forEach(this::later);
        while (!urgent.isEmpty() || !queue.isEmpty()) {
            if (urgent.isEmpty()) {
                PlannedAction action = queue.poll();
                queued.remove(action);
                evaluate(action);
            } else {
                evaluate(urgent.pop());
            }
        }
    }

    /** Something about the action changed: it and all that come after are looked at again. */
    void changed(PlannedAction action) {
        List<PlannedAction> next = new ArrayList<>();
        next.add(action);
        action.after().forEach(relation -> next.add(relation.then()));
        action.before().stream().filter(relation -> relation.has(OrderProperty.RESTART) || relation.has(OrderProperty.MIGRATION_NEEDS))
                .forEach(relation -> next.add(relation.then()));
        next.reversed().forEach(urgent::push);
        Resource parent = action.resource() == null ? null : action.resource().parent().orElse(null);
        for (; parent != null; parent = parent.parent().orElse(null)) {
            for (PlannedAction mark : plan.actions(parent)) {
                if (parent.isBundle() && !Bits.dependsOn(mark, action.resource())) {
                    continue;
                }
                mark.after().stream().filter(relation -> relation.then().resource() != mark.resource()
                        || relation.has(OrderProperty.BLOCKS)).forEach(relation -> later(relation.then()));
            }
        }
    }

    private void later(PlannedAction action) {
        if (queued.add(action)) {
            queue.add(action);
        }
    }

    /** Looks at all that an action depends on; instances that find no partner lose their node at once. */
    void evaluate(PlannedAction then) {
        boolean before = then.runnable();
        int reached = 0;
        boolean gate = then.threshold() > 0;
        if (gate) {
            then.runnable(false);
        }
        for (Relation relation : List.copyOf(then.before())) {
            if (!relation.disabled()) {
                reached += relation(relation);
            }
        }
        if (gate) {
            then.runnable(reached >= then.threshold());
            if (then.runnable() != before) {
                changed(then);
            }
        }
        if (before && !then.runnable()) {
            blocking.block(then, this);
        }
    }

    /** Applies one relation; 1 if it counts for a gate. */
    private int relation(Relation relation) {
        PlannedAction first = relation.first();
        PlannedAction then = relation.then();
        Node firstNode = node(first);
        Node thenNode = node(then);
        if (relation.has(OrderProperty.SAME_NODE) && firstNode != null && thenNode != null && firstNode != thenNode) {
            relation.disable();
            return 0;
        }
        if (relation.has(OrderProperty.CANCELS_FIRST) && then.required() && first.resource() != null && first.required()) {
            first.makeOptional();
            changed(first);
        }
        PlannedAction target = remapped(first, then);
        if (target != first) {
            if (Relation.join(target, then, relation.properties())) {
                relation.disable();
                changed(then);
            }
            return 0;
        }
        Bits bits = Bits.forOrdering(plan, first, thenNode);
        for (OrderProperty property : ORDER) {
            if (relation.has(property)) {
                update(property, first, then, bits);
            }
        }
        if (relation.has(OrderProperty.NESTED_PROBE) && !bits.runnable()) {
            if (!first.resource().activeOn().isEmpty()) {
                relation.disable();
                return 0;
            }
            update(OrderProperty.BLOCKS, first, then, bits);
        }
        if (relation.has(OrderProperty.FIRST_SHOWS_THEN) && bits.runnable() && bits.required() && !then.shown()) {
            then.show();
        }
        if (relation.has(OrderProperty.THEN_SHOWS_FIRST) && Bits.forOrdering(plan, then, firstNode).required() && !first.shown()) {
            first.show();
        }
        stuckStop(relation, first, then);
        return relation.has(OrderProperty.ENOUGH) && bits.runnable() ? 1 : 0;
    }

    /** Rule 3:O-60: others wait for the mark that a group's or clone's task is done. */
    private PlannedAction remapped(PlannedAction first, PlannedAction then) {
        Resource resource = first.resource();
        if (resource == null || then.resource() == null || resource == then.resource() || resource.isPrimitive()
                || then.resource().isInside(resource)) {
            return first;
        }
        String done = ActionNames.done(first.task());
        boolean tells = resource.isClone() ? resource.cloneSettings().notifies() : resource.isBundle() && resource.settings().notifies();
        if (tells && !ActionNames.leafTask(first.task()).isEmpty()) {
            return plan.book().find(resource, resource.id() + "_confirmed-post_notify_" + done + "_0", null).orElse(first);
        }
        return done.equals(first.task()) ? first
                : plan.book().find(resource, resource.id() + "_" + done + "_0", null).orElse(first);
    }

    private Node node(PlannedAction action) {
        if (action.resource() != null && action.resource().isGroup() && action.task().equals("start")) {
            List<Node> places = action.resource().children().stream()
                    .flatMap(member -> plan.target(member).stream()).distinct().toList();
            return places.size() == 1 ? places.getFirst() : null;
        }
        return action.node();
    }

    /** Acts on "then" and, for a group or clone, on what is in it (rules 3:U-12 to 3:U-14). */
    void update(OrderProperty property, PlannedAction first, PlannedAction then, Bits bits) {
        Resource resource = then.resource();
        boolean leaf = first.resource() != null && first.resource().isPrimitive();
        if (property == OrderProperty.THEN_REQUIRES_FIRST && leaf) {
            rules.apply(property, first, then, bits);
            return;
        }
        if (resource != null && resource.hasInstances()) {
            if (interleaving.applies(first, then)) {
                interleaving.update(property, first, then);
                return;
            }
            rules.apply(property, first, then, bits);
            for (Resource instance : resource.instances()) {
                plan.book().newest(instance, then.task(), then.node())
                        .filter(action -> Bits.ofPart(plan, action, then.node()).runnable())
                        .ifPresent(action -> update(property, first, action, bits));
            }
            return;
        }
        rules.apply(property, first, then, bits);
        if (resource != null && resource.isGroup()) {
            for (Resource member : resource.children()) {
                plan.book().newest(member, then.task(), then.node())
                        .ifPresent(action -> rules.apply(property, first, action, bits));
            }
        }
    }

    /** Rule 3:U-18: nothing may follow a stop that a blocked resource cannot make. */
    private void stuckStop(Relation relation, PlannedAction first, PlannedAction then) {
        boolean counts = relation.has(OrderProperty.FIRST_REQUIRES_THEN) || relation.has(OrderProperty.THEN_REQUIRES_FIRST)
                || relation.has(OrderProperty.RESTART);
        if (counts && first.task().equals("stop") && !first.runnable() && first.resource() != null
                && first.resource().blocked() && !plan.placement(first.resource()).managed() && then.runnable()) {
            rules.prevent(then, first);
        }
    }
}
