package io.systole.core.scheduler;

import io.systole.core.membership.NodeName;
import io.systole.core.option.Score;
import io.systole.core.scheduler.assign.Placement;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Decision;
import io.systole.core.scheduler.reason.Found;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.reason.Uncleanness;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what is to become of every primitive and why, what keeps it from running, and what is wrong with nodes. */
final class Explainer {
    private final ActionPlan plan;
    private final ClusterSnapshot snapshot;
    private final List<Schedule.Explanation> explanations = new ArrayList<>();

    private Explainer(ActionPlan plan) {
        this.plan = plan;
        this.snapshot = plan.snapshot();
    }

    static List<Schedule.Explanation> explain(ActionPlan plan) {
        return new Explainer(plan).run();
    }

    private List<Schedule.Explanation> run() {
        snapshot.nodes().forEach(this::node);
        var sorted = new TreeMap<String, Resource>();
        snapshot.allResources().filter(Resource::isPrimitive).forEach(resource -> sorted.put(resource.id(), resource));
        sorted.values().forEach(resource -> explanations.add(new Schedule.Explanation(resource.id(), decision(resource))));
        return explanations;
    }

    private void node(Node node) {
        Decision decision = null;
        if (plan.unclean(node) && node.kind() == Node.Kind.GUEST) {
            decision = new Decision.BroughtDown(node.launcher().map(Resource::id).orElse("what it lives in"));
        } else if (plan.unclean(node)) {
            Reason why = plan.uncleanReason(node);
            decision = new Decision.Unclean(node.name(), why.isGiven() ? why : new Uncleanness(Uncleanness.Cause.NO_STATE));
        } else if (node.shuttingDown()) {
            decision = new Decision.Leaves();
        }
        if (decision != null) {
            explanations.add(new Schedule.Explanation(node.name().value(), decision));
        }
    }

    private Decision decision(Resource resource) {
        boolean managed = plan.placement(resource).managed();
        if (resource.removed()) {
            return new Decision.Removed(!managed ? Decision.Remains.LEFT_ALONE
                    : resource.instance() >= 0 ? Decision.Remains.EXCESS_INSTANCE : Decision.Remains.DELETED);
        }
        return managed ? managed(resource) : unmanaged(resource);
    }

    private Decision unmanaged(Resource resource) {
        List<NodeName> places = names(resource.activeOn());
        if (resource.blocked()) {
            return new Decision.Blocked(places);
        }
        if (snapshot.fencingEnabled() && !snapshot.haveFenceDevice()) {
            return new Decision.LeftAlone(new Found.NoFenceDevice(), places);
        }
        return new Decision.LeftAlone(resource.inMaintenance() ? new Consequent.Maintenance()
                : new Configured.ResourceOption("is-managed", "false"), places);
    }

    private Decision managed(Resource resource) {
        Placement placement = plan.placement(resource);
        Node node = plan.target(resource).orElse(null);
        if (node == null || plan.targetRole(resource) == Role.STOPPED) {
            return nowhere(resource, placement);
        }
        Optional<PlannedAction> stuck = plan.actions(resource).stream()
                .filter(action -> action.task().equals("start") && action.node() == node && !action.runnable()).findFirst();
        boolean active = resource.activeOn().contains(node);
        if (stuck.isPresent() && (!active || stuck.get().reason().isGiven())) {
            return new Decision.CannotStart(node.name(), active, stuck.get().reason());
        }
        List<Decision.ScoreReason> parts = placement.parts().stream().filter(part -> part.node() == node && part.score() != 0)
                .map(part -> new Decision.ScoreReason(part.score(), part.reason())).toList();
        return new Decision.Runs(names(resource.activeOn()), node.name(), plan.targetRole(resource) == Role.PROMOTED,
                placement.scores().getOrDefault(node, 0), parts);
    }

    private Decision nowhere(Resource resource, Placement placement) {
        boolean active = !resource.activeOn().isEmpty();
        if (resource.settings().targetRole() == Role.STOPPED) {
            return new Decision.Stops(active, List.of(new Configured.ResourceOption("target-role", Role.STOPPED.text())), List.of());
        }
        if (snapshot.nodes().stream().noneMatch(Node::available)) {
            return new Decision.Stops(active, List.of(new Found.NoNodeAvailable()), List.of());
        }
        List<Reason> general = placement.parts().stream().filter(part -> part.node() == null && part.score() < 0)
                .map(part -> part.reason()).distinct().toList();
        boolean everywhere = placement.parts().stream().anyMatch(part -> part.node() == null && part.score() <= -Score.INFINITY);
        return new Decision.Stops(active, general, everywhere ? List.of() : obstacles(placement));
    }

    private List<Decision.Obstacle> obstacles(Placement placement) {
        var obstacles = new ArrayList<Decision.Obstacle>();
        for (Node node : snapshot.nodes()) {
            if (!node.available()) {
                obstacles.add(new Decision.Obstacle(node.name(), node.shuttingDown() ? "leaving" : node.stateText(), List.of()));
            } else if (placement.scores().getOrDefault(node, -Score.INFINITY) < 0) {
                obstacles.add(new Decision.Obstacle(node.name(), "", placement.parts().stream()
                        .filter(part -> part.node() == node && part.score() < 0).map(part -> part.reason()).distinct().toList()));
            }
        }
        return obstacles;
    }

    private static List<NodeName> names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }
}
