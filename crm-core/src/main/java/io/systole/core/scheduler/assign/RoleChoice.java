package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.Comparator;

/** Chooses which instances of a promotable clone are promoted (rules 2:P-710 to 2:P-732). */
final class RoleChoice {
    private final Board board;
    private final ColocationLists lists;
    private final ColocationEffect effect;
    private final InstanceOrder order;
    private final PromotionScores scores;

    RoleChoice(Board board, ColocationLists lists, ColocationEffect effect, InstanceOrder order, PromotionScores scores) {
        this.board = board;
        this.lists = lists;
        this.effect = effect;
        this.order = order;
        this.scores = scores;
    }

    void choose(Allocation clone) {
        clone.table.resetCounts();
        clone.children.forEach(instance -> prioritize(clone, board.of(instance)));
        merge(clone);
        Comparator<Resource> byPriority = Comparator.comparingInt((Resource instance) -> board.of(instance).promotionPriority).reversed()
                .thenComparing(Comparator.comparing(RoleChoice::currentRole).reversed())
                .thenComparing(order);
        InstanceOrder.sort(clone.children, byPriority);
        int promoted = 0;
        for (Resource instance : clone.children) {
            board.trail.promotion(board.of(instance));
            boolean room = promoted < clone.resource.cloneSettings().promotedMax() || !clone.managed;
            if (board.of(instance).promotionPriority >= 0 && room && eligible(clone, instance)) {
                promoted++;
                clone.table.count(board.place(instance), 1);
                instance.tree().map(board::of).filter(part -> part.nextRole == Role.UNKNOWN).forEach(part -> part.nextRole = Role.PROMOTED);
            } else {
                Role role = board.place(instance) == null ? Role.STOPPED : Role.UNPROMOTED;
                instance.tree().map(board::of).forEach(part -> part.nextRole = role);
            }
        }
    }

    static Role currentRole(Resource instance) {
        Role role = instance.leaves().map(Resource::role).max(Role::compareTo).orElse(Role.STOPPED);
        return role == Role.STARTED ? Role.UNPROMOTED : role;
    }

    /** Rule 2:P-711. */
    private void prioritize(Allocation clone, Allocation instance) {
        Node node = board.place(instance.resource);
        if (node == null) {
            instance.promotionPriority = -Score.INFINITY;
            return;
        }
        switch (board.nextRole(instance.resource)) {
            case UNKNOWN, STARTED -> instance.priority = scores.score(instance.resource, node).orElse(-1);
            case UNPROMOTED, STOPPED -> instance.priority = -Score.INFINITY;
            case PROMOTED -> { }
        }
        addLocations(instance, instance, node);
        addLocations(instance, clone, node);
        Allocation speaker = instance.resource.isGroup() ? board.of(instance.resource.children().getFirst()) : instance;
        for (Colocation colocation : lists.thisWith(instance.resource)) {
            effect.apply(speaker, colocation);
        }
        instance.promotionPriority = board.nextRole(instance.resource) == Role.PROMOTED ? Score.INFINITY : instance.priority;
    }

    private static void addLocations(Allocation instance, Allocation owner, Node node) {
        for (Location location : owner.locations) {
            Integer score = location.scores().get(node);
            if (location.role() == Role.PROMOTED && score != null) {
                instance.priority = Score.add(instance.priority, score);
            }
        }
    }

    /** Rules 2:P-712 to 2:P-714. */
    private void merge(Allocation clone) {
        clone.choosingRoles = true;
        for (Resource instance : clone.children) {
            Node node = board.place(instance);
            if (node != null && board.of(instance).promotionPriority >= 0 && clone.table.has(node)) {
                clone.table.add(node, board.of(instance).promotionPriority, 0);
            }
        }
        for (Colocation colocation : lists.withThis(clone.resource)) {
            if (colocation.primaryRole() == Role.PROMOTED && colocation.hasInfluence()) {
                float factor = (float) colocation.score() / Score.INFINITY;
                new ColocationPull(board, lists, clone.resource, true, true).merge(clone.table, colocation.dependent(), colocation, factor);
            }
        }
        if (board.snapshot.facts().withoutPromotion().contains(clone.resource)) {
            board.prefer(clone.resource, null, -Score.INFINITY, new Configured.PromotionTicket());
        }
        for (Resource instance : clone.children) {
            Allocation allocation = board.of(instance);
            Node node = board.place(instance);
            if (!allocation.managed && board.nextRole(instance) == Role.PROMOTED) {
                allocation.promotionPriority = Score.INFINITY;
            } else if (node != null && allocation.promotionPriority >= 0) {
                allocation.promotionPriority = clone.table.get(node);
            }
        }
    }

    /** Rule 2:P-730. */
    private boolean eligible(Allocation clone, Resource instance) {
        if (instance.isGroup()) {
            return instance.children().stream().allMatch(member -> eligible(clone, member));
        }
        Allocation allocation = board.of(instance);
        Node node = allocation.node;
        if (node == null || !clone.table.has(node)) {
            return false;
        }
        if (!allocation.managed) {
            return instance.role() == Role.PROMOTED;
        }
        boolean frozen = !board.snapshot.quorate() && board.snapshot.noQuorumPolicy() == ClusterSnapshot.NoQuorumPolicy.FREEZE;
        return allocation.priority >= 0 && mayTake(node)
                && clone.table.count(node) < clone.resource.cloneSettings().promotedNodeMax()
                && !(frozen && instance.role() != Role.PROMOTED);
    }

    /** Available, and if it is a guest, what it lives in has a place. */
    private boolean mayTake(Node node) {
        return node.available() && (node.kind() != Node.Kind.GUEST
                || node.launcher().filter(launcher -> board.of(launcher).node != null).isPresent());
    }
}
