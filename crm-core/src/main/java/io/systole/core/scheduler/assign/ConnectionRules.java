package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.LinkedHashMap;
import java.util.Map;

/** What connections, fence devices and what lives in a container must keep to (rules 2:P-160, 4:B-80, 4:B-86, 4:B-125). */
final class ConnectionRules {
    /** A container may be where no connection can be; then that is elsewhere (rule 4:B-36). */
    private static final int PREFERRED = 10_000;

    private final Board board;
    private final ColocationLists lists;
    private final Map<Resource, Node> nodes = new LinkedHashMap<>();
    private final Map<Resource, Node> guests = new LinkedHashMap<>();

    ConnectionRules(Board board, ColocationLists lists) {
        this.board = board;
        this.lists = lists;
        for (Node node : board.nodes()) {
            node.connection().ifPresent(connection -> nodes.put(connection, node));
            node.launcher().filter(launcher -> !launcher.inBundle()).ifPresent(launcher -> guests.put(launcher, node));
        }
    }

    /** True if some node is behind a connection. */
    boolean any() {
        return !nodes.isEmpty();
    }

    void add() {
        board.snapshot.allResources().filter(resource -> resource.isPrimitive() && resource.managed()).forEach(this::add);
        board.snapshot.allResources().flatMap(resource -> resource.bundle().stream()).flatMap(bundle -> bundle.replicas().stream())
                .forEach(replica -> replica.ip().ifPresent(ip -> lists.add(together("#ip-with-container", ip, replica.container(),
                        Score.INFINITY))));
    }

    private void add(Resource resource) {
        if (resource.isConnection() || resource.isFenceDevice() || guests.containsKey(resource)) {
            ban(resource, null, new Configured.NotBehindConnection());
        }
        Resource launcher = resource.launcher().orElse(null);
        if (launcher == null) {
            return;
        }
        Node inside = nodes.getOrDefault(launcher, resource.isConnection() ? null : guests.get(launcher));
        if (inside != null) {
            ban(resource, inside, new Configured.LivesIn(inside.name()));
        } else {
            lists.add(together("#resource-with-container", resource, launcher, resource.inBundle() ? PREFERRED : Score.INFINITY));
        }
    }

    /** A container on a node behind a connection: only one host may hold the connections to both (rule 4:B-34). */
    void nested(Resource connection, Node behind) {
        behind.connection().ifPresent(other -> lists.add(together("#replica-remote-with-host-remote", connection, other, Score.INFINITY)));
    }

    private static Colocation together(String id, Resource dependent, Resource primary, int score) {
        return new Colocation(id, dependent, primary, Role.UNKNOWN, Role.UNKNOWN, score, Colocation.NODE_NAME, true, false);
    }

    /** Bans nodes behind connections; with {@code only} every node but this. */
    private void ban(Resource resource, Node only, Reason reason) {
        Allocation allocation = board.of(resource);
        for (Node node : board.nodes()) {
            boolean banned = only == null ? node.kind() != Node.Kind.CLUSTER : node != only;
            if (banned && allocation.table.has(node)) {
                allocation.table.set(node, -Score.INFINITY);
                allocation.parts.add(new ScorePart(node, -Score.INFINITY, reason));
            }
        }
    }

    /** Later resources see whether the node behind a connection will be there. */
    void placed(Allocation allocation) {
        Node node = nodes.get(allocation.resource);
        if (node != null) {
            node.connectionPlaced(allocation.node != null && allocation.nextRole != Role.STOPPED);
        }
    }
}
