package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import io.systole.core.transition.Synapse;
import java.util.List;
import java.util.Set;

/** Marks of groups, clones and bundles around the actions of what is in them (rules 3:I-4 to 3:I-9). */
final class CollectivePlanner {
    /** Marks that others must see even if something failed before (rule 3:A-8). */
    private static final Set<String> DONE = Set.of("running", "stopped", "promoted", "demoted");

    private final Workshop shop;
    private final LeafPlanner leaves;

    CollectivePlanner(Workshop shop, LeafPlanner leaves) {
        this.shop = shop;
        this.leaves = leaves;
    }

    void plan(Resource resource) {
        switch (resource.kind()) {
            case PRIMITIVE -> leaves.plan(resource);
            case GROUP -> group(resource);
            case CLONE -> clone(resource);
            case BUNDLE -> bundle(resource);
        }
    }

    private void group(Resource group) {
        group.children().forEach(this::plan);
        for (String task : List.of("start", "running", "stop", "stopped")) {
            shop.book.mark(group, task);
        }
        if (group.promotable()) {
            for (String task : List.of("demote", "demoted", "promote", "promoted")) {
                shop.book.mark(group, task);
            }
        }
        Role role = shop.targets.role(group.children().getFirst());
        shop.targets.role(group, role);
    }

    private void clone(Resource clone) {
        shop.placements.children(clone).forEach(this::plan);
        comingAndGoing(clone);
        if (clone.cloneSettings().promotable()) {
            mark(clone, "promote", anyRequired(clone, "promote", false));
            mark(clone, "promoted", anyRequired(clone, "promote", false));
            mark(clone, "demote", anyRequired(clone, "demote", false));
            mark(clone, "demoted", anyRequired(clone, "demote", false));
        }
        if (clone.cloneSettings().notifies()) {
            new Notifications(shop.book, shop.placements, shop.targets).mark(clone);
        }
    }

    /** Rules 3:I-9, 4:B-44. */
    private void bundle(Resource resource) {
        Bundle bundle = resource.bundle().orElseThrow();
        bundle.replicas().forEach(replica -> {
            replica.ip().ifPresent(this::plan);
            plan(replica.container());
            replica.connection().ifPresent(this::plan);
        });
        comingAndGoing(resource);
        bundle.inner().ifPresent(inner -> {
            plan(inner);
            if (inner.cloneSettings().promotable()) {
                List.of("promote", "promoted", "demote", "demoted").forEach(task -> mark(resource, task, false));
            }
        });
    }

    /** Rule 3:I-6. */
    private void comingAndGoing(Resource whole) {
        List<Resource> leaves = whole.instances().stream().flatMap(Resource::leaves).toList();
        boolean starting = anyRequired(whole, "start", true);
        boolean stopping = leaves.stream().flatMap(leaf -> shop.book.of(leaf).stream())
                .anyMatch(action -> action.task().equals("stop") && action.required() && (action.runnable() || action.pseudo()));
        boolean restarting = leaves.stream().anyMatch(leaf -> required(leaf, "start") && required(leaf, "stop"));
        mark(whole, "start", starting);
        PlannedAction running = mark(whole, "running", starting);
        PlannedAction stop = mark(whole, "stop", stopping);
        mark(whole, "stopped", stopping);
        running.runnable(starting || leaves.stream().anyMatch(leaf -> !leaf.activeOn().isEmpty()));
        stop.migratable(!restarting);
    }

    private PlannedAction mark(Resource clone, String task, boolean required) {
        PlannedAction mark = shop.book.mark(clone, task);
        if (required) {
            mark.require();
        }
        if (DONE.contains(task)) {
            mark.priority(Synapse.INFINITE_PRIORITY);
        }
        return mark;
    }

    private boolean anyRequired(Resource clone, String task, boolean runnable) {
        return clone.instances().stream().flatMap(Resource::leaves).flatMap(leaf -> shop.book.of(leaf).stream())
                .anyMatch(action -> action.task().equals(task) && action.required() && (!runnable || action.runnable()));
    }

    private boolean required(Resource leaf, String task) {
        return shop.book.of(leaf).stream().anyMatch(action -> action.task().equals(task) && action.required());
    }
}
