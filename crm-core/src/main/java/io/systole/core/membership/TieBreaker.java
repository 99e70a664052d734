package io.systole.core.membership;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Decides which half goes on when a cluster splits into two halves with equal votes: the one with the chosen node.
 *
 * @param rule how the node is chosen
 * @param list for {@link Rule#LIST} the nodes in the order in which they are looked for; empty otherwise
 */
public record TieBreaker(Rule rule, List<NodeName> list) {
    /** Without one, a tie is nobody's. */
    public static final TieBreaker NONE = new TieBreaker(Rule.NONE, List.of());

    /** How the node is chosen whose half goes on. */
    public enum Rule {
        NONE,
        /** The first name. */
        LOWEST,
        /** The last name. */
        HIGHEST,
        /** The first of a list that took part in the last quorate membership. */
        LIST
    }

    public TieBreaker {
        list = List.copyOf(list);
        if (rule == Rule.LIST && list.isEmpty()) {
            throw new IllegalArgumentException("the tie-breaker list is empty");
        }
    }

    /** The node whose half goes on. */
    public Optional<NodeName> chosen(SortedSet<NodeName> electorate) {
        return switch (rule) {
            case NONE -> Optional.empty();
            case LOWEST -> electorate.stream().min(Comparator.naturalOrder());
            case HIGHEST -> electorate.stream().max(Comparator.naturalOrder());
            case LIST -> list.stream().filter(electorate::contains).findFirst();
        };
    }

    @Override
    public String toString() {
        return switch (rule) {
            case NONE -> "none";
            case LOWEST -> "lowest";
            case HIGHEST -> "highest";
            case LIST -> String.join(" ", list.stream().map(NodeName::value).toList());
        };
    }
}
