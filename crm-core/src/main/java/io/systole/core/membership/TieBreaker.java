package io.systole.core.membership;

import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Decides which half goes on when a cluster splits into two halves with equal votes: the one with the chosen node.
 *
 * @param rule how the node is chosen
 * @param node for {@link Rule#NODE} that node; empty otherwise
 */
public record TieBreaker(Rule rule, Optional<NodeName> node) {
    /** Without one, a tie is nobody's. */
    public static final TieBreaker NONE = new TieBreaker(Rule.NONE, Optional.empty());

    /** How the node is chosen whose half goes on. */
    public enum Rule {
        NONE,
        /** The first name. */
        LOWEST,
        /** The last name. */
        HIGHEST,
        /** A certain node. */
        NODE
    }

    /** Of this rule, which needs no node. */
    public TieBreaker(Rule rule) {
        this(rule, Optional.empty());
    }

    public TieBreaker {
        if (rule == Rule.NODE != node.isPresent()) {
            throw new IllegalArgumentException("the tie-breaker " + rule + " with the node " + node);
        }
    }

    /** The node whose half goes on. */
    public Optional<NodeName> chosen(SortedSet<NodeName> electorate) {
        return switch (rule) {
            case NONE -> Optional.empty();
            case LOWEST -> electorate.stream().min(Comparator.naturalOrder());
            case HIGHEST -> electorate.stream().max(Comparator.naturalOrder());
            case NODE -> node.filter(electorate::contains);
        };
    }

    @Override
    public String toString() {
        return switch (rule) {
            case NONE -> "none";
            case LOWEST -> "lowest";
            case HIGHEST -> "highest";
            case NODE -> node.orElseThrow().value();
        };
    }
}
