package io.systole.core.throttle;

import io.systole.core.membership.NodeName;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges the load of the members (rules C-58, C-59).
 *
 * @param threshold {@code load-threshold} in per cent; 0 and less: load does not matter
 * @param actionLimit {@code node-action-limit}; 0 and less: twice the cores
 */
public record Throttle(int threshold, int actionLimit) {
    /** Of a node whose cores nobody knows; that of the smallest machine that clusters are built of. */
    private static final int UNKNOWN_CORES = 2;

    /**
     * What may be under way.
     *
     * @param loads what each member has told; one that has told nothing, perhaps since its build does not, is spared a little
     * @param dc whose cores are taken for those of the silent ones
     */
    public JobLimits limits(SortedMap<NodeName, Optional<NodeLoad>> loads, NodeName dc) {
        NodeLoad ofDc = loads.getOrDefault(dc, Optional.empty()).orElse(NodeLoad.idle(UNKNOWN_CORES));
        var nodes = new TreeMap<NodeName, JobLimit>();
        JobLimit cluster = JobLimit.NONE;
        for (var each : loads.entrySet()) {
            NodeName node = each.getKey();
            nodes.put(node, each.getValue().map(load -> node(node, load)).orElseGet(() -> silent(node, ofDc)));
            cluster = cluster.or(each.getValue().map(load -> cluster(node, load, loads.size())).orElse(JobLimit.NONE));
        }
        return new JobLimits(nodes, cluster);
    }

    private JobLimit node(NodeName node, NodeLoad load) {
        LoadMode mode = LoadMode.of(load, threshold);
        int jobs = mode.of(most(load));
        String does = "does " + JobLimit.atATime(jobs);
        return new JobLimit(jobs, mode == LoadMode.NONE ? node + " " + does + " (" + origin(load) + ")"
                : busy(node, load, mode) + ", so it " + does);
    }

    private JobLimit silent(NodeName node, NodeLoad ofDc) {
        int jobs = LoadMode.LOW.of(most(ofDc));
        return new JobLimit(jobs, node + " has not told its load, so it does " + JobLimit.atATime(jobs));
    }

    private JobLimit cluster(NodeName node, NodeLoad load, int members) {
        LoadMode mode = LoadMode.of(load, threshold);
        int jobs = switch (mode) {
            case NONE, LOW, MEDIUM -> Integer.MAX_VALUE;
            case HIGH -> Math.max(1, members / 2);
            case EXTREME -> Math.max(1, members / 4);
        };
        return jobs == Integer.MAX_VALUE ? JobLimit.NONE
                : new JobLimit(jobs, busy(node, load, mode) + ", so the whole cluster does " + JobLimit.atATime(jobs));
    }

    private int most(NodeLoad load) {
        int wanted = load.ownLimit().orElse(Math.max(0, actionLimit));
        return wanted > 0 ? wanted : 2 * load.cores();
    }

    private String origin(NodeLoad load) {
        if (load.ownLimit().orElse(Math.max(0, actionLimit)) == 0) {
            return "twice its cores";
        }
        return load.ownLimit().isPresent() ? "node_action_limit in its systole.conf" : "node-action-limit";
    }

    private String busy(NodeName node, NodeLoad load, LoadMode mode) {
        return LoadMode.byAverage(load, threshold) == mode
                ? node + " is busy (" + load.text() + ", load-threshold " + threshold + "%)"
                : String.format(Locale.ROOT, "the daemon of %s is busy (its loop uses %d%% of a core)", node, load.loop());
    }
}
