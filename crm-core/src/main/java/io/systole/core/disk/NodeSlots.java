package io.systole.core.disk;

import io.systole.core.membership.NodeName;
import java.util.List;

/**
 * Which slots of the shared disk are a node's: one that only it writes, for its {@link Sign}, and one that only others write, for a
 * {@link Pill}. By its place in the configured list; nodes whose lists differ notice it by the names in the slots.
 *
 * @param cluster the name of this cluster
 * @param nodes the configured list
 */
public record NodeSlots(String cluster, List<NodeName> nodes) {
    private static final int FIRST = 2;

    public NodeSlots {
        nodes = List.copyOf(nodes);
    }

    int sign(NodeName node) {
        return FIRST + 2 * place(node);
    }

    int pill(NodeName node) {
        return sign(node) + 1;
    }

    /** Where the node stands in the list, from 0 on. */
    int place(NodeName node) {
        int place = nodes.indexOf(node);
        if (place < 0) {
            throw new IllegalArgumentException("node " + node + " is not in the list of nodes " + nodes);
        }
        return place;
    }
}
