package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.HashMap;
import java.util.Map;

/** Places the instances of a clone: first those that may stay where they are, then the others (rules 2:P-601 to 2:P-626). */
final class CloneAssigner {
    private final Assigner assigner;
    private final Board board;
    private final ColocationLists lists;
    private final InstanceOrder order;
    private final PromotionScores scores;
    private final RoleChoice roles;

    CloneAssigner(Assigner assigner, Board board, ColocationLists lists, ColocationEffect effect) {
        this.assigner = assigner;
        this.board = board;
        this.lists = lists;
        this.order = new InstanceOrder(board, lists);
        this.scores = new PromotionScores(board);
        this.roles = new RoleChoice(board, lists, effect, order, scores);
    }

    void assign(Allocation clone) {
        if (clone.assigned || clone.inProgress) {
            return;
        }
        clone.inProgress = true;
        boolean promotable = clone.resource.cloneSettings().promotable();
        if (promotable) {
            scores.addToTables(clone);
        }
        for (Colocation colocation : lists.thisWith(clone.resource)) {
            assigner.assign(colocation.primary(), null, false);
        }
        for (Colocation colocation : lists.withThis(clone.resource)) {
            if (colocation.hasInfluence()) {
                float factor = (float) colocation.score() / Score.INFINITY;
                new ColocationPull(board, lists, true, true).merge(clone.table, colocation.dependent(), colocation, factor);
            }
        }
        board.trail.scores(clone);
        order.sort(clone.children);
        place(clone, clone.resource.cloneSettings().max(), clone.resource.cloneSettings().nodeMax());
        clone.assigned = true;
        if (promotable) {
            roles.choose(clone);
        }
        clone.inProgress = false;
    }

    /** Rules 2:P-610 to 2:P-621. */
    private void place(Allocation clone, int maxTotal, int maxPerNode) {
        clone.table.resetCounts();
        long usable = board.nodes().stream().filter(node -> clone.table.has(node) && node.available()).count();
        int optimum = Math.max(1, usable == 0 ? 1 : (int) (maxTotal / usable));
        int assigned = 0;
        for (Resource instance : clone.children) {
            if (assigned < maxTotal && stays(clone, board.of(instance), maxTotal - assigned, maxPerNode, optimum)) {
                assigned++;
            }
        }
        for (Resource instance : clone.children) {
            Allocation allocation = board.of(instance);
            if (allocation.assigned) {
                continue;
            }
            if (assigned >= maxTotal) {
                board.prefer(instance, null, -Score.INFINITY, "the clone has its " + maxTotal + " instances");
            } else if (attempt(clone, allocation, null, maxPerNode) != null) {
                assigned++;
            }
        }
    }

    private Node attempt(Allocation clone, Allocation instance, Node prefer, int maxPerNode) {
        if (instance.inProgress) {
            return null;
        }
        for (Node node : board.nodes()) {
            boolean may = !instance.resource.removed() && node.available() && clone.table.get(node) >= 0
                    && clone.table.has(node) && clone.table.count(node) < maxPerNode;
            if (!may) {
                instance.resource.tree().filter(part -> board.of(part).table.has(node))
                        .forEach(part -> board.of(part).table.set(node, -Score.INFINITY));
            }
        }
        Node chosen = assigner.assign(instance.resource, prefer, prefer != null);
        if (chosen != null) {
            clone.table.count(chosen, 1);
        }
        return chosen;
    }

    /** Rule 2:P-620: an instance stays if, with better nodes served first, budget is left for it. */
    private boolean stays(Allocation clone, Allocation instance, int budget, int maxPerNode, int optimum) {
        Node current = instance.resource.currentNode().orElse(null);
        if (instance.assigned || current == null || instance.resource.failed() || !current.available() || current.baseScore() < 0
                || clone.table.has(current) && clone.table.count(current) >= optimum || !instance.table.usable(current)) {
            return false;
        }
        Map<Resource, ScoreTable> saved = new HashMap<>();
        instance.resource.tree().forEach(part -> saved.put(part, board.of(part).table.copy()));
        ScoreTable real = clone.table.copy();
        boolean success = false;
        for (int reserved = 0; reserved < budget; reserved++) {
            Node chosen = attempt(clone, instance, current, maxPerNode);
            if (chosen == current) {
                success = true;
                break;
            }
            saved.forEach((part, table) -> board.of(part).table.restore(table));
            if (chosen == null) {
                instance.assigned = false;
                break;
            }
            board.unassign(instance);
        }
        clone.table.restore(real);
        if (success) {
            clone.table.count(current, 1);
        }
        return success;
    }
}
