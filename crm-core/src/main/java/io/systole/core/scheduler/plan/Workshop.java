package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.assign.Placements;
import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Facts;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every part of planning shares while a plan is made. */
final class Workshop {
    final Placements placements;
    final ClusterSnapshot snapshot;
    final Facts facts;
    final Targets targets;
    final AgentParameters parameters;
    final ActionBook book;
    final Unfencing unfencing;
    final List<Ordering> orderings = new ArrayList<>();
    /** Resources whose start must be given again although they run (rule 3:T-5). */
    final Set<Resource> startAgain = new HashSet<>();

    Workshop(Placements placements) {
        this.placements = placements;
        this.snapshot = placements.snapshot();
        this.facts = snapshot.facts();
        this.targets = new Targets(placements);
        this.parameters = new AgentParameters(facts, targets);
        this.book = new ActionBook(placements, targets);
        this.unfencing = new Unfencing(this);
        snapshot.allResources().filter(Resource::startPending).forEach(startAgain::add);
    }

    boolean managed(Resource resource) {
        return placements.of(resource).managed();
    }

    void order(Resource first, String firstTask, Resource then, String thenTask, OrderProperty... properties) {
        orderings.add(new Ordering(Ordering.End.of(first, firstTask), Ordering.End.of(then, thenTask), set(properties)));
    }

    void order(PlannedAction first, Resource then, String thenTask, OrderProperty... properties) {
        orderings.add(new Ordering(Ordering.End.of(first), Ordering.End.of(then, thenTask), set(properties)));
    }

    void order(Resource first, String firstTask, PlannedAction then, OrderProperty... properties) {
        orderings.add(new Ordering(Ordering.End.of(first, firstTask), Ordering.End.of(then), set(properties)));
    }

    void order(PlannedAction first, PlannedAction then, OrderProperty... properties) {
        orderings.add(new Ordering(Ordering.End.of(first), Ordering.End.of(then), set(properties)));
    }

    private static Set<OrderProperty> set(OrderProperty... properties) {
        return EnumSet.copyOf(List.of(properties));
    }
}
