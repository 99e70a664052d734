package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.constraint.Constraints;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds a place for every resource, in the order of their priority; what depends on what is drawn along (2:P-201 to 2:P-206). */
public final class Assigner {
    private final Board board;
    private final ColocationLists lists;
    private final NodeChoice choice;
    private final ConnectionRules connections;
    private final PrimitiveAssigner primitives;
    private final CloneAssigner clones;
    private final BundleAssigner bundles;

    private Assigner(ClusterSnapshot snapshot, Constraints constraints, Consumer<ScoreLine> listener) {
        this.board = new Board(snapshot, constraints, listener);
        this.lists = new ColocationLists(board);
        this.choice = new NodeChoice(board);
        var effect = new ColocationEffect(board, choice);
        this.connections = new ConnectionRules(board, lists);
        this.primitives = new PrimitiveAssigner(this, board, lists, choice, effect, connections);
        var order = new InstanceOrder(board, lists);
        this.clones = new CloneAssigner(this, board, lists, effect, order);
        this.bundles = new BundleAssigner(this, board, order, connections);
    }

    /** Places everything. */
    public static Placements assign(ClusterSnapshot snapshot) {
        return assign(snapshot, null);
    }

    /**
     * Places everything and tells how.
     *
     * @param listener gets the score lines in the order in which they come about, during this call; null if nobody asks for them
     */
    public static Placements assign(ClusterSnapshot snapshot, Consumer<ScoreLine> listener) {
        return new Assigner(snapshot, Constraints.of(snapshot), listener).run();
    }

    private Placements run() {
        new Preferences(board).fill();
        board.constraints.colocations().forEach(lists::add);
        board.snapshot.resources().forEach(this::groupColocations);
        connections.add();
        List<Resource> order = board.snapshot.resources();
        if (choice.capacityCounts()) {
            order = new PriorityOrder(board, lists, choice).sorted(order);
        }
        board.trail.capacity(false);
        if (connections.any()) {
            order.stream().filter(resource -> resource.isPrimitive() && resource.isConnection())
                    .forEach(each -> assign(each, each.migrationTarget().orElse(null), false));
        }
        order.forEach(resource -> assign(resource, null, false));
        board.trail.capacity(true);
        return freeze(order);
    }

    /** Rule 2:P-501. */
    private void groupColocations(Resource resource) {
        if (resource.colocatedGroup()) {
            Resource previous = null;
            for (Resource member : resource.children()) {
                if (previous != null) {
                    lists.add(new Colocation("group " + resource.id(), member, previous, Role.UNKNOWN, Role.UNKNOWN, Score.INFINITY,
                            Colocation.NODE_NAME, member.settings().critical(), false));
                }
                previous = member;
            }
        }
        resource.children().forEach(this::groupColocations);
    }

    /**
     * Places a resource.
     *
     * @param prefer a node that is taken if it is as good as the best; null for none
     * @param trial true if a failure must leave no trace
     * @return where it went; null for nowhere, or for a clone or bundle
     */
    Node assign(Resource resource, Node prefer, boolean trial) {
        return switch (resource.kind()) {
            case PRIMITIVE -> primitives.assign(board.of(resource), prefer, trial);
            case GROUP -> group(board.of(resource), prefer, trial);
            case CLONE -> {
                clones.assign(board.of(resource));
                yield null;
            }
            case BUNDLE -> {
                bundles.assign(board.of(resource), prefer, trial);
                yield null;
            }
        };
    }

    /** Rule 2:P-502. */
    private Node group(Allocation group, Node prefer, boolean trial) {
        if (group.assigned || group.inProgress) {
            return group.node;
        }
        Resource parent = group.resource.parent().orElse(null);
        if (parent != null && !board.of(parent).assigned && !board.of(parent).inProgress) {
            assign(parent, prefer, trial);
            return group.node;
        }
        group.inProgress = true;
        board.trail.scores(group);
        Node place = null;
        for (Resource member : group.children) {
            Node node = assign(member, prefer, trial);
            place = place == null ? node : place;
        }
        group.nextRole = board.of(group.children.getFirst()).nextRole;
        group.node = group.resource.colocatedGroup() ? place : null;
        group.assigned = true;
        group.inProgress = false;
        return place;
    }

    private Placements freeze(List<Resource> sequence) {
        var placements = new Placement[board.snapshot.resourceCount()];
        Map<Resource, List<Resource>> order = new LinkedHashMap<>();
        Set<Resource> exclusive = new LinkedHashSet<>();
        board.all().forEach(allocation -> {
            placements[allocation.resource.index()] = freeze(allocation);
            if (allocation.resource.isClone()) {
                order.put(allocation.resource, List.copyOf(allocation.children));
            }
            if (allocation.exclusive) {
                exclusive.add(allocation.resource);
            }
        });
        return new Placements(board.snapshot, board.constraints, List.of(placements), List.copyOf(sequence), order, exclusive);
    }

    private Placement freeze(Allocation allocation) {
        Map<Node, Integer> scores = new LinkedHashMap<>();
        Map<Node, Location.Discovery> discovery = new LinkedHashMap<>();
        for (Node node : board.nodes()) {
            if (allocation.table.has(node)) {
                scores.put(node, allocation.table.get(node));
                if (allocation.table.discovery(node) != Location.Discovery.ALWAYS) {
                    discovery.put(node, allocation.table.discovery(node));
                }
            }
        }
        Optional<Resource> clone = allocation.resource.parent().filter(Resource::isClone)
                .filter(parent -> parent.cloneSettings().promotable());
        int priority = clone.map(each -> each.settings().priority()).orElse(allocation.priority);
        return new Placement(allocation.resource, allocation.assigned, Optional.ofNullable(allocation.node), allocation.nextRole,
                allocation.managed, priority, scores, discovery, new ArrayList<>(allocation.parts));
    }
}
