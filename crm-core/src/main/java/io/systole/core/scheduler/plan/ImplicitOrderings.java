package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.BLOCKS;
import static io.systole.core.scheduler.constraint.OrderProperty.CANCELS_FIRST;
import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_REQUIRES_THEN;
import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_SHOWS_THEN;
import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;
import static io.systole.core.scheduler.constraint.OrderProperty.PROMOTED_THEN_REQUIRES_FIRST;
import static io.systole.core.scheduler.constraint.OrderProperty.REQUIRED_SAME_NODE;
import static io.systole.core.scheduler.constraint.OrderProperty.RESTART;
import static io.systole.core.scheduler.constraint.OrderProperty.SAME_DESTINATION;
import static io.systole.core.scheduler.constraint.OrderProperty.SAME_NODE;
import static io.systole.core.scheduler.constraint.OrderProperty.THEN_REQUIRES_FIRST;
import static io.systole.core.scheduler.constraint.OrderProperty.THEN_SHOWS_FIRST;

import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orderings that follow from what a resource is: stop before start, members of groups, instances of clones (3:O-10, 3:I-1, 3:I-2). */
final class ImplicitOrderings {
    private final Workshop shop;
    private final boolean capacityCounts;

    ImplicitOrderings(Workshop shop) {
        this.shop = shop;
        this.capacityCounts = !shop.snapshot.options().word(ClusterOption.PLACEMENT_STRATEGY).equals("default");
    }

    void add() {
        shop.snapshot.resources().forEach(this::add);
        shop.placements.constraints().colocations().stream().filter(each -> each.score() <= -Score.INFINITY).forEach(this::apart);
    }

    private void add(Resource resource) {
        switch (resource.kind()) {
            case PRIMITIVE -> leaf(resource);
            case GROUP -> group(resource);
            case CLONE -> clone(resource);
            case BUNDLE -> new BundleOrderings(shop, this).add(resource);
        }
    }

    void leaf(Resource leaf) {
        if (!leaf.managed()) {
            return;
        }
        shop.order(leaf, "stop", leaf, "start", ORDERED, FIRST_REQUIRES_THEN, RESTART);
        if (leaf.promotable() || leaf.role() == Role.PROMOTED) {
            shop.order(leaf, "demote", leaf, "stop", PROMOTED_THEN_REQUIRES_FIRST);
            shop.order(leaf, "start", leaf, "promote", BLOCKS);
        }
        shop.order(leaf, "lrm_delete", leaf, "monitor", SAME_NODE, CANCELS_FIRST);
        shop.unfencing.withinRestart(leaf);
        if (capacityCounts && !leaf.settings().utilization().isEmpty()) {
            capacity(leaf);
        }
        leaf.launcher().ifPresent(launcher -> launcher(leaf, launcher));
    }

    /** Rules 3:O-18 to 3:O-20: a resource lives no longer than what it lives in. */
    private void launcher(Resource leaf, Resource launcher) {
        boolean connection = leaf.isConnection();
        if (connection) {
            shop.order(launcher, "monitor", leaf, "stop", ORDERED);
        }
        boolean behind = launcher.isConnection()
                || shop.snapshot.nodes().stream().anyMatch(node -> node.launcher().filter(launcher::equals).isPresent());
        if (connection || !behind) {
            shop.order(launcher, "start", leaf, "start", FIRST_REQUIRES_THEN, BLOCKS);
            shop.order(leaf, "stop", launcher, "stop", THEN_REQUIRES_FIRST);
        }
    }

    /** Rules 3:O-16, 3:O-17, 3:K-10: what comes to a node waits until what leaves it has made room. */
    private void capacity(Resource leaf) {
        leaf.activeOn().forEach(node -> shop.order(leaf, "stop", shop.book.loadStopped(node), SAME_DESTINATION));
        shop.placements.of(leaf).scores().keySet().forEach(node -> {
            shop.order(shop.book.loadStopped(node), leaf, "start", SAME_DESTINATION);
            shop.order(shop.book.loadStopped(node), leaf, "migrate_to", SAME_DESTINATION);
        });
    }

    private void group(Resource group) {
        shop.order(group, "stop", group, "stopped", BLOCKS);
        shop.order(group, "stopped", group, "start", ORDERED);
        shop.order(group, "start", group, "running", BLOCKS);
        Resource previous = null;
        Resource active = null;
        for (Resource member : group.children()) {
            leaf(member);
            member(group, member, previous);
            if (group.orderedGroup() && previous != null) {
                sequence(member, previous, active);
            }
            if (!member.activeOn().isEmpty()) {
                active = member;
            }
            previous = member;
        }
    }

    private void member(Resource group, Resource member, Resource previous) {
        boolean first = group.orderedGroup() && previous == null;
        boolean promotable = group.promotable();
        if (promotable) {
            down(group, member, "demote", "demoted", first);
        }
        down(group, member, "stop", "stopped", first);
        if (promotable) {
            shop.order(group, "promote", member, "promote", THEN_SHOWS_FIRST);
            shop.order(member, "promote", group, "promoted", BLOCKS, FIRST_REQUIRES_THEN, FIRST_SHOWS_THEN);
        }
        shop.order(group, "start", member, "start", THEN_SHOWS_FIRST);
        shop.order(member, "start", group, "running", BLOCKS, FIRST_REQUIRES_THEN, FIRST_SHOWS_THEN);
        if (!group.orderedGroup()) {
            together(group, member, promotable ? List.of("start", "promote") : List.of("start"));
        }
    }

    /** Members without a sequence start when their group does. */
    private void together(Resource group, Resource member, List<String> tasks) {
        tasks.forEach(task -> shop.order(group, task, member, task, FIRST_REQUIRES_THEN, BLOCKS, THEN_SHOWS_FIRST));
    }

    private void down(Resource group, Resource member, String task, String done, boolean first) {
        if (first) {
            shop.order(group, task, member, task, THEN_SHOWS_FIRST, ORDERED);
            shop.order(member, task, group, done, FIRST_REQUIRES_THEN);
        } else {
            shop.order(group, task, member, task, THEN_SHOWS_FIRST);
            shop.order(member, task, group, done, FIRST_SHOWS_THEN);
        }
    }

    private void sequence(Resource member, Resource previous, Resource active) {
        shop.order(previous, "start", member, "start", FIRST_REQUIRES_THEN, BLOCKS);
        shop.order(member, "stop", previous, "stop", ORDERED, RESTART);
        boolean hole = !member.activeOn().isEmpty() && previous.activeOn().isEmpty();
        if (hole) {
            shop.order(member, "stop", previous, "start", THEN_REQUIRES_FIRST, BLOCKS);
        }
        if (member.promotable()) {
            shop.order(previous, "promote", member, "promote", FIRST_REQUIRES_THEN, BLOCKS);
            shop.order(member, "demote", previous, "demote", ORDERED);
        }
        if (hole && active != null) {
            shop.order(member, "stop", active, "stop", ORDERED);
        }
    }

    /** Rule 3:I-2. */
    void clone(Resource clone) {
        boolean promotable = clone.cloneSettings().promotable();
        shop.order(clone, "stopped", clone, "start", ORDERED);
        shop.order(clone, "start", clone, "running", BLOCKS);
        shop.order(clone, "stop", clone, "stopped", BLOCKS);
        if (promotable) {
            shop.order(clone, "demoted", clone, "stop", ORDERED);
            shop.order(clone, "running", clone, "promote", BLOCKS);
        }
        List<Resource> instances = new ArrayList<>(clone.children());
        if (clone.cloneSettings().ordered()) {
            instances.sort(Comparator.comparingInt(Resource::instance));
        }
        for (int i = 0; i < instances.size(); i++) {
            Resource instance = instances.get(i);
            add(instance);
            shop.order(clone, "start", instance, "start", BLOCKS, THEN_SHOWS_FIRST);
            shop.order(instance, "start", clone, "running", FIRST_SHOWS_THEN);
            shop.order(clone, "stop", instance, "stop", THEN_SHOWS_FIRST);
            shop.order(instance, "stop", clone, "stopped", FIRST_SHOWS_THEN);
            for (int j = i + 1; clone.cloneSettings().ordered() && j < instances.size(); j++) {
                shop.order(instance, "start", instances.get(j), "start", ORDERED);
                shop.order(instances.get(j), "stop", instance, "stop", ORDERED);
            }
        }
        if (promotable) {
            promotable(clone, instances);
        }
    }

    /** Down before up, for the marks of a promotable clone or bundle. */
    void changesOfRole(Resource whole) {
        shop.order(whole, "stopped", whole, "start", ORDERED);
        shop.order(whole, "stopped", whole, "promote", ORDERED);
        shop.order(whole, "demoted", whole, "stop", ORDERED);
        shop.order(whole, "demoted", whole, "start", ORDERED);
        shop.order(whole, "demoted", whole, "promote", ORDERED);
        shop.order(whole, "running", whole, "promote", ORDERED);
        shop.order(whole, "demote", whole, "demoted", ORDERED);
    }

    private void promotable(Resource clone, List<Resource> instances) {
        changesOfRole(clone);
        Resource previous = null;
        for (Resource instance : instances) {
            shop.order(instance, "demote", instance, "promote", ORDERED);
            shop.order(clone, "promote", instance, "promote", ORDERED);
            shop.order(instance, "promote", clone, "promoted", ORDERED);
            shop.order(clone, "demote", instance, "demote", THEN_SHOWS_FIRST);
            shop.order(instance, "demote", clone, "demoted", FIRST_SHOWS_THEN);
            if (previous != null && clone.cloneSettings().ordered()) {
                shop.order(previous, "promote", instance, "promote", ORDERED);
                shop.order(instance, "demote", previous, "demote", ORDERED);
            }
            previous = instance;
        }
    }

    /** Rule 3:O-21: what must not be together leaves before the other comes. */
    private void apart(Colocation colocation) {
        exchange(colocation.dependent(), colocation.dependentRole(), colocation.primary(), colocation.primaryRole());
        exchange(colocation.primary(), colocation.primaryRole(), colocation.dependent(), colocation.dependentRole());
    }

    private void exchange(Resource leaving, Role leavingRole, Resource coming, Role comingRole) {
        List<String> losing = leavingRole == Role.PROMOTED ? List.of("demote")
                : leavingRole == Role.UNPROMOTED ? List.of("stop", "promote") : List.of("stop");
        List<String> gaining = comingRole == Role.PROMOTED ? List.of("promote")
                : comingRole == Role.UNPROMOTED ? List.of("start", "demote") : List.of("start");
        for (String lose : losing) {
            gaining.forEach(gain -> shop.order(leaving, lose, coming, gain, REQUIRED_SAME_NODE));
        }
    }
}
