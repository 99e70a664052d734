package io.systole.core.scheduler.assign;

import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.reason.Found;
import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import io.systole.core.scheduler.snapshot.ScoreChange;
import java.util.List;
import java.util.Map;

/** Fills the score tables before anything is placed: base scores, state, locations, stickiness, failures (2:P-104 to 2:P-132). */
final class Preferences {
    private final Board board;
    private final FailureLimit limit;

    Preferences(Board board) {
        this.board = board;
        this.limit = new FailureLimit(board);
    }

    void fill() {
        boolean symmetric = board.snapshot.options().isTrue(ClusterOption.SYMMETRIC_CLUSTER);
        new InitialTables(board, symmetric).fill();
        board.snapshot.facts().scoreChanges().forEach(this::apply);
        for (Location location : board.constraints.locations().reversed()) {
            board.of(location.resource()).locations.add(location);
            if (location.role() == Role.PROMOTED) {
                location.resource().bundle().flatMap(Bundle::inner).ifPresent(inner -> board.of(inner).locations.add(location));
            }
            apply(location, location.resource());
        }
        board.all().forEach(allocation -> stickiness(allocation, symmetric));
        for (Node node : board.nodes()) {
            board.snapshot.resources().forEach(resource -> threshold(resource, node));
            board.snapshot.resources().forEach(resource -> exclusive(resource, node));
        }
    }

    private void apply(ScoreChange change) {
        if (!change.replace()) {
            board.prefer(change.resource(), change.node(), change.score(), change.reason());
            return;
        }
        Allocation allocation = board.of(change.resource());
        allocation.parts.add(new ScorePart(change.node(), change.score(), change.reason()));
        board.nodes().forEach(node -> allocation.table.set(node, change.score()));
        if (change.resource().isClone()) {
            change.resource().children().forEach(child -> apply(new ScoreChange(child, null, change.score(), true, change.reason())));
        }
    }

    /** Rule 2:P-113. */
    private void apply(Location location, Resource resource) {
        Allocation allocation = board.of(resource);
        if (location.discovery() == Location.Discovery.EXCLUSIVE && resource == location.resource()) {
            // Whether the scores count for its role or not (rule 2:P-115).
            allocation.exclusive = true;
        }
        if (location.role() == Role.PROMOTED || location.role() == Role.STOPPED && allocation.nextRole != Role.STOPPED) {
            return;
        }
        if (location.discovery() == Location.Discovery.EXCLUSIVE) {
            allocation.exclusive = true;
        }
        for (Map.Entry<Node, Integer> entry : location.scores().entrySet()) {
            allocation.table.add(entry.getKey(), entry.getValue(), 0);
            allocation.table.raise(entry.getKey(), location.discovery());
            allocation.parts.add(new ScorePart(entry.getKey(), entry.getValue(), location.reason()));
        }
        if (resource.isClone()) {
            resource.children().forEach(child -> apply(location, child));
        } else if (resource.isGroup()) {
            members(location, resource);
        }
        resource.bundle().stream().flatMap(bundle -> bundle.replicas().stream()).forEach(replica -> {
            apply(location, replica.container());
            replica.ip().ifPresent(ip -> apply(location, ip));
        });
    }

    private void members(Location location, Resource group) {
        boolean first = true;
        Location without = location;
        for (Resource member : group.children()) {
            if (!first && group.colocatedGroup() && without == location) {
                Map<Node, Integer> zero = new java.util.LinkedHashMap<>(location.scores());
                zero.replaceAll((node, score) -> 0);
                without = new Location(location.reason(), location.resource(), location.role(), zero, location.discovery());
            }
            apply(without, member);
            first = false;
        }
    }

    private void stickiness(Allocation allocation, boolean symmetric) {
        Resource resource = allocation.resource;
        List<Node> active = resource.activeOn();
        int stickiness = resource.settings().stickiness();
        if (resource.isPrimitive() && resource.managed() && stickiness >= 1 && active.size() == 1
                && (symmetric || allocation.table.has(active.getFirst())) && !sentAway(resource, active.getFirst())) {
            board.prefer(resource, active.getFirst(), stickiness, new Configured.Stickiness());
        }
    }

    /**
     * Without failback a resource does not wander by itself, but it obeys who sends it to another node with a preference of
     * INFINITY, as {@code crm resource move} does. A stickiness that is written down holds against that too, as in Pacemaker.
     */
    private boolean sentAway(Resource resource, Node active) {
        boolean written = resource.settings().explicitStickiness().isPresent();
        return !written && !resource.inClone() && board.constraints.locations().stream()
                .filter(location -> location.role() != Role.PROMOTED && location.role() != Role.STOPPED)
                .filter(location -> location.resource().outermost() == resource.outermost())
                .filter(location -> location.scores().getOrDefault(active, 0) < Score.INFINITY)
                .flatMap(location -> location.scores().entrySet().stream())
                .anyMatch(wish -> wish.getValue() >= Score.INFINITY && wish.getKey().available());
    }

    /** Rules 2:P-130 to 2:P-132. */
    private void threshold(Resource resource, Node node) {
        if (!resource.isPrimitive()) {
            resource.children().forEach(child -> threshold(child, node));
            return;
        }
        if (!limit.reached(resource, node) || board.snapshot.facts().clearsFailCount(resource, node)) {
            return;
        }
        Resource banned = resource.unique() ? resource : resource.top();
        board.prefer(banned, node, -Score.INFINITY, new Found.FailureLimit(limit.failures(resource, node),
                    resource.settings().migrationThreshold()));
    }

    /** Rule 2:P-116. */
    private void exclusive(Resource resource, Node node) {
        Allocation allocation = board.of(resource);
        if (!allocation.exclusive && !board.of(resource.top()).exclusive) {
            return;
        }
        resource.children().forEach(child -> exclusive(child, node));
        if (allocation.table.has(node) && allocation.table.discovery(node) != Location.Discovery.EXCLUSIVE) {
            allocation.table.set(node, -Score.INFINITY);
            allocation.parts.add(new ScorePart(node, -Score.INFINITY, new Configured.ExclusiveDiscovery()));
        }
    }
}
