package io.systole.core.scheduler;

import io.systole.core.option.Score;
import io.systole.core.scheduler.assign.Placement;
import io.systole.core.scheduler.assign.ScorePart;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says of every primitive where it is or will be and why, and what keeps it from running. */
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
        for (Node node : snapshot.nodes()) {
            if (plan.unclean(node) && node.kind() == Node.Kind.GUEST) {
                say(node.name().value(), "is brought down with " + node.launcher().map(Resource::id).orElse("what it lives in"));
            } else if (plan.unclean(node)) {
                String why = node.uncleanReason().isEmpty() ? "its state is not known" : node.uncleanReason();
                say(node.name().value(), "is unclean: " + why);
            } else if (node.shuttingDown()) {
                say(node.name().value(), "leaves the cluster as soon as its resources have stopped");
            }
        }
        var sorted = new TreeMap<String, Resource>();
        snapshot.allResources().filter(Resource::isPrimitive).forEach(resource -> sorted.put(resource.id(), resource));
        sorted.values().forEach(this::resource);
        return explanations;
    }

    private void say(String subject, String text) {
        explanations.add(new Schedule.Explanation(subject, text));
    }

    private void resource(Resource resource) {
        if (resource.removed() && !plan.placement(resource).managed()) {
            say(resource.id(), "was removed from the configuration and is left alone: stop-removed-resources is false");
        } else if (resource.removed() && resource.instance() >= 0) {
            say(resource.id(), "is an instance more than its clone may have");
        } else if (resource.removed()) {
            say(resource.id(), "was removed from the configuration; it is stopped and its history deleted");
        } else if (!plan.placement(resource).managed()) {
            say(resource.id(), unmanaged(resource));
        } else {
            say(resource.id(), managed(resource));
        }
    }

    private String unmanaged(Resource resource) {
        String where = resource.activeOn().isEmpty() ? "it is stopped" : "it runs on " + names(resource.activeOn());
        if (resource.blocked()) {
            return resource.activeOn().size() > 1
                    ? "is blocked: it may be active on one node only (" + where + "), and multiple-active is block"
                    : "is blocked: a failure or a lost ticket keeps the cluster from touching it (" + where
                            + "); clean it up when it is repaired";
        }
        if (snapshot.fencingEnabled() && !snapshot.haveFenceDevice()) {
            return "is left alone: fencing is enabled but no fence device is configured (" + where + ")";
        }
        return "is left alone: " + (resource.inMaintenance() ? "maintenance" : "is-managed is false") + " (" + where + ")";
    }

    private String managed(Resource resource) {
        Placement placement = plan.placement(resource);
        Optional<Node> node = plan.target(resource);
        if (node.isEmpty() || plan.targetRole(resource) == Role.STOPPED) {
            return (resource.activeOn().isEmpty() ? "stays stopped: " : "is to be stopped: ") + whyNowhere(resource, placement);
        }
        String score = Score.text(placement.scores().getOrDefault(node.get(), 0)) + trail(placement, node.get());
        Optional<PlannedAction> stuck = plan.actions(resource).stream()
                .filter(action -> action.task().equals("start") && action.node() == node.get() && !action.runnable()).findFirst();
        if (stuck.isPresent() && (resource.activeOn().isEmpty() || !resource.activeOn().contains(node.get()))) {
            String why = stuck.get().reason().isEmpty() ? "the node cannot take it now" : stuck.get().reason();
            return "should start on " + node.get() + " but cannot: " + why;
        }
        if (stuck.isPresent() && !stuck.get().reason().isEmpty()) {
            return "is to be stopped on " + node.get() + ": " + stuck.get().reason();
        }
        String role = plan.targetRole(resource) == Role.PROMOTED ? ", promoted" : "";
        if (resource.activeOn().contains(node.get())) {
            return "stays on " + node.get() + role + " (score " + score + ")";
        }
        return (resource.activeOn().isEmpty() ? "starts on " : "moves from " + names(resource.activeOn()) + " to ") + node.get() + role
                + " (score " + score + ")";
    }

    private String whyNowhere(Resource resource, Placement placement) {
        if (resource.settings().targetRole() == Role.STOPPED) {
            return "target-role is Stopped";
        }
        if (snapshot.nodes().stream().noneMatch(Node::available)) {
            return "no node can take resources";
        }
        Set<String> reasons = new LinkedHashSet<>();
        placement.parts().stream().filter(part -> part.node() == null && part.score() < 0).forEach(part -> reasons.add(part.reason()));
        boolean everywhere = placement.parts().stream().anyMatch(part -> part.node() == null && part.score() <= -Score.INFINITY);
        for (Node node : everywhere ? List.<Node>of() : snapshot.nodes()) {
            if (!node.available()) {
                reasons.add(node + " is " + (node.shuttingDown() ? "leaving" : node.stateText()));
            } else if (placement.scores().getOrDefault(node, -Score.INFINITY) < 0) {
                reasons.add(bans(placement, node));
            }
        }
        if (everywhere) {
            return String.join("; ", reasons);
        }
        return reasons.isEmpty() ? "no node was left for it" : "no node has a score of 0 or more (" + String.join("; ", reasons) + ")";
    }

    private static String bans(Placement placement, Node node) {
        String why = placement.parts().stream().filter(part -> part.node() == node && part.score() < 0)
                .map(ScorePart::reason).distinct().collect(Collectors.joining(", "));
        return why.isEmpty() ? node + " is not allowed by what it must be with" : node + " is banned by " + why;
    }

    private static String trail(Placement placement, Node node) {
        String parts = placement.parts().stream().filter(part -> part.node() == node && part.score() != 0)
                .map(part -> part.reason() + " " + Score.text(part.score())).collect(Collectors.joining(", "));
        return parts.isEmpty() ? "" : ": " + parts;
    }

    private static String names(List<Node> nodes) {
        return nodes.stream().map(Node::toString).collect(Collectors.joining(", "));
    }
}
