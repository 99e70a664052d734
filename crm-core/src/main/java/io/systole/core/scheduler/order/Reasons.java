package io.systole.core.scheduler.order;

import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Found;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.reason.Sentence;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;

/** Why an action is in the graph: what was noted about it, else what placement and state of its resource tell. */
public final class Reasons {
    private final ActionPlan plan;

    public Reasons(ActionPlan plan) {
        this.plan = plan;
    }

    /** The reason as a clause for people. */
    public String sentence(PlannedAction action) {
        String subject = action.resource() != null ? action.resource().id() : action.node() != null ? action.node().toString() : "it";
        return Sentence.of(of(action), subject);
    }

    /** The reason of an action; every action has one. */
    public Reason of(PlannedAction action) {
        if (action.note().isGiven()) {
            return action.note();
        }
        if (action.reason().isGiven()) {
            return action.reason();
        }
        if (action.task().equals("stonith")) {
            return new Found.DeviceChanged(Found.Device.PARAMETERS);
        }
        Resource resource = action.resource();
        if (resource == null || !resource.isPrimitive()) {
            return new Consequent.Step(resource == null ? "" : resource.id());
        }
        return switch (action.task()) {
            case "start" -> start(resource, action.node());
            case "stop" -> stop(resource, action.node());
            case "promote" -> new Consequent.RoleChange(action.node().name(), true);
            case "demote" -> new Consequent.RoleChange(action.node().name(), false);
            case "notify", "notified" -> new Consequent.Notification();
            case "migrate_to", "migrate_from" -> new Consequent.LiveMigration();
            default -> action.node() == null ? new Consequent.Step(resource.id())
                    : new Consequent.Task(action.task(), action.node().name());
        };
    }

    private Reason start(Resource resource, Node node) {
        if (resource.failed()) {
            return new Consequent.Recovery(node.name());
        }
        if (resource.activeOn().contains(node)) {
            return new Consequent.Restart();
        }
        int score = plan.placement(resource).scores().getOrDefault(node, 0);
        return resource.activeOn().isEmpty() ? new Consequent.BestNode(node.name(), score) : new Consequent.Move(node.name(), score);
    }

    private Reason stop(Resource resource, Node node) {
        Node target = plan.target(resource).orElse(null);
        if (resource.failed() && target != null) {
            return new Consequent.Recovery(target.name());
        }
        if (target == null || plan.targetRole(resource) == Role.STOPPED) {
            return new Consequent.NoNode();
        }
        return target == node ? new Consequent.Restart()
                : new Consequent.Move(target.name(), plan.placement(resource).scores().getOrDefault(target, 0));
    }
}
