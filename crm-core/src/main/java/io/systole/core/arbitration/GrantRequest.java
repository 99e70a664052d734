package io.systole.core.arbitration;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A DC whose part of the cluster has exactly half of the votes asks a witness for its grant, or to prolong it.
 *
 * @param asker the DC
 * @param term its term
 * @param number grows with each request of this DC; tells a late message from a new one
 * @param part the nodes that follow it, itself included
 * @param validity how long the grant is to hold, counted by the asker from the moment of asking
 */
public record GrantRequest(NodeName asker, long term, long number, SortedSet<NodeName> part, Duration validity) {
    public GrantRequest {
        part = Collections.unmodifiableSortedSet(new TreeSet<>(part));
    }
}
