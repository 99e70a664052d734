package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.BLOCKS;
import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_REQUIRES_THEN;
import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;

import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Operations;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.Optional;
import java.util.Set;

/** Recurring operations: which run where, which end (rules 3:R-1 to 3:R-23). */
final class Recurring {
    private static final Set<String> NEVER =
            Set.of("start", "stop", "promote", "demote", "reload-agent", "migrate_to", "migrate_from");

    private final Workshop shop;

    Recurring(Workshop shop) {
        this.shop = shop;
    }

    void plan(Resource resource) {
        if (resource.blocked() || resource.inMaintenance()) {
            return;
        }
        Node target = shop.targets.node(resource);
        boolean toBeActive = target != null && !target.maintenance()
                && (shop.targets.role(resource) != Role.STOPPED || !shop.managed(resource));
        PlannedAction start = toBeActive ? shop.book.once(resource, "start", target, false) : null;
        for (Element operation : shop.facts.operations().of(resource)) {
            if (!counts(resource, operation)) {
                continue;
            }
            if (Role.parse(operation.get("role")).orElse(Role.STARTED) == Role.STOPPED) {
                whereStopped(resource, operation, target);
            } else if (toBeActive) {
                whereActive(resource, operation, target, start);
            }
        }
    }

    private boolean counts(Resource resource, Element operation) {
        String name = operation.get("name");
        boolean roleIsValid = operation.get("role") == null || Role.parse(operation.get("role")).isPresent();
        return name != null && operation.id() != null && !NEVER.contains(name) && roleIsValid && Operations.enabled(operation)
                && TimeSpan.intervalMillis(operation.get("interval")) > 0 && !shop.facts.operations().duplicate(resource, operation);
    }

    private static String key(Resource resource, Element operation) {
        return resource.id() + "_" + operation.get("name") + "_" + TimeSpan.intervalMillis(operation.get("interval"));
    }

    private Optional<PlannedAction> running(Resource resource, String key, Node node) {
        return shop.book.find(resource, key).stream().filter(action -> action.node() == node).findFirst();
    }

    private void whereActive(Resource resource, Element operation, Node target, PlannedAction start) {
        String key = key(resource, operation);
        Optional<PlannedAction> existing = running(resource, key, target);
        boolean runs = start.optional() && existing.isPresent() && !existing.get().reschedule();
        Role next = shop.targets.role(resource);
        Role wanted = Role.parse(operation.get("role")).orElse(Role.UNKNOWN);
        if (wanted == Role.UNKNOWN ? next == Role.PROMOTED : wanted != next) {
            if (runs) {
                endForRole(resource, existing.get(), operation, next);
            }
            return;
        }
        PlannedAction action = shop.book.request(resource, key, operation.get("name"), target, !runs);
        action.note(new Consequent.Monitoring(resource.id(), existing.isPresent()));
        if (!start.runnable() || !target.online() || shop.book.unclean(target)) {
            action.runnable(false);
        }
        if (next == Role.PROMOTED) {
            action.meta().put("op_target_rc", "8");
        }
        if (!shop.managed(resource)) {
            return;
        }
        shop.order(resource, "start", action, FIRST_REQUIRES_THEN, BLOCKS);
        shop.order(resource, "reload-agent", action, FIRST_REQUIRES_THEN, BLOCKS);
        if (next == Role.PROMOTED) {
            shop.order(resource, "promote", action, ORDERED, BLOCKS);
        } else if (resource.role() == Role.PROMOTED) {
            shop.order(resource, "demote", action, ORDERED, BLOCKS);
        }
    }

    /** Rule 3:R-5. */
    private void endForRole(Resource resource, PlannedAction running, Element operation, Role next) {
        cancel(running, operation.get("name"), new Consequent.OtherRole());
        Role current = resource.role();
        if (next == Role.PROMOTED && (current == Role.STARTED || current == Role.UNPROMOTED)) {
            shop.order(running, resource, "promote", BLOCKS);
        } else if (next == Role.STOPPED) {
            shop.order(running, resource, "stop", BLOCKS);
        } else if (current == Role.PROMOTED) {
            shop.order(running, resource, "demote", BLOCKS);
        }
    }

    /** Turns a running operation into its end (rule 3:R-21). */
    static void cancel(PlannedAction running, String operation, Reason reason) {
        running.becomes("cancel");
        running.require();
        running.runnable(true);
        running.meta().put("operation", operation);
        running.note(reason);
    }

    /** Rules 3:R-14, 3:R-15: operations that make sure that a resource is not somewhere else. */
    private void whereStopped(Resource resource, Element operation, Node target) {
        if (resource.inClone() && !resource.unique()) {
            return;
        }
        String key = key(resource, operation);
        for (Node node : shop.snapshot.nodes()) {
            Optional<PlannedAction> existing = running(resource, key, node);
            if (node == target) {
                existing.ifPresent(running -> {
                    cancel(running, operation.get("name"), new Consequent.ActiveSoon());
                    Role next = shop.targets.role(resource);
                    if (next == Role.STARTED || next == Role.UNPROMOTED) {
                        shop.order(running, resource, "start", BLOCKS);
                    }
                });
                continue;
            }
            PlannedAction action = shop.book.request(resource, key, operation.get("name"), node, existing.isEmpty());
            action.note(new Consequent.WatchStopped(resource.id()));
            action.meta().put("op_target_rc", "7");
            if (!node.online() || shop.book.unclean(node)) {
                action.runnable(false);
            }
            if (shop.managed(resource)) {
                shop.book.find(resource, resource.id() + "_monitor_0").stream().filter(probe -> probe.node() == node)
                        .forEach(probe -> shop.order(probe, action, BLOCKS));
            }
            shop.book.find(resource, resource.id() + "_stop_0").stream().filter(stop -> stop.node() == node)
                    .forEach(stop -> afterStop(resource, stop, action));
        }
    }

    private void afterStop(Resource resource, PlannedAction stop, PlannedAction action) {
        if (!stop.runnable()) {
            action.runnable(false);
        }
        if (shop.managed(resource)) {
            shop.order(stop, action, FIRST_REQUIRES_THEN, BLOCKS);
        } else if (stop.required()) {
            action.makeOptional();
        }
    }
}
