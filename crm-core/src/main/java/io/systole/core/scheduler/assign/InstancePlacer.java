package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.snapshot.CloneSettings;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places the instances of a clone or the containers of a bundle: first those that may stay where they are, then the others
 * (rules 2:P-610 to 2:P-626).
 */
final class InstancePlacer {
    private final Assigner assigner;
    private final Board board;

    InstancePlacer(Assigner assigner, Board board) {
        this.assigner = assigner;
        this.board = board;
    }

    /**
     * Places instances.
     *
     * @param whole the clone or bundle, whose own scores bar nodes for all
     * @param instances in the order in which they are handled
     * @param limits how many there may be, in all and on one node
     */
    void place(Allocation whole, List<Resource> instances, CloneSettings limits) {
        int maxTotal = limits.max();
        int maxPerNode = limits.nodeMax();
        whole.table.resetCounts();
        long usable = board.nodes().stream().filter(node -> whole.table.has(node) && node.available()).count();
        int optimum = Math.max(1, usable == 0 ? 1 : (int) (maxTotal / usable));
        int assigned = 0;
        for (Resource instance : instances) {
            if (assigned < maxTotal && stays(whole, board.of(instance), maxTotal - assigned, maxPerNode, optimum)) {
                assigned++;
            }
        }
        for (Resource instance : instances) {
            Allocation allocation = board.of(instance);
            if (allocation.assigned) {
                continue;
            }
            if (assigned >= maxTotal) {
                board.prefer(instance, null, -Score.INFINITY, new Configured.CloneLimit(whole.resource.id(), maxTotal));
            } else if (attempt(whole, allocation, null, maxPerNode) != null) {
                assigned++;
            }
        }
    }

    private Node attempt(Allocation whole, Allocation instance, Node prefer, int maxPerNode) {
        if (instance.inProgress) {
            return null;
        }
        for (Node node : board.nodes()) {
            boolean may = !instance.resource.removed() && node.available() && whole.table.get(node) >= 0
                    && whole.table.has(node) && whole.table.count(node) < maxPerNode;
            if (!may) {
                instance.resource.tree().filter(part -> board.of(part).table.has(node))
                        .forEach(part -> board.of(part).table.set(node, -Score.INFINITY));
            }
        }
        Node chosen = assigner.assign(instance.resource, prefer, prefer != null);
        if (chosen != null) {
            whole.table.count(chosen, 1);
        }
        return chosen;
    }

    /** Rule 2:P-620: an instance stays if, with better nodes served first, budget is left for it. */
    private boolean stays(Allocation whole, Allocation instance, int budget, int maxPerNode, int optimum) {
        Node current = instance.resource.currentNode().orElse(null);
        if (instance.assigned || current == null || instance.resource.failed() || !current.available() || current.baseScore() < 0
                || whole.table.has(current) && whole.table.count(current) >= optimum || !instance.table.usable(current)) {
            return false;
        }
        Map<Resource, ScoreTable> saved = new HashMap<>();
        instance.resource.tree().forEach(part -> saved.put(part, board.of(part).table.copy()));
        ScoreTable real = whole.table.copy();
        boolean success = false;
        for (int reserved = 0; reserved < budget; reserved++) {
            Node chosen = attempt(whole, instance, current, maxPerNode);
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
        whole.table.restore(real);
        if (success) {
            whole.table.count(current, 1);
        }
        return success;
    }
}
