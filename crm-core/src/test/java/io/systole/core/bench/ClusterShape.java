package io.systole.core.bench;

import java.util.Locale;

/**
 * What kind of cluster is generated; the same shape always gives the same CIB.
 *
 * @param nodes how many nodes, at least 1
 * @param resources how many primitives, members of groups included
 * @param state what has happened in it
 */
record ClusterShape(int nodes, int resources, State state) {
    ClusterShape {
        if (nodes < 1 || resources < 1) {
            throw new IllegalArgumentException("a cluster of " + nodes + " nodes and " + resources + " resources cannot be made");
        }
    }

    /** What has happened. */
    enum State {
        /** All nodes have just come up: everything is to be probed and started. */
        COLD,
        /** Everything runs and is known on every node: nothing is to be done. */
        RUNNING,
        /** As RUNNING, but the first node has just been lost, without fencing. */
        FAILED
    }

    /** The smallest unit of work: one resource on one node. */
    long pairs() {
        return (long) nodes * resources;
    }

    /** The name of its file and of its line in tables: {@code 32x1000-failed}. */
    String name() {
        return nodes + "x" + resources + "-" + state.name().toLowerCase(Locale.ROOT);
    }
}
