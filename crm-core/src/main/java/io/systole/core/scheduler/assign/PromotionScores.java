package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.OptionalInt;

/** How much agents want an instance to be promoted on a node: attribute {@code master-NAME} (rules 2:P-701 to 2:P-706). */
final class PromotionScores {
    private final Board board;
    private final NodeValues values;

    PromotionScores(Board board) {
        this.board = board;
        this.values = new NodeValues(board);
    }

    void addToTables(Allocation clone) {
        for (Resource instance : clone.children) {
            Allocation allocation = board.of(instance);
            for (Node node : board.nodes()) {
                if (!allocation.table.has(node) || !node.available()) {
                    continue;
                }
                int score = score(instance, node).orElse(0);
                if (score > 0) {
                    allocation.table.add(node, score, 0);
                    allocation.parts.add(new ScorePart(node, score, new Configured.PromotionScore()));
                }
                allocation.priority = Math.max(allocation.priority, score);
            }
        }
    }

    /** The score; empty if there is none, which is not the same as 0. */
    OptionalInt score(Resource instance, Node node) {
        if (instance.isGroup()) {
            int sum = 0;
            boolean any = false;
            for (Resource member : instance.children()) {
                OptionalInt part = score(member, node);
                sum += part.orElse(0);
                any |= part.isPresent();
            }
            return any ? OptionalInt.of(sum) : OptionalInt.empty();
        }
        if (!applies(instance, node)) {
            return OptionalInt.empty();
        }
        String value = values.forPromotion(node, "master-" + instance.historyId().orElse(instance.id()), instance);
        if (value == null && !instance.unique()) {
            value = values.forPromotion(node, "master-" + instance.configuredId(), instance);
        }
        return value == null ? OptionalInt.empty() : OptionalInt.of(Score.parse(value, 0));
    }

    /** Rule 2:P-706. */
    private boolean applies(Resource instance, Node node) {
        if (board.of(instance).table.get(node) < 0 || !board.of(instance).table.has(node)) {
            return false;
        }
        boolean activeHere = instance.activeOn().contains(node);
        if (!instance.unique()) {
            if (activeHere) {
                return true;
            }
            boolean anyActive = siblings(instance).anyMatch(other -> other.activeOn().contains(node));
            if (!anyActive && siblings(instance).anyMatch(other -> other.knownOn().contains(node))) {
                return true;
            }
        }
        if (instance.activeOn().isEmpty() && instance.knownOn().isEmpty()) {
            return true;
        }
        return instance.knownOn().contains(node) || activeHere;
    }

    private static java.util.stream.Stream<Resource> siblings(Resource instance) {
        return instance.unique() ? java.util.stream.Stream.of(instance)
                : instance.top().leaves().filter(leaf -> leaf.configuredId().equals(instance.configuredId()));
    }
}
