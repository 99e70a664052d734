package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import io.systole.core.transition.Synapse;
import java.util.List;
import java.util.Set;

/** Marks of groups and clones around the actions of what is in them (rules 3:I-4 to 3:I-8). */
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
        List<Resource> instances = shop.placements.children(clone);
        instances.forEach(this::plan);
        boolean starting = anyRequired(clone, "start", true);
        boolean stopping = clone.leaves().flatMap(leaf -> shop.book.of(leaf).stream())
                .anyMatch(action -> action.task().equals("stop") && action.required() && (action.runnable() || action.pseudo()));
        boolean restarting = clone.leaves().anyMatch(leaf -> required(leaf, "start") && required(leaf, "stop"));
        mark(clone, "start", starting);
        PlannedAction running = mark(clone, "running", starting);
        PlannedAction stop = mark(clone, "stop", stopping);
        mark(clone, "stopped", stopping);
        running.runnable(starting || clone.leaves().anyMatch(leaf -> !leaf.activeOn().isEmpty()));
        stop.migratable(!restarting);
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
        return clone.leaves().flatMap(leaf -> shop.book.of(leaf).stream())
                .anyMatch(action -> action.task().equals(task) && action.required() && (!runnable || action.runnable()));
    }

    private boolean required(Resource leaf, String task) {
        return shop.book.of(leaf).stream().anyMatch(action -> action.task().equals(task) && action.required());
    }
}
