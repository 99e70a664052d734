package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.reason.Found;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.reason.Uncleanness;
import io.systole.core.scheduler.reason.Uncleanness.Cause;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import io.systole.core.scheduler.snapshot.Settings;
import java.util.Set;

/** Whether an action could be carried out: node, quorum (rules 3:Q-1 to 3:Q-5). */
final class Runnability {
    private static final Set<String> NEEDING = Set.of("start", "promote");

    private final ClusterSnapshot snapshot;
    private final Targets targets;
    private final ActionBook book;

    Runnability(ClusterSnapshot snapshot, Targets targets, ActionBook book) {
        this.snapshot = snapshot;
        this.targets = targets;
        this.book = book;
    }

    void check(PlannedAction action) {
        Resource resource = action.resource();
        Node node = action.node();
        boolean onCoordinator = action.task().equals("lrm_delete");
        if (node == null) {
            action.runnable(false);
        } else if (!node.online() && !onCoordinator && (node.kind() != Node.Kind.GUEST || book.resets(node))) {
            action.runnable(false);
            if (action.task().equals("stop") && resource.managed() && !book.unclean(node)) {
                book.markUnclean(node, new Uncleanness(Cause.STOP_IMPOSSIBLE, resource.id()));
            }
        } else if (node.pending() && !onCoordinator) {
            action.runnable(false);
        } else if (!NEEDING.contains(action.task()) || resource.settings().requires() == Settings.Requires.NOTHING) {
            action.reason(Reason.NONE, true);
            action.runnable(node.kind() != Node.Kind.GUEST || snapshot.facts().canFence(node));
        } else {
            quorum(action, resource);
        }
    }

    private void quorum(PlannedAction action, Resource resource) {
        if (snapshot.quorate()) {
            action.runnable(true);
            return;
        }
        switch (snapshot.noQuorumPolicy()) {
            case IGNORE, FENCE -> action.runnable(true);
            case STOP -> without(action, false);
            case FREEZE -> {
                if (resource.activeOn().isEmpty() || targets.role(resource).above(resource.role())) {
                    without(action, true);
                }
            }
            case DEMOTE -> {
                if (resource.role() == Role.PROMOTED || resource.role() == Role.UNPROMOTED) {
                    if (targets.role(resource).above(Role.UNPROMOTED)) {
                        targets.role(resource, Role.UNPROMOTED);
                    }
                    action.runnable(true);
                } else {
                    without(action, false);
                }
            }
        }
    }

    private static void without(PlannedAction action, boolean frozen) {
        action.runnable(false);
        action.reason(new Found.NoQuorum(frozen), true);
    }
}
