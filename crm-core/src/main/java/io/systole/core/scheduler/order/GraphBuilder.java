package io.systole.core.scheduler.order;

import io.systole.core.option.ClusterOption;
import io.systole.core.option.ClusterOptions;
import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.plan.Relation;
import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.transition.Synapse;
import io.systole.core.transition.TransitionGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the graph: which actions it has, and for what each waits (rules 3:G-1 to 3:G-11, 3:G-40 to 3:G-43). */
final class GraphBuilder {
    private final ActionPlan plan;
    private final ActionWriter writer;
    private final GraphFilter filter;
    private final Set<PlannedAction> written = new LinkedHashSet<>();

    GraphBuilder(ActionPlan plan) {
        this.plan = plan;
        this.writer = new ActionWriter(plan);
        this.filter = new GraphFilter(plan);
    }

    TransitionGraph build() {
        plan.placements().sequence().forEach(this::resource);
        plan.actions().reversed().forEach(this::add);
        var synapses = new ArrayList<Synapse>();
        for (PlannedAction action : written) {
            synapses.add(new Synapse(synapses.size(), priority(action), List.of(writer.write(action)), inputs(action)));
        }
        ClusterOptions options = plan.snapshot().options();
        return new TransitionGraph(
                synapses,
                options.duration(ClusterOption.CLUSTER_DELAY),
                options.duration(ClusterOption.FENCING_TIMEOUT),
                options.number(ClusterOption.BATCH_LIMIT),
                options.number(ClusterOption.MIGRATION_LIMIT),
                options.isTrue(ClusterOption.START_FAILURE_IS_FATAL),
                plan.snapshot().recheckBy());
    }

    private void resource(Resource resource) {
        switch (resource.kind()) {
            case PRIMITIVE -> plan.actions(resource).forEach(this::add);
            case GROUP -> {
                plan.actions(resource).forEach(this::add);
                resource.children().forEach(this::resource);
            }
            case BUNDLE -> {
                Bundle bundle = resource.bundle().orElseThrow();
                bundle.inner().ifPresent(this::resource);
                bundle.replicas().forEach(replica -> {
                    replica.ip().ifPresent(this::resource);
                    resource(replica.container());
                    replica.connection().ifPresent(this::resource);
                });
            }
            case CLONE -> {
                plan.actions(resource).forEach(action -> Bits.forOrdering(plan, action, null));
                plan.announce(resource);
                resource.children().forEach(this::resource);
                plan.actions(resource).forEach(this::add);
            }
        }
    }

    private void add(PlannedAction action) {
        if (filter.wanted(action)) {
            written.add(action);
        }
    }

    private int priority(PlannedAction action) {
        int own = action.resource() == null ? 0 : plan.placement(action.resource()).priority();
        return Math.max(0, Math.max(own, action.priority()));
    }

    private List<Integer> inputs(PlannedAction action) {
        var relations = new ArrayList<Relation>();
        for (Relation relation : action.before()) {
            if (!relation.disabled()) {
                relations.add(relation);
            }
        }
        relations.sort(Comparator.comparingInt(relation -> relation.first().number()));
        var inputs = new ArrayList<Integer>();
        int from = 0;
        while (from < relations.size()) {
            PlannedAction first = relations.get(from).first();
            Set<OrderProperty> properties = relations.get(from).properties();
            from++;
            while (from < relations.size() && relations.get(from).first() == first) {
                properties.addAll(relations.get(from).properties());
                from++;
            }
            if (filter.counts(first, action, properties) && written.contains(first)) {
                inputs.add(first.number());
            }
        }
        return inputs;
    }
}
