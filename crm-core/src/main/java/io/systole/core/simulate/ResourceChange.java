package io.systole.core.simulate;

import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.reason.ShortReason;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.List;
import java.util.Optional;

/** What becomes of one primitive, told from its actions (reference: T-48 to T-51). */
final class ResourceChange {
    private final ActionPlan plan;
    private final Resource resource;
    private final Node current;
    private final Node next;
    private final Role role;
    private final Role nextRole;
    private final PlannedAction start;
    private final PlannedAction stop;
    private final PlannedAction promote;
    private final PlannedAction demote;

    ResourceChange(ActionPlan plan, Resource resource) {
        this.plan = plan;
        this.resource = resource;
        this.current = resource.currentNode().orElse(null);
        this.next = plan.target(resource).orElse(null);
        this.role = shown(resource);
        Role wanted = plan.targetRole(resource);
        this.nextRole = wanted != Role.UNKNOWN ? wanted : next == null ? Role.STOPPED : Role.STARTED;
        this.start = next == null ? null : on("start", next);
        this.promote = next == null ? null : on("promote", next);
        this.demote = next == null ? null : on("demote", next);
        this.stop = stop();
    }

    private static Role shown(Resource resource) {
        if (resource.role() == Role.STARTED && resource.promotable()) {
            return Role.UNPROMOTED;
        }
        return resource.role() == Role.STOPPED && !resource.activeOn().isEmpty() ? Role.STARTED : resource.role();
    }

    private PlannedAction on(String task, Node node) {
        return plan.actions(resource).stream()
                .filter(action -> action.key().equals(resource.id() + "_" + task + "_0") && action.node() == node)
                .findFirst().orElse(null);
    }

    private PlannedAction stop() {
        boolean exact = start != null && start.runnable();
        PlannedAction there = exact ? current == null ? null : on("stop", current) : any("stop");
        return there == null && exact && resource.activeOn().size() > 1 ? any("stop") : there;
    }

    private PlannedAction any(String task) {
        return plan.actions(resource).stream().filter(action -> action.key().equals(resource.id() + "_" + task + "_0")).findFirst()
                .orElse(null);
    }

    /** The lines; empty if there is nothing to tell. */
    List<Change> lines() {
        boolean nowhere = current == null && next == null;
        boolean forgotten = resource.removed() && resource.activeOn().isEmpty();
        if (!plan.placement(resource).managed() || nowhere || forgotten) {
            return List.of();
        }
        return role == nextRole ? sameRole() : otherRole();
    }

    private boolean moving() {
        return current != null && next != null && current != next;
    }

    private List<Change> sameRole() {
        boolean migrates = next != null && Optional.ofNullable(on("migrate_from", next)).filter(PlannedAction::runnable).isPresent();
        if (migrates && current != null) {
            return line(Change.Kind.MIGRATE, start, start);
        }
        if (reloads()) {
            return line(Change.Kind.RELOAD, start, start);
        }
        if (start == null || start.optional()) {
            boolean again = demote != null && demote.required() && promote != null && promote.required();
            return again ? line(Change.Kind.REPROMOTE, promote, demote) : List.of();
        }
        if (!start.runnable()) {
            return stopLine(current, stop);
        }
        if (moving()) {
            return line(resource.failed() ? Change.Kind.RECOVER : Change.Kind.MOVE, stop, stop);
        }
        if (resource.failed()) {
            return List.of(change(Change.Kind.RECOVER, current, null, stop, stop));
        }
        return line(Change.Kind.RESTART, start, start);
    }

    private List<Change> otherRole() {
        if (stop != null && (nextRole == Role.STOPPED || start != null && !start.runnable())) {
            return resource.activeOn().stream().flatMap(node -> stopLine(node, on("stop", node)).stream()).toList();
        }
        if (stop != null && resource.failed() && resource.stopWhenFailed()) {
            return line(Change.Kind.RECOVER, stop, start);
        }
        if (moving()) {
            return line(Change.Kind.MOVE, stop, stop);
        }
        if (reloads()) {
            return line(Change.Kind.RELOAD, start, start);
        }
        if (stop != null && stop.required()) {
            return line(Change.Kind.RESTART, start, start);
        }
        if (role == Role.PROMOTED) {
            return line(Change.Kind.DEMOTE, demote, demote);
        }
        if (nextRole == Role.PROMOTED) {
            return List.of(change(Change.Kind.PROMOTE, current, next, promote, promote).orBlocked(promote == null));
        }
        return role == Role.STOPPED && nextRole.above(Role.STOPPED) ? line(Change.Kind.START, start, start) : List.of();
    }

    private boolean reloads() {
        return plan.actions(resource).stream()
                .anyMatch(action -> action.task().equals("reload-agent") && action.required() && action.runnable());
    }

    /** The stop of a node tells its own reason, else that of the start that is not possible. */
    private List<Change> stopLine(Node node, PlannedAction there) {
        if (there == null) {
            return List.of();
        }
        PlannedAction source = !there.reason().isGiven() && start != null ? start : there;
        return List.of(change(Change.Kind.STOP, node, null, there, source));
    }

    private List<Change> line(Change.Kind kind, PlannedAction action, PlannedAction source) {
        return List.of(change(kind, current, next, action, source));
    }

    private Change.Resource change(Change.Kind kind, Node from, Node to, PlannedAction action, PlannedAction source) {
        return new Change.Resource(kind, resource.id(), name(from), name(to), role, nextRole,
                source == null ? "" : ShortReason.of(source.reason()),
                action != null && !action.runnable());
    }

    private static Optional<String> name(Node node) {
        return Optional.ofNullable(node).map(each -> each.name().value());
    }
}
