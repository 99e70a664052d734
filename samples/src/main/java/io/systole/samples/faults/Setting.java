package io.systole.samples.faults;

import java.util.List;

/** What kind of cluster a fault strikes. */
enum Setting {
    MAJORITY("three nodes, no fencing", 3, false, false),
    FENCED("three nodes, fencing", 3, true, false),
    TWO_FENCED("two nodes, fencing", 2, true, false),
    ARBITRATED("two nodes, arbitrator, no fencing", 2, false, true),
    FIVE("five nodes, no fencing", 5, false, false);

    /** For people. */
    final String title;
    final int members;
    final boolean fencing;
    final boolean arbitrator;

    Setting(String title, int members, boolean fencing, boolean arbitrator) {
        this.title = title;
        this.members = members;
        this.fencing = fencing;
        this.arbitrator = arbitrator;
    }

    /** Names of the members. */
    List<String> names() {
        return List.of("n1", "n2", "n3", "n4", "n5").subList(0, members);
    }
}
