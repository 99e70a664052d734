package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.snapshot.Resource;

/** Places a clone: what it depends on first, then its instances, then their roles (rule 2:P-601). */
final class CloneAssigner {
    private final Assigner assigner;
    private final Board board;
    private final InstancePlacer placer;
    private final ColocationLists lists;
    private final InstanceOrder order;
    private final PromotionScores scores;
    private final RoleChoice roles;

    CloneAssigner(Assigner assigner, Board board, ColocationLists lists, ColocationEffect effect, InstanceOrder order) {
        this.assigner = assigner;
        this.board = board;
        this.lists = lists;
        this.placer = new InstancePlacer(assigner, board);
        this.order = order;
        this.scores = new PromotionScores(board);
        this.roles = new RoleChoice(board, lists, effect, order, scores);
    }

    void assign(Allocation clone) {
        if (clone.assigned || clone.inProgress) {
            return;
        }
        Resource bundle = clone.resource.parent().orElse(null);
        if (bundle != null && !board.of(bundle).inProgress) {
            assigner.assign(bundle, null, false);
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
                new ColocationPull(board, lists, clone.resource, true, true).merge(clone.table, colocation.dependent(), colocation, factor);
            }
        }
        board.trail.scores(clone);
        order.sort(clone.children);
        placer.place(clone, clone.children, clone.resource.cloneSettings());
        clone.assigned = true;
        if (promotable) {
            roles.choose(clone);
        }
        clone.inProgress = false;
    }
}
