package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses the best node from a score table (rule 2:P-305). */
final class NodeChoice {
    private final Board board;

    NodeChoice(Board board) {
        this.board = board;
    }

    /** The nodes of a table, most preferred first. */
    List<Node> ranked(ScoreTable table, Node current) {
        var nodes = new ArrayList<Node>();
        table.nodes().stream().filter(table::has).forEach(nodes::add);
        nodes.sort(Comparator.comparingInt((Node node) -> effective(table, node)).reversed()
                .thenComparingInt(board::load)
                .thenComparing((Node node) -> node != current)
                .thenComparing(Node::name));
        return nodes;
    }

    private static int effective(ScoreTable table, Node node) {
        return node.available() ? table.get(node) : -Score.INFINITY;
    }

    /** The node for a resource, null for none. */
    Node choose(Allocation allocation, Node prefer) {
        ScoreTable table = allocation.table;
        Resource resource = allocation.resource;
        Node current = resource.currentNode().orElse(null);
        List<Node> ranked = ranked(table, current);
        if (ranked.isEmpty()) {
            return null;
        }
        Node best = ranked.getFirst();
        if (prefer != null && table.has(prefer) && table.get(prefer) >= table.get(best) && table.usable(prefer)) {
            return prefer;
        }
        boolean uniqueInstance = resource.parent().filter(Resource::isClone).isPresent() && resource.unique();
        if (!uniqueInstance && table.get(best) > 0 && best.available() && current != null && current.available()
                && current.baseScore() >= 0 && table.has(current) && table.get(current) == table.get(best)) {
            best = current;
        }
        return table.usable(best) ? best : null;
    }
}
