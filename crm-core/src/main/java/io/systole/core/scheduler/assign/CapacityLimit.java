package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keeps a resource, with all that must be with it, from nodes that have not enough capacity left (rule 2:P-820). */
final class CapacityLimit {
    private final Board board;
    private final ColocationLists lists;

    CapacityLimit(Board board, ColocationLists lists) {
        this.board = board;
        this.lists = lists;
    }

    /** Bans the nodes that are too small; the one with most room if none is big enough for all. */
    Optional<Node> apply(Allocation allocation) {
        Map<String, Integer> all = needOfAll(allocation.resource);
        List<Node> usable = board.nodes().stream().filter(allocation.table::usable).toList();
        boolean anyFits = usable.stream().anyMatch(node -> board.capacity.fits(node, all));
        Map<String, Integer> need = anyFits ? all : allocation.resource.settings().utilization();
        for (Node node : usable) {
            if (!board.capacity.fits(node, need)) {
                board.prefer(allocation.resource, node, -Score.INFINITY, new Configured.Capacity(node.name(), need));
            }
        }
        return anyFits ? Optional.empty() : roomiest(allocation.table, usable);
    }

    /** Of equally roomy nodes the first in the order of Pacemaker's table. */
    private Optional<Node> roomiest(ScoreTable table, List<Node> usable) {
        List<Node> inTable = board.nodes().stream().filter(table::has).toList();
        return TableOrder.of(inTable, Node::id).stream().filter(usable::contains)
                .reduce((best, node) -> board.capacity.compare(node, best) > 0 ? node : best);
    }

    private Map<String, Integer> needOfAll(Resource resource) {
        var together = new LinkedHashSet<Resource>();
        collect(resource, together);
        Map<String, Integer> sum = new TreeMap<>();
        together.stream().filter(each -> !board.of(each).assigned).forEach(each -> add(sum, each, together));
        return sum;
    }

    private void collect(Resource resource, Set<Resource> together) {
        if (!together.add(resource)) {
            return;
        }
        if (speaksForMembers(resource)) {
            resource.children().forEach(member -> collect(member, together));
        }
        for (Colocation colocation : lists.thisWith(resource)) {
            if (colocation.mandatory() && counts(colocation)) {
                collect(colocation.primary(), together);
            }
        }
        for (Colocation colocation : lists.withThis(resource)) {
            boolean spread = resource.isClone() && !colocation.dependent().isClone();
            if (colocation.mandatory() && !spread && counts(colocation)) {
                collect(colocation.dependent(), together);
            }
        }
    }

    private static boolean speaksForMembers(Resource resource) {
        return resource.isGroup() && (resource.colocatedGroup() || resource.inClone());
    }

    private boolean counts(Colocation colocation) {
        Role dependent = colocation.dependentRole();
        Role primary = colocation.primaryRole();
        boolean byRole = dependent == Role.UNPROMOTED || dependent == Role.PROMOTED;
        boolean promotion = byRole && colocation.dependent().promotable() && board.of(colocation.dependent()).assigned;
        return !promotion && (dependent == Role.UNKNOWN || dependent == board.nextRole(colocation.dependent()))
                && (primary == Role.UNKNOWN || primary == board.nextRole(colocation.primary()));
    }

    private void add(Map<String, Integer> sum, Resource resource, Set<Resource> together) {
        switch (resource.kind()) {
            case PRIMITIVE -> Capacity.add(sum, resource.settings().utilization());
            case GROUP -> {
                List<Resource> members = speaksForMembers(resource) ? resource.children() : resource.children().subList(0, 1);
                members.stream().filter(member -> !together.contains(member) && !board.of(member).assigned)
                        .forEach(member -> add(sum, member, together));
            }
            case BUNDLE -> resource.bundle().orElseThrow().containers().stream().findFirst()
                    .filter(container -> !together.contains(container) && !board.of(container).assigned)
                    .ifPresent(container -> add(sum, container, together));
            case CLONE -> {
                Optional<Resource> known = resource.children().stream()
                        .filter(instance -> instance.tree().anyMatch(together::contains)).findFirst();
                Resource instance = known.orElse(resource.children().getFirst());
                if (known.isEmpty() || instance.isGroup() && !together.contains(instance)) {
                    add(sum, instance, together);
                }
            }
        }
    }
}
