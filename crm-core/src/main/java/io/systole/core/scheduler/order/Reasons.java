package io.systole.core.scheduler.order;

import io.systole.core.option.Score;
import io.systole.core.scheduler.assign.Placement;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.Optional;

/** Why an action is in the graph, in plain words. */
final class Reasons {
    private final ActionPlan plan;

    Reasons(ActionPlan plan) {
        this.plan = plan;
    }

    String of(PlannedAction action) {
        Resource resource = action.resource();
        String why = action.note().isEmpty() ? action.reason() : action.note();
        if (!why.isEmpty()) {
            return resource == null ? why : sentence(why, resource);
        }
        if (action.task().equals("stonith")) {
            return "a fence device of " + action.node() + " is not what it was when the node was let in";
        }
        if (resource == null || !resource.isPrimitive()) {
            return "marks a step of " + (resource == null ? "the transition" : resource.id());
        }
        return switch (action.task()) {
            case "start" -> start(resource, action.node());
            case "stop" -> stop(resource, action.node());
            case "promote" -> resource + " is to be promoted on " + action.node();
            case "demote" -> resource + " is no longer to be promoted on " + action.node();
            case "notify", "notified" -> "instances are told of what became of " + resource;
            case "migrate_to", "migrate_from" -> resource + " moves without interruption";
            default -> action.task() + " of " + resource + " on " + action.node();
        };
    }

    /** The short reasons that planning and ordering keep, as sentences. */
    private static String sentence(String reason, Resource resource) {
        if (reason.equals("node availability")) {
            return "no node may run " + resource + " now";
        }
        if (reason.equals("no quorum") || reason.equals("quorum freeze")) {
            return "this part of the cluster has no quorum";
        }
        if (reason.equals("resource definition change")) {
            return "parameters of " + resource + " have changed";
        }
        if (reason.equals("being multiply active")) {
            return resource + " may be active on one node only";
        }
        boolean change = reason.startsWith("required ") || reason.startsWith("unrunnable ") || reason.startsWith("unmigrateable ");
        String[] words = change ? reason.split(" ") : new String[0];
        if (words.length == 3 && words[0].equals("required")) {
            return resource + " must act with " + words[1] + ", which needs " + words[2];
        }
        if (words.length == 3 && words[0].equals("unrunnable")) {
            return resource + " depends on " + words[1] + ", whose " + words[2] + " is not possible";
        }
        boolean follows = words.length == 3 && words[0].equals("unmigrateable");
        return follows ? resource + " cannot migrate live since " + words[1] + " cannot" : reason;
    }

    private String start(Resource resource, Node node) {
        Placement placement = plan.placement(resource);
        String score = "score " + Score.text(placement.scores().getOrDefault(node, 0));
        if (resource.failed()) {
            return resource + " failed and is recovered on " + node;
        }
        if (resource.activeOn().contains(node)) {
            return resource + " is started again";
        }
        return resource.activeOn().isEmpty() ? resource + " is not running; " + node + " is the best node (" + score + ")"
                : resource + " moves to " + node + " (" + score + ")";
    }

    private String stop(Resource resource, Node node) {
        Optional<Node> target = plan.target(resource);
        if (resource.failed()) {
            return resource + " failed on " + node;
        }
        if (target.isEmpty() || plan.targetRole(resource) == Role.STOPPED) {
            return "no node may run " + resource;
        }
        return target.get() == node ? resource + " is started again" : resource + " moves to " + target.get();
    }
}
