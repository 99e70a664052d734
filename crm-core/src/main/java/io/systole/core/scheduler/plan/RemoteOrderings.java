package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.BLOCKS;
import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_REQUIRES_THEN;
import static io.systole.core.scheduler.constraint.OrderProperty.GUEST_ALLOWED;
import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;
import static io.systole.core.scheduler.constraint.OrderProperty.THEN_REQUIRES_FIRST;

import io.systole.core.scheduler.reason.Uncleanness;
import io.systole.core.scheduler.reason.Uncleanness.Cause;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.List;

/** What happens on a node behind a connection needs the connection (rules 4:B-76 to 4:B-81, 4:B-109 to 4:B-110). */
final class RemoteOrderings {
    private final Workshop shop;

    RemoteOrderings(Workshop shop) {
        this.shop = shop;
    }

    /** What the connection of a remote node is going through. */
    enum State {
        FAILED,
        STOPPED,
        UNKNOWN,
        RESTING,
        ALIVE
    }

    void add() {
        for (PlannedAction action : List.copyOf(shop.book.all())) {
            Node node = action.node();
            if (action.task().equals("clear_failcount") && action.resource().isConnection()) {
                shop.order(action, action.resource(), "start", ORDERED);
                continue;
            }
            if (action.resource() == null || node == null || node.kind() == Node.Kind.CLUSTER || action.pseudo()
                    || node.connection().isEmpty()) {
                continue;
            }
            Resource connection = node.connection().get();
            if (action.task().equals("start")) {
                shop.book.of(action.resource()).stream().filter(stop -> stop.task().equals("stop") && stop.node() != node)
                        .forEach(stop -> shop.order(connection, "start", stop, ORDERED));
            }
            if (node.launcher().isPresent()) {
                guest(action, node, connection, node.launcher().get());
            } else {
                remote(action, node, connection);
            }
        }
    }

    private void guest(PlannedAction action, Node node, Resource connection, Resource launcher) {
        if (launcher.failed()) {
            shop.book.markUnclean(node, new Uncleanness(Cause.CONTAINER_FAILED));
        }
        switch (action.task()) {
            case "start", "promote" -> {
                shop.order(launcher, "start", action, BLOCKS, FIRST_REQUIRES_THEN, GUEST_ALLOWED);
                shop.order(connection, "start", action, BLOCKS, GUEST_ALLOWED);
            }
            case "stop", "demote", "migrate_to", "migrate_from" -> {
                if (!launcher.failed()) {
                    shop.order(action, connection, "stop", ORDERED, GUEST_ALLOWED);
                }
            }
            case "cancel" -> { }
            default -> other(action, connection);
        }
    }

    private void other(PlannedAction action, Resource connection) {
        if (ActionBook.interval(action.key()) > 0 && !action.task().equals("cancel")) {
            shop.order(connection, "start", action, BLOCKS, FIRST_REQUIRES_THEN, GUEST_ALLOWED);
        } else {
            shop.order(connection, "start", action, BLOCKS, GUEST_ALLOWED);
        }
    }

    private void remote(PlannedAction action, Node node, Resource connection) {
        State state = state(shop, connection, node);
        switch (action.task()) {
            case "start", "promote" -> {
                if (state == State.FAILED) {
                    shop.order(connection, "start", action, BLOCKS, FIRST_REQUIRES_THEN, GUEST_ALLOWED);
                } else {
                    shop.order(connection, "start", action, BLOCKS, GUEST_ALLOWED);
                }
            }
            case "stop", "migrate_to", "migrate_from" -> stopping(action, node, connection, state);
            case "demote" -> {
                if (state == State.RESTING || state == State.UNKNOWN) {
                    shop.order(connection, "start", action, BLOCKS, GUEST_ALLOWED);
                }
            }
            default -> {
                boolean probe = action.task().equals("monitor") && ActionBook.interval(action.key()) == 0;
                if (probe && state == State.FAILED) {
                    shop.book.markUnclean(node, new Uncleanness(Cause.UNKNOWN_WITHOUT_CONNECTION));
                }
                if (state == State.STOPPED && !connection.activeOn().isEmpty() && ActionBook.interval(action.key()) == 0) {
                    shop.order(action, connection, "stop", BLOCKS, GUEST_ALLOWED);
                } else {
                    other(action, connection);
                }
            }
        }
    }

    private void stopping(PlannedAction action, Node node, Resource connection, State state) {
        if (state == State.ALIVE || state != State.FAILED && shop.targets.role(connection) == Role.STOPPED) {
            shop.order(action, connection, "stop", THEN_REQUIRES_FIRST, GUEST_ALLOWED);
        } else if (state == State.FAILED) {
            shop.book.markUnclean(node, new Uncleanness(Cause.ACTIVE_WITHOUT_CONNECTION));
        } else {
            shop.order(connection, "start", action, BLOCKS, GUEST_ALLOWED);
        }
    }

    /** Asked for by the node itself; that its connection goes nowhere makes it leave, but is no wish of its own. */
    private static boolean asksToLeave(Node node) {
        return !node.attributes().getOrDefault("shutdown", "0").equals("0");
    }

    /** Rule 4:B-109. */
    static State state(Workshop shop, Resource connection, Node behind) {
        Node host = connection.currentNode().orElse(null);
        boolean nowhere = shop.targets.role(connection) == Role.STOPPED || shop.targets.node(connection) == null;
        if (nowhere) {
            if (host != null && host.unclean()) {
                return State.FAILED;
            }
            if (!connection.failed()) {
                return State.STOPPED;
            }
            boolean reconnects = connection.reconnectMillis() > 0;
            boolean waits = shop.targets.role(connection) == Role.STOPPED && reconnects && behind.wasFenced() && !asksToLeave(behind);
            return waits ? State.UNKNOWN : State.FAILED;
        }
        if (host == null) {
            return State.UNKNOWN;
        }
        boolean partial = connection.migrationSource().isPresent() && connection.migrationTarget().isPresent()
                && connection.activeOn().size() > 1;
        return host.unclean() || !host.online() || partial ? State.RESTING : State.ALIVE;
    }
}
