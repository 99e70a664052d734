package io.systole.core.scheduler.assign;

import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.reason.Found;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.List;

/** Places one primitive: colocations it depends on, wishes of those that depend on it, then the best node (rule 2:P-303). */
final class PrimitiveAssigner {
    private final Assigner assigner;
    private final Board board;
    private final ColocationLists lists;
    private final NodeChoice choice;
    private final ColocationEffect effect;
    private final CapacityLimit capacity;
    private final ConnectionRules connections;

    PrimitiveAssigner(Assigner assigner, Board board, ColocationLists lists, NodeChoice choice, ColocationEffect effect,
            ConnectionRules connections) {
        this.connections = connections;
        this.assigner = assigner;
        this.board = board;
        this.lists = lists;
        this.choice = choice;
        this.effect = effect;
        this.capacity = new CapacityLimit(board, lists);
    }

    Node assign(Allocation allocation, Node prefer, boolean trial) {
        Resource parent = allocation.resource.parent().orElse(null);
        if (parent != null && !board.of(parent).inProgress && !board.of(parent).assigned) {
            assigner.assign(parent, prefer, trial);
        }
        if (allocation.assigned || allocation.inProgress) {
            return allocation.node;
        }
        allocation.inProgress = true;
        List<Colocation> thisWith = lists.thisWith(allocation.resource);
        List<Colocation> withThis = lists.withThis(allocation.resource);
        follow(allocation, thisWith, true);
        pull(allocation, withThis, true);
        follow(allocation, thisWith, false);
        pull(allocation, withThis, false);
        adjustRole(allocation);
        board.trail.scores(allocation);
        place(allocation, prefer, trial);
        connections.placed(allocation);
        allocation.inProgress = false;
        return allocation.node;
    }

    private void follow(Allocation allocation, List<Colocation> thisWith, boolean absolute) {
        for (Colocation colocation : thisWith) {
            if (colocation.absolute() != absolute) {
                continue;
            }
            boolean mayGoBack = colocation.dependentRole() == Role.PROMOTED || colocation.score() < 0 && !absolute;
            ScoreTable before = mayGoBack ? allocation.table.copy() : null;
            if (!board.of(colocation.primary()).assigned) {
                assigner.assign(colocation.primary(), null, false);
            }
            effect.apply(allocation, colocation);
            if (before != null && !allocation.table.anyUsable()) {
                allocation.table.restore(before);
            }
        }
    }

    private void pull(Allocation allocation, List<Colocation> withThis, boolean absolute) {
        for (Colocation colocation : withThis) {
            if (colocation.absolute() == absolute && colocation.hasInfluence()) {
                float factor = (float) colocation.score() / Score.INFINITY;
                new ColocationPull(board, lists, allocation.resource, false, true)
                        .merge(allocation.table, colocation.dependent(), colocation, factor);
            }
        }
    }

    private void adjustRole(Allocation allocation) {
        if (allocation.nextRole == Role.STOPPED) {
            board.prefer(allocation.resource, null, -Score.INFINITY, whyStopped(allocation));
        } else if (allocation.nextRole.above(allocation.resource.role()) && !board.snapshot.quorate()
                && board.snapshot.noQuorumPolicy() == ClusterSnapshot.NoQuorumPolicy.FREEZE) {
            allocation.nextRole = allocation.resource.role();
        }
    }

    /** Nothing where what is known already keeps it from running anywhere. */
    private static Reason whyStopped(Allocation allocation) {
        if (allocation.resource.settings().targetRole() == Role.STOPPED) {
            return new Configured.ResourceOption("target-role", Role.STOPPED.text());
        }
        boolean known = allocation.parts.stream().anyMatch(part -> part.node() == null && part.score() <= -Score.INFINITY);
        return known ? Reason.NONE : new Found.StopRequired();
    }

    private Node preferred(Allocation allocation, Node prefer) {
        if (!choice.capacityCounts()) {
            return prefer;
        }
        Node roomiest = capacity.apply(allocation).orElse(null);
        return prefer == null ? roomiest : prefer;
    }

    private void place(Allocation allocation, Node prefer, boolean trial) {
        if (allocation.assigned) {
            return;
        }
        if (board.snapshot.fencingEnabled() && !board.snapshot.haveFenceDevice()) {
            allocation.managed = false;
        }
        if (!allocation.managed) {
            allocation.nextRole = allocation.resource.role();
            board.assign(allocation, allocation.resource.currentNode().orElse(null));
            return;
        }
        boolean stopAll = board.snapshot.options().isTrue(ClusterOption.STOP_ALL_RESOURCES);
        if (stopAll) {
            allocation.parts.add(new ScorePart(null, -Score.INFINITY, new Configured.ClusterSetting("stop-all-resources", "true")));
        }
        Node node = stopAll ? null : choice.choose(allocation, preferred(allocation, prefer));
        board.assign(allocation, node);
        if (node == null && !trial) {
            allocation.nextRole = Role.STOPPED;
        }
    }
}
