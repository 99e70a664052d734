package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.BLOCKS;
import static io.systole.core.scheduler.constraint.OrderProperty.NESTED_PROBE;
import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;
import static io.systole.core.scheduler.constraint.OrderProperty.SAME_NODE;

import io.systole.core.option.ClusterOption;
import io.systole.core.scheduler.assign.Placement;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Uncleanness;
import io.systole.core.scheduler.reason.Uncleanness.Cause;
import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.List;
import java.util.Optional;

/** Looks for each resource on each node where its state is not known (rules 3:P-1 to 3:P-10, 3:P-14). */
final class Probes {
    private final Workshop shop;

    Probes(Workshop shop) {
        this.shop = shop;
    }

    void plan() {
        if (!shop.snapshot.options().isTrue(ClusterOption.ENABLE_STARTUP_PROBES)) {
            return;
        }
        for (Node node : shop.snapshot.nodes()) {
            if (node.online() && !node.unclean() && node.mayProbe()) {
                shop.placements.sequence().forEach(resource -> probe(resource, node));
            } else if (!node.online() && lostForGood(node)) {
                shop.book.markUnclean(node, new Uncleanness(Cause.CONNECTION_LOST));
            }
        }
    }

    /** Rule 4:B-111. */
    private boolean lostForGood(Node node) {
        return node.kind() == Node.Kind.REMOTE && node.connection()
                .filter(connection -> RemoteOrderings.state(shop, connection, node) == RemoteOrderings.State.FAILED).isPresent();
    }

    private void probe(Resource resource, Node node) {
        switch (resource.kind()) {
            case PRIMITIVE -> leaf(resource, node);
            case GROUP -> resource.children().forEach(member -> probe(member, node));
            case CLONE -> clone(resource, node);
            case BUNDLE -> bundle(resource, node);
        }
    }

    private void clone(Resource clone, Node node) {
        if (clone.cloneSettings().globallyUnique()) {
            clone.children().forEach(instance -> probe(instance, node));
            return;
        }
        Optional<Resource> known = clone.children().stream().filter(instance -> instance.knownOn().contains(node)).findFirst();
        Optional<Resource> placed = clone.children().stream()
                .filter(instance -> instance.leaves().anyMatch(leaf -> shop.targets.node(leaf) == node)).findFirst();
        Optional<Resource> any = clone.children().stream().findFirst();
        known.or(() -> placed).or(() -> any).ifPresent(instance -> probe(instance, node));
    }

    /** Rules 3:P-13, 4:B-50 to 4:B-52. */
    private void bundle(Resource bundle, Node node) {
        List<Bundle.Replica> replicas = bundle.bundle().orElseThrow().replicas();
        for (Bundle.Replica replica : replicas) {
            Resource container = replica.container();
            replica.ip().ifPresent(ip -> leaf(ip, node));
            replica.child().filter(child -> replica.node().filter(node::equals).isPresent()).ifPresent(child -> leaf(child, node));
            if (leaf(container, node).isPresent() && bundle.cloneSettings().nodeMax() == 1) {
                replicas.stream().filter(other -> other != replica)
                        .forEach(other -> shop.order(container, "monitor", other.container(), "start", ORDERED, SAME_NODE));
            }
            replica.connection().flatMap(connection -> leaf(connection, node))
                    .ifPresent(probe -> shop.order(container, "start", probe, NESTED_PROBE));
        }
    }

    private Optional<PlannedAction> leaf(Resource leaf, Node node) {
        boolean behind = node.kind() != Node.Kind.CLUSTER;
        boolean impossible = behind && (leaf.isConnection() || leaf.isFenceDevice())
                || node.kind() == Node.Kind.GUEST && launches(leaf)
                || leaf.launcher().isPresent() && !leaf.isConnection();
        if (impossible || leaf.removed() || leaf.knownOn().contains(node) || !allowed(leaf, node)
                || node.kind() == Node.Kind.GUEST && guestIsDown(leaf.top(), node)) {
            return Optional.empty();
        }
        PlannedAction probe = shop.book.request(leaf, leaf.id() + "_monitor_0", "monitor", node, true);
        probe.require();
        probe.note(new Consequent.UnknownState(leaf.id(), node.name()));
        shop.unfencing.before(leaf, node, probe, ORDERED);
        if (!leaf.activeOn().contains(node)) {
            probe.meta().put("op_target_rc", "7");
        } else if (leaf.role() == Role.PROMOTED) {
            probe.meta().put("op_target_rc", "8");
        }
        Resource waiting = leaf.inClone() ? leaf.top() : leaf;
        if (!probe.runnable() && waiting.activeOn().isEmpty()) {
            shop.order(probe, waiting, "start", ORDERED, BLOCKS);
        } else {
            shop.order(probe, waiting, "start", ORDERED);
        }
        if (waiting == leaf) {
            shop.order(probe, leaf, "reload-agent", ORDERED);
        }
        return Optional.of(probe);
    }

    private boolean launches(Resource leaf) {
        return shop.snapshot.nodes().stream().anyMatch(node -> node.launcher().filter(leaf::equals).isPresent());
    }

    /** Rules 3:P-7, 3:P-8: nothing can be in a guest that is not there; what waits for the probe waits for the guest instead. */
    private boolean guestIsDown(Resource waiting, Node guest) {
        Resource launcher = guest.launcher().orElse(null);
        if (launcher == null) {
            return true;
        }
        if (launcher.role() == Role.STOPPED) {
            Node place = shop.targets.node(launcher);
            if (place != null && !launcher.knownOn().contains(place)) {
                shop.order(launcher, "monitor", waiting, "start", ORDERED);
            }
            return true;
        }
        Node place = shop.targets.node(launcher);
        boolean leaves = shop.book.resets(guest) || shop.book.unclean(guest) || launcher.failed()
                || shop.targets.role(launcher) == Role.STOPPED || place != null && !launcher.activeOn().contains(place);
        if (leaves) {
            shop.order(launcher, "stop", waiting, "start", ORDERED);
        }
        return leaves;
    }

    private boolean allowed(Resource leaf, Node node) {
        Placement placement = shop.placements.of(leaf);
        Location.Discovery mode = placement.discovery().getOrDefault(node,
                node.replica().isPresent() ? Location.Discovery.NEVER : Location.Discovery.ALWAYS);
        boolean exclusive = shop.placements.exclusive().contains(leaf) || shop.placements.exclusive().contains(leaf.top());
        return mode != Location.Discovery.NEVER && !(exclusive && mode != Location.Discovery.EXCLUSIVE);
    }
}
