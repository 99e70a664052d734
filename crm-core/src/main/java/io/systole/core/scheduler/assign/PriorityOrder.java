package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** In which order resources are placed when capacity counts: first those that lose most by coming late (rule 2:P-202). */
final class PriorityOrder {
    private final Board board;
    private final ColocationLists lists;
    private final NodeChoice choice;

    PriorityOrder(Board board, ColocationLists lists, NodeChoice choice) {
        this.board = board;
        this.lists = lists;
        this.choice = choice;
    }

    List<Resource> sorted(List<Resource> resources) {
        List<Node> nodes = choice.byBaseScore(board.nodes());
        Map<Resource, ScoreTable> tables = new HashMap<>();
        resources.forEach(resource -> tables.put(resource, ColocationPull.withPrimaries(board, lists, resource)));
        var list = new ArrayList<>(resources);
        InstanceOrder.sort(list, (one, other) -> compare(one, other, nodes, tables));
        return list;
    }

    private int compare(Resource one, Resource other, List<Node> nodes, Map<Resource, ScoreTable> tables) {
        int order = Integer.compare(other.settings().priority(), one.settings().priority());
        if (order != 0) {
            return order;
        }
        order = Integer.compare(here(other, tables.get(other)), here(one, tables.get(one)));
        for (Node node : nodes) {
            if (order != 0) {
                break;
            }
            order = Integer.compare(tables.get(other).get(node), tables.get(one).get(node));
        }
        return order;
    }

    /** A group or clone is where the first of its members was found that history tells of. */
    private static int here(Resource resource, ScoreTable table) {
        Stream<Resource> places = resource.isBundle() ? resource.leaves() : Stream.of(resource);
        return places.flatMap(each -> each.currentNode().stream()).findFirst().map(table::get).orElse(-Score.INFINITY);
    }
}
