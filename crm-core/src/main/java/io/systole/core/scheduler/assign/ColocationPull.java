package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.HashSet;
import java.util.Set;

/**
 * Adds the wishes of dependents, and of theirs, to the scores of the resource they go with (rules 2:P-440 to 2:P-446); or, to tell what
 * is to be placed first, the scores of what a resource goes with to its own (rule 2:P-202).
 */
final class ColocationPull {
    /** Marks a node whose positive score would have become negative. */
    private static final int UNUSABLE = Integer.MIN_VALUE;

    private final Board board;
    private final ColocationLists lists;
    private final NodeValues values;
    private final Resource target;
    private final boolean positiveOnly;
    private final boolean towardsPrimaries;
    private final Set<Resource> sources = new HashSet<>();
    private boolean active;

    /**
     * Prepares a pull.
     *
     * @param target on whose behalf this is done
     * @param positiveOnly a score that is not negative does not become negative
     * @param active a source that leaves no node is dropped
     */
    ColocationPull(Board board, ColocationLists lists, Resource target, boolean positiveOnly, boolean active) {
        this(board, lists, target, positiveOnly, active, false);
    }

    private ColocationPull(Board board, ColocationLists lists, Resource target, boolean positiveOnly, boolean active,
            boolean towardsPrimaries) {
        this.board = board;
        this.lists = lists;
        this.values = new NodeValues(board);
        this.target = target;
        this.positiveOnly = positiveOnly;
        this.active = active;
        this.towardsPrimaries = towardsPrimaries;
    }

    /** The scores of a resource, a group's last member standing for it, with those of what it goes with (rule 2:P-202). */
    static ScoreTable withPrimaries(Board board, ColocationLists lists, Resource resource) {
        Resource from = resource.isGroup() ? resource.children().getLast() : resource;
        ScoreTable table = board.of(from).table.copy();
        var pull = new ColocationPull(board, lists, from, false, false, true);
        pull.sources.add(resource);
        pull.sources.add(from);
        pull.goOn(table, from, 1);
        return table;
    }

    /** Merges the scores of {@code source} into {@code into}. */
    void merge(ScoreTable into, Resource source, Colocation colocation, float factor) {
        Resource from = source.isGroup() ? source.children().getFirst() : source;
        if (!sources.add(source)) {
            return;
        }
        ScoreTable work = into.copy();
        addScores(work, from, colocation, factor);
        if (goOn(work, from, factor)) {
            for (Node node : work.nodes()) {
                if (positiveOnly && work.has(node) && work.get(node) == UNUSABLE) {
                    work.set(node, 1);
                }
            }
            into.restore(work);
        }
        sources.remove(source);
    }

    /** Goes on to what is colocated with the source; false if the work is to be dropped because no node is left. */
    private boolean goOn(ScoreTable work, Resource from, float factor) {
        if (!anyUsable(work)) {
            return !active;
        }
        active = true;
        for (Colocation next : towardsPrimaries ? lists.thisWith(from) : lists.withThis(from)) {
            if (towardsPrimaries || next.hasInfluence()) {
                merge(work, towardsPrimaries ? next.primary() : next.dependent(), next, factor * next.score() / Score.INFINITY);
            }
        }
        return true;
    }

    private static boolean anyUsable(ScoreTable table) {
        for (Node node : table.nodes()) {
            if (table.has(node) && node.available() && table.get(node) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void addScores(ScoreTable work, Resource source, Colocation colocation, float factor) {
        ScoreTable wishes = wishes(source, colocation);
        boolean byName = colocation.attribute().equals(Colocation.NODE_NAME)
                && !NodeValues.runsInside(target) && !NodeValues.runsInside(source);
        for (Node node : work.nodes()) {
            if (!work.has(node) || work.get(node) == UNUSABLE) {
                continue;
            }
            int best = !byName ? best(wishes, node, colocation.attribute(), source)
                    : node.available() ? wishes.get(node) : -Score.INFINITY;
            if (factor < 0 && best < 0 && !doubleNegative(colocation, best)) {
                continue;
            }
            float product = factor * best;
            int change = (int) (product < 0 ? product - 0.5 : product + 0.5);
            if (change == 0 && best != 0) {
                change = factor > 0 ? 1 : factor < 0 ? -1 : 0;
            }
            int old = work.get(node);
            int sum = Score.add(change, old);
            if (positiveOnly && sum < 0 && old > 0) {
                work.set(node, UNUSABLE);
            } else if (!(positiveOnly && sum < 0 && old == 0)) {
                work.set(node, sum);
            }
        }
    }

    /** Rule 2:P-443: a later group member speaks with its group's preferences. */
    private ScoreTable wishes(Resource source, Colocation colocation) {
        ScoreTable own = board.of(source).table;
        Resource group = source.parent().filter(Resource::isGroup).orElse(null);
        if (group == null || colocation.dependent() != source || !colocation.explicit() || group.children().getFirst() == source) {
            return own;
        }
        ScoreTable copy = own.copy();
        for (Location location : board.of(group).locations) {
            location.scores().forEach((node, score) -> copy.add(node, score, 0));
        }
        return copy;
    }

    private int best(ScoreTable wishes, Node node, String attribute, Resource source) {
        String value = values.forColocation(node, attribute, target);
        int best = -Score.INFINITY;
        for (Node other : wishes.nodes()) {
            if (wishes.has(other) && other.available() && NodeValues.same(value, values.forColocation(other, attribute, source))) {
                best = Math.max(best, wishes.get(other));
            }
        }
        return best;
    }

    private boolean doubleNegative(Colocation colocation, int best) {
        if (colocation.primary().settings().stickiness() >= -best || !colocation.hasInfluence()) {
            return false;
        }
        ScoreTable table = board.of(colocation.dependent()).table;
        return table.nodes().stream().filter(node -> table.has(node) && table.get(node) >= 0).count() == 1;
    }
}
