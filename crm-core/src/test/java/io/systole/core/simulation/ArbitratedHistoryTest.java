package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.membership.TieBreaker;
import io.systole.core.membership.Witnessing;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many seeded histories of clusters without fencing in which everything may fail, partitions, stopped and dead daemons and the
 * witness included: nothing may run twice, because something decides and the loser stops in time.
 * {@code -Dsimulation.seeds=N} runs more, {@code -Dsimulation.first=S} begins elsewhere.
 */
class ArbitratedHistoryTest {
    private enum Kind {
        ARBITRATOR_OF_TWO(2, settings -> settings.withWitness(Witnessing.EXCLUSIVE)),
        ARBITRATOR_OF_FOUR(4, settings -> settings.withWitness(Witnessing.EXCLUSIVE)),
        GATEWAY_OF_TWO(2, settings -> settings.withTieBreaker(new TieBreaker(TieBreaker.Rule.HIGHEST)).withWitness(Witnessing.GATEWAY)),
        LOWEST_OF_TWO(2, settings -> settings.withTieBreaker(new TieBreaker(TieBreaker.Rule.LOWEST))),
        CHOSEN_OF_FOUR(4, settings -> settings.withTieBreaker(
                new TieBreaker(TieBreaker.Rule.NODE, Optional.of(new NodeName("n3"))))),
        MAJORITY_OF_THREE(3, settings -> settings),
        BOTH_OF_TWO(2, settings -> settings);

        private final int nodes;
        private final UnaryOperator<QuorumSettings> quorum;

        Kind(int nodes, UnaryOperator<QuorumSettings> quorum) {
            this.nodes = nodes;
            this.quorum = quorum;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingRunsTwiceWhateverFails(Kind kind) {
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", 30);
        long events = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            RandomHistory history = RandomHistory.arbitrated(seed, kind.nodes, kind.quorum);
            if (kind == Kind.GATEWAY_OF_TWO) {
                history.cluster().witness().beGateway();
            }
            history.run();
            events += history.events();
        }
        assertTrue(events > seeds);
    }
}
