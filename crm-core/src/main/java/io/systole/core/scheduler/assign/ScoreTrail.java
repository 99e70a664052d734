package io.systole.core.scheduler.assign;

import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Tells a listener what people may want to see while places are found; costs nothing while nobody listens. */
final class ScoreTrail {
    private final Board board;
    private final Consumer<ScoreLine> listener;

    /**
     * A trail.
     *
     * @param listener gets each line as it happens; null if nobody asks
     */
    ScoreTrail(Board board, Consumer<ScoreLine> listener) {
        this.board = board;
        this.listener = listener;
    }

    /** The scores of a resource and all that is in it, just before it is placed (rules 2:P-1002 to 2:P-1006). */
    void scores(Allocation placing) {
        if (listener != null) {
            scores(placing.resource.kind(), placing.resource);
        }
    }

    private void scores(Resource.Kind placing, Resource resource) {
        if (resource.removed()) {
            return;
        }
        Allocation allocation = board.of(resource);
        for (Node node : board.nodes()) {
            if (allocation.table.has(node)) {
                listener.accept(new ScoreLine.AllocationScore(placing, resource, node, allocation.table.get(node)));
            }
        }
        allocation.children.forEach(child -> scores(placing, child));
    }

    /** How much an instance wants to be promoted (rule 2:P-1007). */
    void promotion(Allocation instance) {
        if (listener != null) {
            Optional<Node> node = Optional.ofNullable(board.place(instance.resource));
            listener.accept(new ScoreLine.PromotionScore(instance.resource, node, instance.promotionPriority));
        }
    }

    /** What the nodes have to give (rule 2:P-1008). */
    void capacity(boolean remaining) {
        if (listener != null) {
            board.nodes().forEach(node ->
                    listener.accept(new ScoreLine.NodeCapacity(remaining, node, inTableOrder(board.capacity.free(node)))));
        }
    }

    /** A primitive takes its part of a node's capacity (rule 2:P-1008). */
    void taken(Allocation allocation, Node node) {
        if (listener != null) {
            var need = inTableOrder(allocation.resource.settings().utilization());
            listener.accept(new ScoreLine.ResourceNeed(allocation.resource, node, need));
        }
    }

    private static SequencedMap<String, Integer> inTableOrder(Map<String, Integer> amounts) {
        var sorted = new LinkedHashMap<String, Integer>();
        TableOrder.of(amounts.keySet(), name -> name).forEach(name -> sorted.put(name, amounts.get(name)));
        return sorted;
    }
}
