package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** In which order instances of a clone are placed (rule 2:P-604). */
final class InstanceOrder implements Comparator<Resource> {
    private final Board board;
    private final ColocationLists lists;

    InstanceOrder(Board board, ColocationLists lists) {
        this.board = board;
        this.lists = lists;
    }

    void sort(List<Resource> instances) {
        sort(instances, this);
    }

    /** A stable top-down merge sort: the comparison is not transitive, so the way of sorting matters (rule 2:P-1101). */
    static <T> void sort(List<T> list, Comparator<T> comparator) {
        if (list.size() < 2) {
            return;
        }
        var left = new ArrayList<>(list.subList(0, list.size() / 2));
        var right = new ArrayList<>(list.subList(list.size() / 2, list.size()));
        sort(left, comparator);
        sort(right, comparator);
        int i = 0;
        int j = 0;
        for (int at = 0; at < list.size(); at++) {
            boolean takeLeft = j >= right.size() || i < left.size() && comparator.compare(left.get(i), right.get(j)) <= 0;
            list.set(at, takeLeft ? left.get(i++) : right.get(j++));
        }
    }

    @Override
    public int compare(Resource a, Resource b) {
        if (!a.activeOn().isEmpty() && !b.activeOn().isEmpty() && a.activeOn().size() != b.activeOn().size()) {
            return Integer.compare(a.activeOn().size(), b.activeOn().size());
        }
        boolean fineA = fine(a);
        boolean fineB = fine(b);
        if (fineA != fineB) {
            return fineA ? -1 : 1;
        }
        if (board.of(a).priority != board.of(b).priority) {
            return Integer.compare(board.of(b).priority, board.of(a).priority);
        }
        Node here = fineA ? a.currentNode().orElse(null) : null;
        Node there = fineB ? b.currentNode().orElse(null) : null;
        if (here == null || there == null) {
            return here == there ? 0 : here != null ? -1 : 1;
        }
        if (here.available() != there.available()) {
            return here.available() ? -1 : 1;
        }
        return settled(a, here, b, there);
    }

    private int settled(Resource a, Node here, Resource b, Node there) {
        ScoreTable parent = board.of(a.parent().orElseThrow()).table;
        if (!parent.has(here) || !parent.has(there)) {
            return parent.has(here) == parent.has(there) ? 0 : parent.has(here) ? -1 : 1;
        }
        int order = Integer.compare(parent.count(here), parent.count(there));
        order = order != 0 ? order : Boolean.compare(failed(a), failed(b));
        order = order != 0 ? order : Integer.compare(colocationScore(b, there), colocationScore(a, here));
        return order != 0 ? order : Integer.compare(a.instance(), b.instance());
    }

    private boolean fine(Resource instance) {
        return instance.currentNode().map(node -> board.of(instance).table.get(node) >= 0).orElse(true);
    }

    private static boolean failed(Resource instance) {
        return instance.tree().anyMatch(Resource::failed);
    }

    private int colocationScore(Resource instance, Node node) {
        var table = new ScoreTable(board.nodes());
        table.set(node, node.baseScore());
        for (Colocation colocation : lists.thisWith(instance)) {
            float factor = (float) colocation.score() / Score.INFINITY;
            new ColocationPull(board, lists, instance, false, false).merge(table, colocation.primary(), colocation, factor);
        }
        for (Colocation colocation : lists.withThis(instance)) {
            if (colocation.hasInfluence(instance)) {
                float factor = (float) colocation.score() / Score.INFINITY;
                new ColocationPull(board, lists, instance, true, false).merge(table, colocation.dependent(), colocation, factor);
            }
        }
        return table.get(node);
    }
}
