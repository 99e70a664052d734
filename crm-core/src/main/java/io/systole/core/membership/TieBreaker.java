package io.systole.core.membership;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Decides which half goes on when a cluster splits into two halves with equal votes: the one with the chosen node.
 *
 * @param rule how the node is chosen
 * @param nodes for {@link Rule#LIST} the nodes of which the first that counts is chosen; empty otherwise
 */
public record TieBreaker(Rule rule, List<NodeName> nodes) {
    /** Without one, a tie is nobody's. */
    public static final TieBreaker NONE = new TieBreaker(Rule.NONE);

    /** How the node is chosen whose half goes on. */
    public enum Rule {
        NONE,
        /** The first name. */
        LOWEST,
        /** The last name. */
        HIGHEST,
        /** The first of a list; those behind it decide while it does not count (last man standing). */
        LIST
    }

    /** Of this rule, which needs no node. */
    public TieBreaker(Rule rule) {
        this(rule, List.of());
    }

    /** The first of these that counts. */
    public static TieBreaker of(NodeName... nodes) {
        return new TieBreaker(Rule.LIST, List.of(nodes));
    }

    public TieBreaker {
        nodes = List.copyOf(nodes);
        if (rule == Rule.LIST == nodes.isEmpty()) {
            throw new IllegalArgumentException("the tie-breaker " + rule + " with the nodes " + nodes);
        }
    }

    /** The node whose half goes on. */
    public Optional<NodeName> chosen(SortedSet<NodeName> electorate) {
        return switch (rule) {
            case NONE -> Optional.empty();
            case LOWEST -> electorate.stream().min(Comparator.naturalOrder());
            case HIGHEST -> electorate.stream().max(Comparator.naturalOrder());
            case LIST -> nodes.stream().filter(electorate::contains).findFirst();
        };
    }

    @Override
    public String toString() {
        return switch (rule) {
            case NONE -> "none";
            case LOWEST -> "lowest";
            case HIGHEST -> "highest";
            case LIST -> String.join(" ", nodes.stream().map(NodeName::value).toList());
        };
    }
}
