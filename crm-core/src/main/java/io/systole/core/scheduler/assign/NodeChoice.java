package io.systole.core.scheduler.assign;

import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses the best node from a score table (rule 2:P-305). */
final class NodeChoice {
    private final Board board;
    private final String strategy;

    NodeChoice(Board board) {
        this.board = board;
        this.strategy = board.snapshot.options().word(ClusterOption.PLACEMENT_STRATEGY);
    }

    /** Whether capacity of nodes and needs of resources count at all. */
    boolean capacityCounts() {
        return !strategy.equals("default");
    }

    /** The nodes of a table, most preferred first. */
    List<Node> ranked(ScoreTable table, Node current) {
        var nodes = new ArrayList<Node>();
        table.nodes().stream().filter(table::has).forEach(nodes::add);
        InstanceOrder.sort(nodes, order(byScore(table), current));
        return nodes;
    }

    /** The most preferred node of a table; null if it is empty. */
    private Node best(ScoreTable table, Node current) {
        if (strategy.equals("balanced")) {
            // Comparing room is not transitive, so the way of sorting decides (rule 2:P-1101).
            List<Node> ranked = ranked(table, current);
            return ranked.isEmpty() ? null : ranked.getFirst();
        }
        Comparator<Node> order = order(byScore(table), current);
        Node best = null;
        for (Node node : table.nodes()) {
            if (table.has(node) && (best == null || order.compare(node, best) < 0)) {
                best = node;
            }
        }
        return best;
    }

    /** Nodes in the order in which they are liked before anything is placed (rule 2:P-202). */
    List<Node> byBaseScore(List<Node> all) {
        var nodes = new ArrayList<>(all);
        Comparator<Node> byScore = Comparator.comparingInt(
                (Node node) -> node.available() ? node.baseScore() : -Score.INFINITY).reversed();
        InstanceOrder.sort(nodes, order(byScore, null));
        return nodes;
    }

    private Comparator<Node> order(Comparator<Node> byScore, Node current) {
        Comparator<Node> order = byScore;
        if (strategy.equals("balanced")) {
            order = order.thenComparing((one, other) -> board.capacity.compare(other, one));
        }
        if (!strategy.equals("minimal")) {
            order = order.thenComparingInt(board::load).thenComparing((Node node) -> node != current);
        }
        return order.thenComparing(Node::name);
    }

    private static Comparator<Node> byScore(ScoreTable table) {
        return Comparator.comparingInt((Node node) -> node.available() ? table.get(node) : -Score.INFINITY).reversed();
    }

    /** The node for a resource, null for none. A guest need not be there yet: its connection is expected to come up (4:B-35). */
    Node choose(Allocation allocation, Node prefer) {
        ScoreTable table = allocation.table;
        Resource resource = allocation.resource;
        Node current = resource.currentNode().orElse(null);
        Node best = best(table, current);
        if (best == null) {
            return null;
        }
        if (prefer != null && table.has(prefer) && table.get(prefer) >= table.get(best) && table.usable(prefer)) {
            return prefer;
        }
        boolean uniqueInstance = resource.parent().filter(Resource::isClone).isPresent() && resource.unique();
        if (!uniqueInstance && table.get(best) > 0 && best.available() && current != null && current.available()
                && current.baseScore() >= 0 && table.has(current) && table.get(current) == table.get(best)) {
            best = current;
        }
        boolean expected = best.kind() == Node.Kind.GUEST && table.get(best) >= 0;
        return table.usable(best) || expected ? best : null;
    }
}
