package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.simulation.RandomHistory.Disturbance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Histories in which channels get slow, so that messages of different senders overtake each other, stutter, or work in one direction
 * only; agents are slow, fail and hang; disks take no write or lose the power in the midst of one; clocks step.
 */
class HarshHistoryTest {
    @Test
    void aCopyOfTheCibThatComesTwiceDoesNotTakeANodeBack() {
        HistoryKind.HARSH_THREE_WITH_FENCING.history(11).of(Disturbance.STUTTER, Disturbance.WRITE, Disturbance.STANDBY,
                Disturbance.SERVICE_DEATH, Disturbance.CLEANUP, Disturbance.DAEMON_RESTART).run();
    }

    @Test
    void aClaimAndACopyThatComeTwiceDoNotTakeANodeBack() {
        HistoryKind.HARSH_FIVE_WITH_FENCING.history(10252).run();
    }

    @Test
    void whatAFormerDcIsStoppingIsNotBuiltUpon() {
        HistoryKind.HARSH_MAJORITY_OF_THREE.history(50212).run();
    }

    @Test
    void ordersThatAreRefusedMakeNoAvalancheOfMessages() {
        HistoryKind.HARSH_PILL_OF_TWO.history(60821).run();
    }

    @Test
    void ofTwoDcsThatCanEachHaveAQuorumOneGivesIn() {
        HistoryKind.PILL_OF_TWO.history(61861).run();
    }

    @Test
    void anOrderThatComesTwiceIsCarriedOutOnce() {
        HistoryKind.HARSH_TWO_WITH_FENCING.history(100336).run();
    }

    @Test
    void aMemberThatStoodStillKeepsItsPromiseToTheDc() {
        HistoryKind.PILL_OF_THREE.history(401166).run();
    }

    @Test
    void anInstanceThatWasRecoveredLongAgoIsNotRestartedAfterADemotion() {
        HistoryKind.HARSH_PRIMARY_MAJORITY_OF_THREE.history(1018).run();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "(HARSH|LYING).*")
    void invariantsHoldWhenNetworkAgentsDisksAndClocksDoWhatTheySeldomDo(HistoryKind kind) {
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", 8);
        long events = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            RandomHistory history = kind.history(seed);
            history.run();
            events += history.events();
        }
        assertTrue(events > seeds);
    }
}
