package io.systole.core.fencing;

import io.systole.core.cib.Cib;
import io.systole.core.membership.NodeName;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Nodes of which nobody knows yet that they have heard that what runs on them has to end when they lose their quorum: while the cluster
 * was in maintenance mode, or its {@code no-quorum-policy} let them go on, they were right not to watch it. Neither the time of
 * self-fencing nor that of a watchdog or poison pill says anything about such a node.
 *
 * <p>They stand in an attribute of the root element, written together with the change that ended that mode, so a new DC knows them too.
 * Clients do not see it.
 */
public final class Unwatched {
    private static final String NODES = "systole-unwatched";

    private Unwatched() {}

    /** Those of a CIB. */
    public static SortedSet<NodeName> in(Cib cib) {
        String names = cib.root().get(NODES);
        return names == null ? Collections.emptySortedSet()
                : Arrays.stream(names.split(" ")).filter(name -> !name.isEmpty()).map(NodeName::new)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Why nothing can be concluded from such a node's silence, as the beginning of a sentence. */
    public static String reason(NodeName node) {
        return node + " was away when maintenance mode, or a no-quorum-policy that lets lost nodes go on, was ended, so ";
    }

    /** The CIB with these instead. */
    public static Cib with(Cib cib, Collection<NodeName> nodes) {
        return cib.withAttribute(NODES, nodes.isEmpty() ? null
                : nodes.stream().sorted().map(NodeName::value).collect(Collectors.joining(" ")));
    }

    /** The CIB with those of another one. */
    public static Cib like(Cib cib, Cib other) {
        return cib.withAttribute(NODES, other.root().get(NODES));
    }
}
