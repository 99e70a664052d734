package io.systole.core.scheduler.order;

import io.systole.core.option.Score;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the instance of a clone, or the container of a bundle, that is where a resource is, or may be (rule 3:U-15). */
final class Partners {
    private final ActionPlan plan;

    Partners(ActionPlan plan) {
        this.plan = plan;
    }

    /** Where all primitives of a resource will be; null if nowhere or on several nodes. */
    Node place(Resource resource) {
        if (resource.isPrimitive()) {
            return plan.target(resource).orElse(null);
        }
        List<Node> places = resource.leaves().flatMap(leaf -> plan.target(leaf).stream()).distinct().toList();
        return places.size() == 1 ? places.getFirst() : null;
    }

    /**
     * The partner.
     *
     * @param current look where both are now instead of where they will be
     */
    Optional<Resource> of(Resource resource, Resource clone, boolean current) {
        Node node = current ? resource.currentNode().orElse(null) : place(resource);
        if (node != null) {
            return on(clone, node, current);
        }
        List<Map.Entry<Node, Integer>> allowed = new ArrayList<>(plan.placement(resource).scores().entrySet());
        allowed.sort((one, other) -> Integer.compare(effective(other), effective(one)));
        return allowed.stream().flatMap(entry -> on(clone, entry.getKey(), current).stream()).findFirst();
    }

    private static int effective(Map.Entry<Node, Integer> entry) {
        return entry.getKey().available() ? entry.getValue() : -Score.INFINITY;
    }

    private Optional<Resource> on(Resource clone, Node node, boolean current) {
        return plan.placements().instances(clone).stream()
                .filter(instance -> instance.tree().noneMatch(Resource::blocked))
                .filter(instance -> current ? instance.currentNode().orElse(null) == node : place(instance) == node)
                .findFirst();
    }
}
