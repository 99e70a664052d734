package io.systole.samples.faults;

import java.util.List;
import java.util.Set;

/** What kind of cluster a fault strikes. */
enum Setting {
    MAJORITY("three nodes, no fencing", 3),
    LINKED("three nodes on two networks, no fencing", 3, Trait.TWO_NETWORKS),
    CLOCKED("three nodes with clocks of their own, no fencing", 3, Trait.CLOCKS),
    FENCED("three nodes, fencing", 3, Trait.FENCING),
    TWO_FENCED("two nodes, fencing", 2, Trait.FENCING),
    ARBITRATED("two nodes, arbitrator, no fencing", 2, Trait.ARBITRATOR),
    FIVE("five nodes, no fencing", 5);

    /** For people. */
    final String title;
    final int members;
    private final Set<Trait> traits;

    /** What is not there unless it is said. */
    private enum Trait {
        FENCING,
        ARBITRATOR,
        TWO_NETWORKS,
        CLOCKS
    }

    Setting(String title, int members, Trait... traits) {
        this.title = title;
        this.members = members;
        this.traits = Set.of(traits);
    }

    boolean fencing() {
        return traits.contains(Trait.FENCING);
    }

    boolean arbitrator() {
        return traits.contains(Trait.ARBITRATOR);
    }

    int networks() {
        return traits.contains(Trait.TWO_NETWORKS) ? 2 : 1;
    }

    /** Whether each daemon has a time of day of its own. */
    boolean clocks() {
        return traits.contains(Trait.CLOCKS);
    }

    /** Names of the members. */
    List<String> names() {
        return List.of("n1", "n2", "n3", "n4", "n5").subList(0, members);
    }
}
