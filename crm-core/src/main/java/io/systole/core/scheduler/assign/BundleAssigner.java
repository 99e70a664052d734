package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.List;

/** Places a bundle: all containers first, then what belongs to each, then roles inside (rules 2:P-901 to 2:P-907, 4:B-34). */
final class BundleAssigner {
    private final Assigner assigner;
    private final Board board;
    private final InstancePlacer placer;
    private final InstanceOrder order;
    private final ConnectionRules connections;
    private final FailureLimit limit;

    BundleAssigner(Assigner assigner, Board board, InstanceOrder order, ConnectionRules connections) {
        this.assigner = assigner;
        this.board = board;
        this.placer = new InstancePlacer(assigner, board);
        this.order = order;
        this.connections = connections;
        this.limit = new FailureLimit(board);
    }

    /** Who asks for a bundle that has its place hears its scores again; what has a place keeps it (rule 2:P-905). */
    void assign(Allocation allocation, Node prefer, boolean trial) {
        if (allocation.inProgress) {
            return;
        }
        allocation.inProgress = true;
        board.trail.scores(allocation);
        Bundle bundle = allocation.resource.bundle().orElseThrow();
        List<Resource> containers = new ArrayList<>(bundle.containers());
        order.sort(containers);
        placer.place(allocation, containers, allocation.resource.cloneSettings());
        bundle.replicas().forEach(replica -> rest(replica, prefer, trial));
        bundle.inner().ifPresent(inner -> roles(bundle, inner, prefer, trial));
        allocation.assigned = true;
        allocation.inProgress = false;
    }

    private void rest(Bundle.Replica replica, Node prefer, boolean trial) {
        replica.ip().ifPresent(ip -> assigner.assign(ip, prefer, trial));
        Node host = board.of(replica.container()).node;
        replica.connection().ifPresent(connection -> {
            if (host != null && host.kind() != Node.Kind.CLUSTER) {
                connections.nested(connection, host);
            }
            assigner.assign(connection, prefer, trial);
        });
        replica.child().ifPresent(child -> child(child, replica.node().orElseThrow(), trial));
    }

    /** Rule 2:P-906. */
    private void child(Resource child, Node home, boolean trial) {
        ScoreTable table = board.of(child).table;
        for (Node node : board.nodes()) {
            if (table.has(node) && node != home) {
                table.set(node, -Score.INFINITY);
            } else if (node == home && !limit.reached(child, home)) {
                table.set(node, Score.INFINITY);
            }
        }
        Allocation inner = board.of(child.top());
        inner.inProgress = true;
        assigner.assign(child, home, trial);
        inner.inProgress = false;
    }

    /** Rule 2:P-907: the instances have their places; what is left are their roles. */
    private void roles(Bundle bundle, Resource inner, Node prefer, boolean trial) {
        ScoreTable table = board.of(inner).table;
        board.nodes().stream().filter(table::has).forEach(node -> table.set(node, bundle.on(node).isPresent() ? 0 : -Score.INFINITY));
        assigner.assign(inner, prefer, trial);
    }
}
