package io.systole.core.simulation;

import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.membership.TieBreaker;
import io.systole.core.membership.Witnessing;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The clusters whose histories are drawn: how many nodes, with fencing or without it, and what decides when votes are even. */
enum HistoryKind {
    TWO_WITHOUT_FENCING(2, false),
    THREE_WITHOUT_FENCING(3, false),
    FIVE_WITHOUT_FENCING(5, false),
    TWO_WITH_FENCING(2, true),
    THREE_WITH_FENCING(3, true),
    FIVE_WITH_FENCING(5, true),
    ARBITRATOR_OF_TWO(2, settings -> settings.withWitness(Witnessing.EXCLUSIVE)),
    ARBITRATOR_OF_FOUR(4, settings -> settings.withWitness(Witnessing.EXCLUSIVE)),
    GATEWAY_OF_TWO(2, settings -> settings.withTieBreaker(new TieBreaker(TieBreaker.Rule.HIGHEST)).withWitness(Witnessing.GATEWAY)),
    LOWEST_OF_TWO(2, settings -> settings.withTieBreaker(new TieBreaker(TieBreaker.Rule.LOWEST))),
    CHOSEN_OF_FOUR(4, settings -> settings.withTieBreaker(
            TieBreaker.of(new NodeName("n3")))),
    LAST_MAN_OF_FIVE(5, settings -> settings.withTieBreaker(new TieBreaker(TieBreaker.Rule.LOWEST))
            .withLastManStanding(Duration.ofSeconds(10))),
    MAJORITY_OF_THREE(3, settings -> settings),
    BOTH_OF_TWO(2, settings -> settings),
    HARSH_TWO_WITH_FENCING(2, true),
    HARSH_THREE_WITH_FENCING(3, true),
    HARSH_MAJORITY_OF_THREE(3, settings -> settings),
    HARSH_THREE_WITHOUT_FENCING(3, false),
    HARSH_FORCED_TWO_WITH_FENCING(2, true),
    HARSH_FORCED_MAJORITY_OF_THREE(3, settings -> settings),
    HARSH_FIVE_WITH_FENCING(5, true),
    HARSH_ARBITRATOR_OF_TWO(2, settings -> settings.withWitness(Witnessing.EXCLUSIVE)),
    LYING_SWITCH_OF_THREE(3, true),
    DISK_OF_TWO(2, settings -> settings.withWitness(Witnessing.EXCLUSIVE)),
    DISK_OF_FOUR(4, settings -> settings.withWitness(Witnessing.EXCLUSIVE)),
    HARSH_DISK_OF_TWO(2, settings -> settings.withWitness(Witnessing.EXCLUSIVE)),
    PILL_OF_TWO(2, true),
    PILL_OF_THREE(3, true),
    HARSH_PILL_OF_TWO(2, true),
    HARSH_PILL_OF_THREE(3, true),
    ORDERED_THREE_WITHOUT_FENCING(3, false),
    ORDERED_THREE_WITH_FENCING(3, true),
    ORDERED_MAJORITY_OF_THREE(3, settings -> settings),
    HARSH_ORDERED_THREE_WITH_FENCING(3, true),
    HARSH_ORDERED_MAJORITY_OF_THREE(3, settings -> settings),
    PRIMARY_OF_TWO_WITH_FENCING(2, true),
    PRIMARY_OF_THREE_WITHOUT_FENCING(3, false),
    PRIMARY_OF_THREE_WITH_FENCING(3, true),
    PRIMARY_MAJORITY_OF_THREE(3, settings -> settings),
    HARSH_PRIMARY_OF_THREE_WITH_FENCING(3, true),
    HARSH_PRIMARY_MAJORITY_OF_THREE(3, settings -> settings);

    private final int nodes;
    private final boolean fencing;
    private final Optional<UnaryOperator<QuorumSettings>> quorum;

    HistoryKind(int nodes, boolean fencing) {
        this.nodes = nodes;
        this.fencing = fencing;
        this.quorum = Optional.empty();
    }

    HistoryKind(int nodes, UnaryOperator<QuorumSettings> quorum) {
        this.nodes = nodes;
        this.fencing = false;
        this.quorum = Optional.of(quorum);
    }

    int nodes() {
        return nodes;
    }

    /** True if channels, agents, disks and clocks do what they seldom do as well. */
    boolean harsh() {
        return name().startsWith("HARSH");
    }

    /** True if everything may fail because a vote decides and the loser stops, without any fencing. */
    boolean arbitrated() {
        return quorum.isPresent() && !harsh();
    }

    /** The history of this seed, not yet lived. */
    RandomHistory history(long seed) {
        RandomHistory history = quorum.map(votes -> RandomHistory.arbitrated(seed, nodes, votes))
                .orElseGet(() -> new RandomHistory(seed, nodes, fencing));
        if (this == GATEWAY_OF_TWO) {
            history.cluster().witness().beGateway();
        }
        if (this == LYING_SWITCH_OF_THREE) {
            history.lying();
        }
        if (name().contains("DISK_OF")) {
            history.leased();
        }
        if (name().contains("ORDERED")) {
            history.constrained(fencing);
        }
        if (name().contains("PRIMARY")) {
            history.promotable(fencing);
        }
        if (name().contains("PILL_OF")) {
            history.poisoning();
        }
        if (harsh()) {
            history.harsh();
        }
        return name().contains("FORCED") ? history.forced() : history;
    }
}
