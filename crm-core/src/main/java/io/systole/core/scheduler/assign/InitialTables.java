package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;

/**
 * Which nodes are in the score table of each resource before anything is said about them (rules 2:P-104, 2:P-105, 4:B-27 to
 * 4:B-30).
 */
final class InitialTables {
    /** What runs in a replica has a table of one node; its score is not 0, so that people see where it comes from. */
    private static final int AT_HOME = 500;

    private final Board board;
    private final boolean symmetric;

    InitialTables(Board board, boolean symmetric) {
        this.board = board;
        this.symmetric = symmetric;
    }

    void fill() {
        board.all().filter(allocation -> symmetric || guestConnection(allocation.resource))
                .filter(allocation -> !historyOnly(allocation.resource))
                .forEach(allocation -> board.nodes().forEach(node -> enter(allocation, node)));
        board.all().flatMap(allocation -> allocation.resource.bundle().stream())
                .flatMap(bundle -> bundle.replicas().stream()).forEach(this::inside);
    }

    /** Rule 2:P-105: nobody could give it a node in an opt-in cluster. */
    private static boolean guestConnection(Resource resource) {
        return resource.isPrimitive() && resource.isConnection() && resource.launcher().isPresent();
    }

    private static boolean historyOnly(Resource resource) {
        return resource.removed() && resource.instance() < 0;
    }

    private static void enter(Allocation allocation, Node node) {
        Resource resource = allocation.resource;
        if (node.late() || !node.inSightOf(resource)) {
            return;
        }
        boolean foreign = node.replica().filter(replica -> resource.outermost() != replica.container().outermost()).isPresent();
        boolean ofReplica = resource.isConnection() && resource.inBundle() && node.kind() != Node.Kind.CLUSTER;
        allocation.table.set(node, foreign || ofReplica ? -Score.INFINITY : node.configuredScore());
        if (foreign) {
            allocation.table.raise(node, Location.Discovery.NEVER);
        }
    }

    /** Rule 4:B-29. */
    private void inside(Bundle.Replica replica) {
        if (replica.child().isEmpty() || replica.node().isEmpty()) {
            return;
        }
        Node home = replica.node().get();
        Allocation child = board.of(replica.child().get());
        board.nodes().forEach(child.table::remove);
        child.table.set(home, AT_HOME);
        child.table.raise(home, Location.Discovery.EXCLUSIVE);
        child.exclusive = true;
        board.of(replica.child().get().top()).table.set(home, -Score.INFINITY);
    }
}
