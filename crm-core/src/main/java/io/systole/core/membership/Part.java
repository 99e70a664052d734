package io.systole.core.membership;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A part of the cluster that asks whether it may act.
 *
 * @param nodes who is in it
 * @param released whether {@code wait_for_all} is satisfied for it
 * @param granted whether the witness has given it its grant, or the gateway answers it
 * @param electorate the nodes among which votes are counted: all configured ones, or those of the last quorate membership
 */
public record Part(SortedSet<NodeName> nodes, boolean released, boolean granted, SortedSet<NodeName> electorate) {
    public Part {
        nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
        electorate = Collections.unmodifiableSortedSet(new TreeSet<>(electorate));
    }
}
