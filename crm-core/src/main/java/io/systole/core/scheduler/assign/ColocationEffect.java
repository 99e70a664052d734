package io.systole.core.scheduler.assign;

import io.systole.core.membership.NodeName;
import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a colocation does to its dependent once the primary has its place (rules 2:P-410 to 2:P-415, 2:P-720 to 2:P-722). */
final class ColocationEffect {
    private final Board board;
    private final NodeValues values;
    private final Partners partners;

    ColocationEffect(Board board, NodeChoice choice) {
        this.board = board;
        this.values = new NodeValues(board);
        this.partners = new Partners(board, choice, values);
    }

    /** Applies a colocation to a primitive that is the dependent, or part of it. */
    void apply(Allocation dependent, Colocation colocation) {
        apply(dependent, colocation, colocation.primary());
    }

    private void apply(Allocation dependent, Colocation colocation, Resource primary) {
        switch (primary.kind()) {
            case PRIMITIVE -> withPrimitive(dependent, colocation, board.of(primary));
            case GROUP -> withGroup(dependent, colocation, primary);
            case CLONE -> withClone(dependent, colocation, primary);
            case BUNDLE -> withBundle(dependent, colocation, primary);
        }
    }

    /** Rule 2:P-414. */
    private void withGroup(Allocation dependent, Colocation colocation, Resource group) {
        if (!board.of(group).assigned) {
            return;
        }
        if (group.colocatedGroup()) {
            Resource member = colocation.mandatory() ? group.children().getLast() : group.children().getFirst();
            withPrimitive(dependent, colocation, board.of(member));
        } else if (!colocation.mandatory()) {
            group.children().forEach(member -> withPrimitive(dependent, colocation, board.of(member)));
        }
    }

    /** Rule 2:P-411. */
    private void withPrimitive(Allocation dependent, Colocation colocation, Allocation primary) {
        if (!primary.assigned) {
            return;
        }
        boolean byRole = colocation.dependentRole() == Role.UNPROMOTED || colocation.dependentRole() == Role.PROMOTED;
        Allocation bearer = board.of(Partners.roleBearer(dependent.resource));
        if (byRole && bearer.resource.promotable() && bearer.assigned) {
            promotion(dependent, colocation, primary);
            return;
        }
        if (dependent.assigned
                || colocation.dependentRole() != Role.UNKNOWN && colocation.dependentRole() != bearer.nextRole
                || colocation.primaryRole() != Role.UNKNOWN && colocation.primaryRole() != nextRole(primary)) {
            return;
        }
        ScoreTable work = dependent.table.copy();
        if (primary.node == null) {
            if (colocation.score() <= 0) {
                return;
            }
            work.nodes().stream().filter(work::has).forEach(node -> work.add(node, -colocation.score(), 0));
        } else {
            String value = values.forColocation(primary.node, colocation.attribute(), primary.resource);
            for (Node node : work.nodes()) {
                if (!work.has(node)) {
                    continue;
                }
                boolean same = NodeValues.same(value, values.forColocation(node, colocation.attribute(), dependent.resource));
                if (same && !colocation.mandatory()) {
                    work.add(node, colocation.score(), 0);
                } else if (!same && colocation.mandatory()) {
                    work.set(node, -Score.INFINITY);
                }
            }
        }
        if (colocation.absolute() || work.anyUsable()) {
            dependent.table.restore(work);
            explain(dependent, colocation, primary);
        }
    }

    private static void explain(Allocation dependent, Colocation colocation, Allocation primary) {
        Optional<NodeName> place = Optional.ofNullable(primary.node).map(Node::name);
        dependent.parts.add(new ScorePart(primary.node, colocation.score(),
                new Configured.Colocation(colocation.id(), colocation.explicit(), primary.resource.id(), place)));
    }

    private Role nextRole(Allocation primary) {
        return board.of(Partners.roleBearer(primary.resource)).nextRole;
    }

    /** Rule 2:P-720. */
    private void promotion(Allocation dependent, Colocation colocation, Allocation primary) {
        if (primary.node != null && colocation.primaryRole() != Role.UNKNOWN && colocation.primaryRole() != nextRole(primary)) {
            return;
        }
        boolean promoted = colocation.dependentRole() == Role.PROMOTED;
        String there = values.forColocation(primary.node, colocation.attribute(), primary.resource);
        String here = values.forColocation(dependent.node, colocation.attribute(), dependent.resource);
        int change;
        if (NodeValues.same(there, here)) {
            change = promoted ? colocation.score() : -colocation.score();
        } else if (colocation.mandatory() && promoted) {
            change = -Score.INFINITY;
        } else {
            return;
        }
        dependent.priority = Score.add(dependent.priority, change);
        Resource parent = dependent.resource.parent().orElse(null);
        if (parent != null && parent.isGroup()) {
            board.of(parent).priority = Score.add(board.of(parent).priority, change);
        }
    }

    /** Rule 2:P-412. */
    private void withClone(Allocation dependent, Colocation colocation, Resource clone) {
        if (!board.of(clone).assigned) {
            return;
        }
        if (clone.cloneSettings().promotable() && colocation.primaryRole() != Role.UNKNOWN) {
            if (!dependent.assigned) {
                withRole(dependent, colocation, clone);
                return;
            }
            if (colocation.dependentRole() == Role.PROMOTED) {
                promotedTogether(dependent, colocation, clone);
                return;
            }
        }
        if (interleaved(colocation, clone)) {
            withPartner(dependent, colocation, clone);
        } else if (colocation.mandatory()) {
            onlyWhere(dependent, colocation, clone, Role.UNKNOWN);
        } else {
            board.of(clone).children.forEach(instance -> apply(dependent, colocation, instance));
        }
    }

    /** Rules 2:P-416, 4:B-40, 4:B-41. */
    private void withBundle(Allocation dependent, Colocation colocation, Resource bundle) {
        if (!board.of(bundle).assigned) {
            return;
        }
        if (colocation.dependent().hasInstances()) {
            withPartner(dependent, colocation, bundle);
        } else if (colocation.mandatory()) {
            onlyWhere(dependent, colocation, bundle, colocation.primaryRole() == Role.PROMOTED ? Role.PROMOTED : Role.UNKNOWN);
        } else {
            partners.all(bundle).forEach(container -> apply(dependent, colocation, container));
        }
    }

    private void withPartner(Allocation dependent, Colocation colocation, Resource whole) {
        Optional<Resource> partner = partners.compatible(dependent, whole, Role.UNKNOWN, Colocation.NODE_NAME);
        if (partner.isPresent()) {
            apply(dependent, colocation, partner.get());
        } else if (colocation.mandatory()) {
            board.assign(dependent, null);
            dependent.nextRole = Role.STOPPED;
            dependent.parts.add(new ScorePart(null, -Score.INFINITY, new Configured.NoInstance(colocation.id(), whole.id())));
        }
    }

    private void onlyWhere(Allocation dependent, Colocation colocation, Resource whole, Role role) {
        for (Node node : board.nodes()) {
            if (dependent.table.has(node) && !partners.runsOn(whole, node, role)) {
                dependent.table.set(node, -Score.INFINITY);
                dependent.parts.add(new ScorePart(node, -Score.INFINITY, new Configured.NoInstance(colocation.id(), whole.id())));
            }
        }
    }

    static boolean interleaved(Colocation colocation, Resource clone) {
        Resource dependent = colocation.dependent();
        return dependent.hasInstances() && dependent.cloneSettings().interleave()
                && dependent.cloneSettings().nodeMax() == clone.cloneSettings().nodeMax();
    }

    private void withRole(Allocation dependent, Colocation colocation, Resource clone) {
        Map<Node, Integer> places = new LinkedHashMap<>();
        for (Resource instance : board.of(clone).children) {
            Node place = board.place(instance);
            if (place == null || board.nextRole(instance) != colocation.primaryRole()) {
                continue;
            }
            places.put(place, board.of(instance.leaves().findFirst().orElseThrow()).table.get(place));
            if (!colocation.mandatory()) {
                String value = values.forColocation(place, colocation.attribute(), instance);
                board.nodes().stream()
                        .filter(node -> dependent.table.has(node)
                                && NodeValues.same(value, values.forColocation(node, colocation.attribute(), dependent.resource)))
                        .forEach(node -> dependent.table.add(node, colocation.score(), 0));
            }
        }
        boolean bothPromoted = colocation.primaryRole() == Role.PROMOTED && colocation.dependentRole() == Role.PROMOTED;
        if (colocation.mandatory() && !bothPromoted) {
            for (Node node : board.nodes()) {
                if (dependent.table.has(node)) {
                    dependent.table.add(node, places.getOrDefault(node, -Score.INFINITY), 0);
                }
            }
        }
        dependent.parts.add(new ScorePart(null, colocation.score(), new Configured.ColocationWithRole(colocation.id(), clone.id(),
                colocation.primaryRole().text(), places.keySet().stream().map(Node::name).toList())));
    }

    /** Rule 2:P-722. */
    private void promotedTogether(Allocation dependent, Colocation colocation, Resource clone) {
        Optional<Resource> partner = partners.compatible(dependent, clone, colocation.primaryRole(), colocation.attribute());
        if (partner.isPresent()) {
            dependent.priority = Score.add(dependent.priority, colocation.score());
        } else if (colocation.mandatory()) {
            dependent.priority = -Score.INFINITY;
        }
    }
}
