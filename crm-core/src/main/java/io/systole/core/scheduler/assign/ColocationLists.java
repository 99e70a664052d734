package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Which colocations count for a resource, its group's and clone's included, and in which order (rules 2:P-420 to 2:P-425). */
final class ColocationLists {
    private final Board board;

    ColocationLists(Board board) {
        this.board = board;
    }

    /** Notes a colocation with both its resources. */
    void add(Colocation colocation) {
        insert(board.of(colocation.dependent()).thisWith, colocation, true);
        insert(board.of(colocation.primary()).withThis, colocation, false);
    }

    /** Those in which the resource is the dependent. */
    List<Colocation> thisWith(Resource resource) {
        List<Colocation> list = resource.isGroup() ? new ArrayList<>() : new ArrayList<>(board.of(resource).thisWith);
        if (resource.isGroup()) {
            ofGroup(list, resource, resource, true);
        } else if (resource.parent().isPresent()) {
            ofParent(list, resource.parent().get(), resource, true);
        }
        return list;
    }

    /** Those in which the resource is the primary. */
    List<Colocation> withThis(Resource resource) {
        List<Colocation> list = resource.isGroup() ? new ArrayList<>() : new ArrayList<>(board.of(resource).withThis);
        if (resource.isGroup()) {
            ofGroup(list, resource, resource, false);
        } else if (resource.parent().isPresent()) {
            ofParent(list, resource.parent().get(), resource, false);
        }
        return list;
    }

    private void ofParent(List<Colocation> list, Resource parent, Resource forWhom, boolean dependents) {
        switch (parent.kind()) {
            case GROUP -> ofGroup(list, parent, forWhom, dependents);
            case BUNDLE -> ofBundle(list, parent, forWhom, dependents);
            default -> {
                join(list, own(parent, dependents), dependents);
                parent.parent().ifPresent(bundle -> ofBundle(list, bundle, forWhom, dependents));
            }
        }
    }

    /** Rules 2:P-420, 4:B-39: they are for the containers, and for what runs inside once roles are being chosen. */
    private void ofBundle(List<Colocation> list, Resource bundle, Resource forWhom, boolean dependents) {
        boolean container = forWhom.replica().filter(replica -> replica.container() == forWhom).isPresent();
        boolean inside = forWhom.promotable() && (forWhom.isClone() ? board.of(forWhom).choosingRoles : board.of(forWhom).assigned);
        if (container || inside) {
            join(list, own(bundle, dependents), dependents);
        }
    }

    private List<Colocation> own(Resource resource, boolean dependents) {
        return dependents ? board.of(resource).thisWith : board.of(resource).withThis;
    }

    private void ofGroup(List<Colocation> list, Resource group, Resource forWhom, boolean dependents) {
        Resource speaker = dependents ? group.children().getFirst() : group.children().getLast();
        if (forWhom != group && forWhom != speaker) {
            if (dependents) {
                behindUnmanaged(list, group, forWhom);
            }
            return;
        }
        join(list, own(group, dependents), dependents);
        group.parent().ifPresent(clone -> join(list, own(clone, dependents), dependents));
        if (group.colocatedGroup()) {
            for (Resource member : group.children()) {
                if (member != forWhom) {
                    own(member, dependents).stream().filter(Colocation::explicit).forEach(each -> insert(list, each, dependents));
                }
            }
        }
    }

    /** Rule 2:P-425: an unmanaged earlier member breaks the chain to the group's colocations. */
    private void behindUnmanaged(List<Colocation> list, Resource group, Resource member) {
        for (Resource earlier : group.children()) {
            if (earlier == member) {
                return;
            }
            if (!board.of(earlier).managed) {
                board.of(group).thisWith.stream().filter(each -> each.score() == Score.INFINITY).forEach(each -> insert(list, each, true));
                return;
            }
        }
    }

    /** Rule 2:P-422: joining to a list that is not empty repeats the first element. */
    private void join(List<Colocation> list, List<Colocation> addition, boolean dependents) {
        if (list.isEmpty()) {
            list.addAll(addition);
        } else {
            addition.forEach(each -> insert(list, addition.getFirst(), dependents));
        }
    }

    private void insert(List<Colocation> list, Colocation colocation, boolean dependents) {
        Function<Colocation, Resource> other = dependents ? Colocation::primary : Colocation::dependent;
        int at = 0;
        while (at < list.size() && compare(other.apply(colocation), other.apply(list.get(at))) > 0) {
            at++;
        }
        list.add(at, colocation);
    }

    /** Rule 2:P-421. */
    private int compare(Resource a, Resource b) {
        int order = Integer.compare(board.of(b).priority, board.of(a).priority);
        order = order != 0 ? order : b.kind().compareTo(a.kind());
        if (order == 0 && a.isClone() && b.isClone()) {
            order = Boolean.compare(b.cloneSettings().promotable(), a.cloneSettings().promotable());
        }
        return order != 0 ? order : a.id().compareTo(b.id());
    }
}
