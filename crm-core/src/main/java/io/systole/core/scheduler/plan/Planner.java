package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_REQUIRES_THEN;

import io.systole.core.scheduler.assign.Placement;
import io.systole.core.scheduler.assign.Placements;
import io.systole.core.scheduler.constraint.OrderPair;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.snapshot.Consequence;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.Set;

/** Makes the plan, stage by stage (rule 3:S-1). */
public final class Planner {
    private final Workshop shop;

    private Planner(Placements placements) {
        this.shop = new Workshop(placements);
    }

    /** All actions that may be needed to get from what is to where everything should be. */
    public static ActionPlan plan(Placements placements) {
        return new Planner(placements).run();
    }

    private ActionPlan run() {
        shop.facts.consequences().forEach(this::replay);
        shop.placements.constraints().orders().forEach(this::configured);
        new ImplicitOrderings(shop).add();
        var changes = new ConfigurationChanges(shop);
        changes.plan();
        shop.snapshot.allResources().filter(Resource::isPrimitive).forEach(this::withoutNode);
        new Probes(shop).plan();
        changes.forgetFailures();
        var leaves = new LeafPlanner(shop);
        var collectives = new CollectivePlanner(shop, leaves);
        shop.placements.sequence().forEach(collectives::plan);
        new RemoteOrderings(shop).add();
        new Fencing(shop).plan();
        return new ActionPlan(shop.placements, shop.book, MigrationOrderings.withDerived(shop.orderings), shop.targets);
    }

    private void replay(Consequence consequence) {
        switch (consequence) {
            case Consequence.Stop stop -> shop.book.once(stop.resource(), "stop", stop.node(), true).note(stop.reason());
            case Consequence.Demote demote -> shop.book.once(demote.resource(), "demote", demote.node(), true)
                    .note(demote.reason());
            case Consequence.RunningMonitor running -> shop.book.request(running.resource(),
                    running.resource().id() + "_" + running.operation() + "_" + running.intervalMillis(), running.operation(),
                    running.node(), false);
            case Consequence.Reschedule again when !again.node().wasAvailable() -> { }
            case Consequence.Reschedule again -> shop.book.request(again.resource(),
                    again.resource().id() + "_" + again.operation() + "_" + again.intervalMillis(), again.operation(),
                    again.node(), false).reschedules();
            case Consequence.NoStop none when shop.book.of(none.resource()).isEmpty() -> { }
            case Consequence.NoStop none -> shop.book.find(none.resource(), none.resource().id() + "_stop_0", none.node())
                    .ifPresent(PlannedAction::makeOptional);
            case Consequence.ClearFailCount clear -> clear(clear);
            case Consequence.ForgetHistory forget -> {
                PlannedAction action = shop.book.once(forget.resource(), "lrm_delete", forget.node(), true);
                action.require();
                action.meta().put("on-fail", "ignore");
                action.note(forget.reason());
            }
            case Consequence.Fence fence when !fence.node().unclean() -> { }
            case Consequence.Fence fence -> {
                shop.book.markUnclean(fence.node(), fence.reason());
                shop.book.fence(fence.node(), Fencing.action(shop)).reason(fence.reason(), false);
            }
        }
    }

    private void clear(Consequence.ClearFailCount clear) {
        PlannedAction action = shop.book.once(clear.resource(), "clear_failcount", clear.node(), true);
        action.require();
        action.meta().put("op_no_wait", "true");
        if (clear.resource().reconnectMillis() > 0 && shop.snapshot.fencingEnabled()) {
            shop.snapshot.nodes().stream().filter(node -> node.connection().filter(clear.resource()::equals).isPresent())
                    .forEach(node -> Relation.join(shop.book.fence(node, Fencing.action(shop)), action, Set.of(FIRST_REQUIRES_THEN)));
        }
        action.note(new Consequent.FailCountEnded(clear.resource().id(), clear.node().name(), clear.reason()));
    }

    private void configured(OrderPair pair) {
        shop.orderings.add(new Ordering(end(pair.first()), end(pair.then()), pair.properties()));
    }

    private Ordering.End end(OrderPair.End end) {
        return switch (end) {
            case OrderPair.End.Task task -> Ordering.End.of(task.resource(), task.task());
            case OrderPair.End.Gate gate -> {
                PlannedAction mark = shop.book.mark(gate.name());
                mark.threshold(gate.threshold());
                yield Ordering.End.of(mark);
            }
        };
    }

    private void withoutNode(Resource resource) {
        Placement placement = shop.placements.of(resource);
        if (placement.considered() && placement.node().isEmpty() && shop.targets.node(resource) == null) {
            shop.book.withoutNode(resource);
        }
    }
}
