package io.systole.core.scheduler.order;

import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.Optional;
import java.util.Set;

/** Which cluster node carries an action out for a node behind a connection, and what host a guest has then (rules 4:B-82, 4:B-121). */
final class Routing {
    private static final Set<String> LEAVING = Set.of("cancel", "stop", "demote", "migrate_from", "migrate_to");
    private static final Set<String> BEFORE = Set.of("stop", "stopped", "demote", "demoted");
    private static final Set<String> AFTER = Set.of("start", "running", "monitor", "promote", "promoted");

    private final ActionPlan plan;

    Routing(ActionPlan plan) {
        this.plan = plan;
    }

    /** The cluster node with the connection at the time of the action; empty for actions on cluster nodes. */
    Optional<Node> router(PlannedAction action) {
        Resource connection = action.node() == null || action.task().equals("stonith") ? null
                : action.node().connection().orElse(null);
        if (connection == null) {
            return Optional.empty();
        }
        Node before = connection.currentNode().orElse(null);
        Node after = plan.target(connection).orElse(null);
        if (before == null || after == null || before == after) {
            return Optional.ofNullable(before == null ? after : before);
        }
        boolean partial = connection.launcher().isEmpty() && connection.migrationSource().isPresent()
                && connection.migrationTarget().isPresent();
        return Optional.of(LEAVING.contains(task(action)) && !partial ? before : after);
    }

    /** The cluster node on which the guest runs at the time of the action. */
    Optional<Node> physicalHost(PlannedAction action) {
        Resource launcher = action.node() == null ? null : action.node().launcher().orElse(null);
        if (launcher == null) {
            return Optional.empty();
        }
        String task = task(action);
        return BEFORE.contains(task) ? launcher.currentNode() : AFTER.contains(task) ? plan.target(launcher) : Optional.empty();
    }

    private static String task(PlannedAction action) {
        return action.task().startsWith("notif") ? action.meta().getOrDefault("notify_operation", "") : action.task();
    }
}
