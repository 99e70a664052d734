package io.systole.core.transition;

import io.systole.core.membership.NodeName;
import io.systole.core.throttle.HeldBack;
import io.systole.core.throttle.JobLimit;
import io.systole.core.throttle.JobLimits;
import io.systole.core.transition.GraphAction.ResourceAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is under way at this moment, against the limits of nodes and cluster, and what is held back by them.
 *
 * <p>Only operations with agents are counted, and held back: a fencing that waited would hold up what nodes wait for, and cancelling
 * relieves a node. An operation that rests in its start delay is no work yet. A migration counts on both of its nodes.
 */
final class JobCount {
    private final JobLimits limits;
    private final JobLimit all;
    private final int migrationLimit;
    private final Map<NodeName, Integer> jobs = new TreeMap<>();
    private final Map<NodeName, Integer> migrations = new TreeMap<>();
    private int total;
    private final Map<Optional<NodeName>, HeldBack> held = new LinkedHashMap<>();

    JobCount(JobLimits limits, TransitionGraph graph) {
        this.limits = limits;
        this.all = limits.all(graph.batchLimit());
        this.migrationLimit = graph.migrationLimit() > 0 ? graph.migrationLimit() : Integer.MAX_VALUE;
    }

    void add(GraphAction action) {
        if (action instanceof ResourceAction resource && resource.request().startDelay().isZero()) {
            total++;
            for (NodeName node : nodes(resource)) {
                jobs.merge(node, 1, Integer::sum);
                if (migrates(resource)) {
                    migrations.merge(node, 1, Integer::sum);
                }
            }
        }
    }

    /** Whether there is room for this synapse; if not it is held back. */
    boolean admits(Synapse synapse) {
        for (GraphAction action : synapse.actions()) {
            if (action instanceof ResourceAction resource) {
                Optional<HeldBack> obstacle = obstacle(resource);
                if (obstacle.isPresent()) {
                    held.merge(obstacle.get().node(), obstacle.get(),
                            (former, one) -> new HeldBack(former.node(), former.waiting() + 1, former.why()));
                    return false;
                }
            }
        }
        return true;
    }

    /** What is held back, a sum for each place. */
    List<HeldBack> held() {
        return new ArrayList<>(held.values());
    }

    private Optional<HeldBack> obstacle(ResourceAction action) {
        if (total >= all.jobs()) {
            return Optional.of(new HeldBack(Optional.empty(), 1, all.why()));
        }
        for (NodeName node : nodes(action)) {
            JobLimit limit = limits.on(node);
            if (jobs.getOrDefault(node, 0) >= limit.jobs()) {
                return Optional.of(new HeldBack(Optional.of(node), 1, limit.why()));
            }
            if (migrates(action) && migrations.getOrDefault(node, 0) >= migrationLimit) {
                return Optional.of(new HeldBack(Optional.of(node), 1, node + " takes part in " + migrationLimit
                        + (migrationLimit == 1 ? " live migration" : " live migrations") + " at a time (migration-limit)"));
            }
        }
        return Optional.empty();
    }

    private static boolean migrates(ResourceAction action) {
        return action.request().key().operation().startsWith("migrate_");
    }

    private static SortedSet<NodeName> nodes(ResourceAction action) {
        var nodes = new TreeSet<NodeName>();
        nodes.add(action.on());
        if (migrates(action)) {
            for (String end : List.of("migrate_source", "migrate_target")) {
                String node = action.request().meta().getOrDefault(end, "");
                if (!node.isEmpty()) {
                    nodes.add(new NodeName(node));
                }
            }
        }
        return nodes;
    }
}
