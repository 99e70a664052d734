package io.systole.core.scheduler.assign;

import io.systole.core.scheduler.constraint.Constraints;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All allocations of one run, and how many resources each node has got so far. */
final class Board {
    final ClusterSnapshot snapshot;
    final Constraints constraints;
    private final Allocation[] allocations;
    private final int[] load;
    private final Map<Resource, List<Resource>> launched = new HashMap<>();
    /** What is left of each node's capacity. */
    final Capacity capacity;
    final ScoreTrail trail;

    /**
     * A board with nothing on it.
     *
     * @param listener gets the score lines; null if nobody asks for them
     */
    Board(ClusterSnapshot snapshot, Constraints constraints, Consumer<ScoreLine> listener) {
        this.snapshot = snapshot;
        this.constraints = constraints;
        this.allocations = new Allocation[snapshot.resourceCount()];
        this.load = new int[snapshot.nodes().size()];
        this.capacity = new Capacity(snapshot.nodes());
        this.trail = new ScoreTrail(this, listener);
        snapshot.allResources().forEach(resource -> resource.launcher().filter(launcher -> !launcher.inBundle())
                .ifPresent(launcher -> launched.computeIfAbsent(launcher, key -> new ArrayList<>()).add(resource)));
        snapshot.allResources().forEach(resource -> allocations[resource.index()] = new Allocation(resource, snapshot.nodes()));
    }

    /** What lives in a resource that is not a bundle's container: its failures are the resource's, too (rule 1:S-173). */
    List<Resource> launchedBy(Resource launcher) {
        return launched.getOrDefault(launcher, List.of());
    }

    Allocation of(Resource resource) {
        return allocations[resource.index()];
    }

    List<Node> nodes() {
        return snapshot.nodes();
    }

    Stream<Allocation> all() {
        return snapshot.allResources().map(this::of);
    }

    /** How many primitives were assigned to the node so far. */
    int load(Node node) {
        return load[node.index()];
    }

    /** Gives a primitive its node, or none. */
    void assign(Allocation allocation, Node node) {
        unassign(allocation);
        allocation.assigned = true;
        allocation.node = node;
        if (node != null) {
            load[node.index()]++;
            trail.taken(allocation, node);
            capacity.take(node, allocation.resource.settings().utilization());
        }
    }

    /** Takes an assignment back. */
    void unassign(Allocation allocation) {
        if (allocation.resource.isPrimitive() && allocation.node != null) {
            load[allocation.node.index()]--;
            capacity.giveBack(allocation.node, allocation.resource.settings().utilization());
        }
        allocation.node = null;
        allocation.assigned = false;
        allocation.resource.children().forEach(child -> unassign(of(child)));
    }

    /**
     * Adds a score to a resource and everything in it (rule 2:P-107).
     *
     * @param node null for all nodes
     */
    void prefer(Resource resource, Node node, int score, Reason reason) {
        resource.children().forEach(child -> prefer(child, node, score, reason));
        Allocation allocation = of(resource);
        if (reason.isGiven()) {
            allocation.parts.add(new ScorePart(node, score, reason));
        }
        if (node != null) {
            allocation.table.add(node, score, node.baseScore());
        } else {
            nodes().forEach(each -> allocation.table.add(each, score, each.baseScore()));
        }
    }

    /** The highest next role of the primitives in a resource. */
    Role nextRole(Resource resource) {
        return resource.isPrimitive() ? of(resource).nextRole
                : resource.leaves().map(leaf -> of(leaf).nextRole).max(Role::compareTo).orElse(Role.UNKNOWN);
    }

    /** The one node where all assigned primitives of a resource are; null if there is none or more than one. */
    Node place(Resource resource) {
        if (resource.isPrimitive()) {
            return of(resource).node;
        }
        List<Node> places = resource.leaves().map(leaf -> of(leaf).node).filter(node -> node != null).distinct().toList();
        return places.size() == 1 ? places.getFirst() : null;
    }
}
