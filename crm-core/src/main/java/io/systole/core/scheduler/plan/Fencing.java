package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.BLOCKS;
import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_REQUIRES_THEN;
import static io.systole.core.scheduler.constraint.OrderProperty.GUEST_ALLOWED;
import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;

import io.systole.core.option.ClusterOption;
import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Sentence;
import io.systole.core.scheduler.reason.Uncleanness;
import io.systole.core.scheduler.reason.Uncleanness.Cause;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes that have to be fenced or that leave, and what waits for that (rules 3:F-1 to 3:F-31). */
final class Fencing {
    private final Workshop shop;

    Fencing(Workshop shop) {
        this.shop = shop;
    }

    static String action(Workshop shop) {
        return shop.snapshot.options().text(ClusterOption.FENCING_ACTION);
    }

    void plan() {
        boolean anyManaged = shop.snapshot.allResources().anyMatch(resource -> shop.managed(resource));
        var fences = new ArrayList<PlannedAction>();
        var shutdowns = new ArrayList<PlannedAction>();
        PlannedAction coordinatorDown = null;
        for (Node node : shop.snapshot.nodes()) {
            PlannedAction down = null;
            if (node.kind() == Node.Kind.GUEST) {
                if (shop.book.resets(node) && anyManaged && shop.facts.canFence(node)) {
                    reset(node);
                }
            } else if (shop.book.unclean(node) && anyManaged && shop.facts.canFence(node)) {
                down = fence(node);
                if (!node.dc()) {
                    fences.add(down);
                }
            } else if (node.online() && node.shuttingDown() && node.kind() == Node.Kind.CLUSTER) {
                down = shutDown(node);
                if (!node.dc()) {
                    shutdowns.add(down);
                }
            } else if (shop.book.unclean(node)) {
                String why = Sentence.of(shop.book.uncleanReason(node), node.toString());
                shop.facts.problem("node " + node + " is unclean (" + why + ") and cannot be fenced: "
                        + "make sure that it is down, or configure fencing");
            }
            coordinatorDown = node.dc() && down != null ? down : coordinatorDown;
        }
        coordinatorLast(fences, shutdowns, coordinatorDown);
    }

    /** Rule 3:F-6. */
    private void coordinatorLast(List<PlannedAction> fences, List<PlannedAction> shutdowns, PlannedAction down) {
        boolean concurrent = shop.snapshot.options().isTrue(ClusterOption.CONCURRENT_FENCING);
        for (int i = 1; !concurrent && i < fences.size(); i++) {
            Relation.join(fences.get(i - 1), fences.get(i), Set.of(ORDERED));
        }
        if (down == null) {
            return;
        }
        List<PlannedAction> before = concurrent || fences.isEmpty() ? fences : List.of(fences.getLast());
        before.forEach(fence -> Relation.join(fence, down, Set.of(ORDERED)));
        if (down.task().equals("do_shutdown")) {
            shutdowns.forEach(shutdown -> Relation.join(shutdown, down, Set.of(ORDERED)));
        }
    }

    private PlannedAction fence(Node node) {
        PlannedAction fence = shop.book.fence(node, action(shop));
        fence.require();
        fence.runnable(true);
        fence.reason(shop.book.uncleanReason(node), false);
        long delay = shop.snapshot.options().duration(ClusterOption.PRIORITY_FENCING_DELAY).toSeconds();
        if (delay > 0 && node.lostFromMembership()) {
            fence.meta().put("priority-fencing-delay", Long.toString(outweighs(node) ? delay : 0));
        }
        implied(node, fence);
        return fence;
    }

    /** Rule 3:F-12: of two halves that fence each other the one with the more important resources is to win. */
    private boolean outweighs(Node lost) {
        List<Node> members = shop.snapshot.nodes().stream().filter(node -> node.kind() == Node.Kind.CLUSTER).toList();
        long online = members.stream().filter(Node::online).count();
        int most = members.stream().mapToInt(Node::priority).max().orElse(0);
        int least = members.stream().mapToInt(Node::priority).min().orElse(0);
        return lost.kind() == Node.Kind.CLUSTER && !lost.online() && online <= members.size() / 2 && most > least
                && lost.priority() == most;
    }

    /** Rules 3:B-20, 4:B-71, 4:B-73: a guest goes down with what it lives in. */
    private void reset(Node guest) {
        Resource launcher = guest.launcher().orElseThrow();
        boolean again = shop.book.of(launcher).stream().anyMatch(action -> action.task().equals("start"));
        PlannedAction fence = shop.book.fence(guest, again ? "reboot" : "off");
        fence.require();
        fence.runnable(true);
        fence.pseudo(true);
        fence.reason(new Uncleanness(Cause.GUEST), false);
        Optional<PlannedAction> stop = shop.book.find(launcher, launcher.id() + "_stop_0").stream().findFirst();
        if (stop.isPresent()) {
            PlannedAction first = stop.get().pseudo() ? shop.book.fence(stop.get().node(), action(shop)) : stop.get();
            Relation.join(first, fence, Set.of(BLOCKS, FIRST_REQUIRES_THEN));
        } else {
            guest.connection().flatMap(each -> shop.book.find(each, each.id() + "_stop_0").stream().findFirst())
                    .ifPresent(first -> Relation.join(first, fence, Set.of(ORDERED)));
        }
        implied(guest, fence);
    }

    private void implied(Node node, PlannedAction fence) {
        shop.placements.sequence().stream().flatMap(Resource::leaves).filter(shop::managed).forEach(leaf -> {
            waiting(leaf, node, fence);
            implied(leaf, node, fence);
        });
    }

    /** Rule 3:F-21: what needs clean nodes waits for the fencing, wherever it is to run. */
    private void waiting(Resource leaf, Node node, PlannedAction fence) {
        Settings.Requires requires = leaf.settings().requires();
        for (PlannedAction action : shop.book.of(leaf)) {
            boolean starting = action.task().equals("start") || action.task().equals("promote");
            if (starting && requires.fencing() || action.task().equals("migrate_to") && requires.fencing()) {
                Relation.join(fence, action, Set.of(ORDERED));
            } else if (action.task().equals("start") && requires == Settings.Requires.QUORUM
                    && shop.placements.of(leaf).scores().containsKey(node) && !known(leaf, node)) {
                Relation.join(fence, action, Set.of(ORDERED, BLOCKS));
            }
        }
    }

    /** Whether it is known if the leaf runs there; for an instance of an anonymous clone, if any of its instances does. */
    private static boolean known(Resource leaf, Node node) {
        return leaf.knownOn().contains(node) || !leaf.unique() && leaf.parent().filter(Resource::isClone)
                .filter(clone -> clone.knownOn().contains(node)).isPresent();
    }

    /** Rules 3:F-22, 3:F-23: a fenced node has stopped everything. */
    private void implied(Resource leaf, Node node, PlannedAction fence) {
        boolean fencing = leaf.settings().requires().fencing() || node.kind() == Node.Kind.GUEST;
        for (PlannedAction action : List.copyOf(shop.book.of(leaf))) {
            if (action.node() != node) {
                continue;
            }
            if (action.task().equals("stop")) {
                action.pseudo(true);
                action.runnable(true);
                action.note(new Consequent.Fenced(node.name()));
                if (fencing) {
                    if (!leaf.inBundle()) {
                        Relation.join(fence, action, Set.<OrderProperty>of(GUEST_ALLOWED));
                    }
                    shop.book.find(leaf.top(), leaf.top().id() + "_stop_0").stream().findFirst()
                            .ifPresent(stop -> Relation.join(fence, stop, Set.<OrderProperty>of(GUEST_ALLOWED)));
                }
                if (leaf.settings().notifies()) {
                    new Notifications(shop.book, shop.placements, shop.targets).lost(leaf, node, fence);
                }
            } else if (action.task().equals("demote")) {
                action.pseudo(true);
                action.runnable(true);
                if (fencing && !leaf.inBundle()) {
                    Relation.join(fence, action, Set.of(ORDERED, GUEST_ALLOWED));
                }
            }
        }
    }

    /** Rule 3:F-30. */
    private PlannedAction shutDown(Node node) {
        PlannedAction shutdown = shop.book.create("do_shutdown-" + node, "do_shutdown", null, node);
        shutdown.require();
        shutdown.meta().put("on_node", node.name().value());
        shutdown.meta().put("on_node_uuid", node.id());
        shutdown.meta().put("op_no_wait", "true");
        shutdown.note(new Consequent.Leaving(node.name()));
        shop.placements.sequence().stream().flatMap(Resource::leaves).forEach(leaf -> {
            for (PlannedAction stop : shop.book.find(leaf, leaf.id() + "_stop_0")) {
                if (stop.node() != node || leaf.inMaintenance() || node.maintenance() || !shop.managed(leaf) && !leaf.blocked()) {
                    continue;
                }
                stop.require();
                shop.order(stop, shutdown, ORDERED, BLOCKS);
            }
        });
        return shutdown;
    }
}
