package io.systole.core.throttle;

import io.systole.core.membership.NodeName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many actions may be under way at a time, as of now.
 *
 * @param nodes for each member
 * @param cluster for all together, as far as the load of the members demands one
 */
public record JobLimits(SortedMap<NodeName, JobLimit> nodes, JobLimit cluster) {
    /** No limits. */
    public static final JobLimits NONE = new JobLimits(new TreeMap<>(), JobLimit.NONE);

    public JobLimits {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    }

    /** That of a node. */
    public JobLimit on(NodeName node) {
        return nodes.getOrDefault(node, JobLimit.NONE);
    }

    /**
     * That of the whole cluster (rule C-59).
     *
     * @param configured {@code batch-limit}: load only ever lowers it; 0 = only the load counts, negative = nothing does
     */
    public JobLimit all(int configured) {
        if (configured < 0) {
            return JobLimit.NONE;
        }
        return configured == 0 ? cluster
                : new JobLimit(configured, "the cluster does " + JobLimit.atATime(configured) + " (batch-limit)").or(cluster);
    }
}
