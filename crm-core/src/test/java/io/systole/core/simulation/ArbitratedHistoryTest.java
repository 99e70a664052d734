package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.simulation.RandomHistory.Disturbance;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many seeded histories of clusters without fencing in which everything may fail, partitions, stopped and dead daemons and the
 * witness included: nothing may run twice, because something decides and the loser stops in time.
 * {@code -Dsimulation.seeds=N} runs more, {@code -Dsimulation.first=S} begins elsewhere.
 */
class ArbitratedHistoryTest {
    static Stream<HistoryKind> kinds() {
        return Arrays.stream(HistoryKind.values()).filter(HistoryKind::arbitrated);
    }

    @Test
    void votesThatWereGivenLongAgoDoNotLetACandidateAct() {
        HistoryKind.CHOSEN_OF_FOUR.history(5003).run();
    }

    @Test
    void whatIsStartedBeforeTheFirstTickOfADaemonIsEndedWhenTheDaemonDies() {
        HistoryKind.MAJORITY_OF_THREE.history(2).of(Disturbance.DAEMON_DEATH, Disturbance.RETURN).run();
    }

    @Test
    void whatIsStartedBeforeTheDcHasConfirmedTheNodeIsWatchedToo() {
        HistoryKind.HARSH_MAJORITY_OF_THREE.history(10265).run();
    }

    @Test
    void aDaemonThatStartsDoesNotProlongWhatItsFormerLifeToldTheWatchdog() {
        HistoryKind.HARSH_ARBITRATOR_OF_TWO.history(50096).run();
    }

    @Test
    void aDaemonThatStartsKeepsWhatItsFormerLifePromisedToTheDc() {
        HistoryKind.HARSH_THREE_WITH_FENCING.history(10216).run();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingRunsTwiceWhateverFails(HistoryKind kind) {
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", 15);
        long events = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            RandomHistory history = kind.history(seed);
            history.run();
            events += history.events();
        }
        assertTrue(events > seeds);
    }
}
