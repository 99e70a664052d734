package io.systole.core.simulation;

import io.systole.core.simulation.RandomHistory.Disturbance;
import java.util.List;

/** Defects that somebody might build into the production code, and in how many histories of which kind they have to show. */
enum SeededDefect {
    TERM_NOT_ON_DISK(DefectsOfPorts::termNotOnDisk, HistoryKind.THREE_WITHOUT_FENCING, 5),
    PATCH_WITHOUT_VERSION_CHECK(DefectsOnTheWire::patchWithoutVersionCheck, HistoryKind.THREE_WITHOUT_FENCING, 5),
    MISSING_SYNC(DefectsOfPorts::missingSync, HistoryKind.TWO_WITHOUT_FENCING, 20, Disturbance.WRITE, Disturbance.POWER_LOSS),
    FENCE_WAIT_SKIPPED(DefectsOfPorts::fenceWaitSkipped, HistoryKind.THREE_WITH_FENCING, 15),
    LOST_NODE_TAKEN_FOR_CLEAN(DefectsOfPorts::lostNodeTakenForClean, HistoryKind.THREE_WITH_FENCING, 15),
    PAUSE_NOT_NOTICED(DefectsOfPorts::pauseNotNoticed, HistoryKind.MAJORITY_OF_THREE, 10, Disturbance.PAUSE),
    WATCHDOG_NOT_ARMED(DefectsOfPorts::watchdogNotArmed, HistoryKind.MAJORITY_OF_THREE, 15, Disturbance.DAEMON_DEATH,
            Disturbance.RETURN),
    WITNESS_NOT_ASKED(DefectsOfPorts::witnessNotAsked, HistoryKind.ARBITRATOR_OF_TWO, 5),
    TERM_NOT_COMPARED(DefectsOnTheWire::termNotCompared, HistoryKind.MAJORITY_OF_THREE, 60, Disturbance.CUT_OFF, Disturbance.HEAL),
    STOP_NOT_AWAITED(DefectsOfPorts::stopNotAwaited, HistoryKind.THREE_WITHOUT_FENCING, 15, Disturbance.POWER_LOSS,
            Disturbance.RETURN, Disturbance.STANDBY),
    STALE_RESULT(DefectsOfPorts::staleResult, HistoryKind.THREE_WITHOUT_FENCING, 20),
    ANSWER_BEFORE_QUORUM(DefectsOnTheWire::answerBeforeQuorum, HistoryKind.MAJORITY_OF_THREE, 40, Disturbance.WRITE_AND_CRASH,
            Disturbance.RETURN),
    SECOND_VOTE(DefectsOnTheWire::secondVote, HistoryKind.MAJORITY_OF_THREE, 40, Disturbance.PAUSE, Disturbance.LINK_CUT,
            Disturbance.HEAL),
    LEASE_IGNORED(DefectsOnTheWire::leaseIgnored, HistoryKind.MAJORITY_OF_THREE, 20, Disturbance.MUTE, Disturbance.HEAL),
    TAKEOVER_WAIT_SKIPPED(DefectsOnTheWire::takeoverWaitSkipped, HistoryKind.MAJORITY_OF_THREE, 60, Disturbance.CUT_OFF,
            Disturbance.MOVED_CUT),
    SHARED_DISK_CACHED(DefectsOfPorts::sharedDiskCached, HistoryKind.DISK_OF_TWO, 40, Disturbance.PAUSE, Disturbance.LINK_CUT),
    ORDER_IGNORED(DefectsOfPorts::orderIgnored, HistoryKind.ORDERED_THREE_WITHOUT_FENCING, 5),
    PILL_NOT_SEEN(DefectsOfPorts::pillNotSeen, HistoryKind.PILL_OF_TWO, 10, Disturbance.LINK_CUT),
    LEASE_NOT_SETTLED(DefectsOfPorts::leaseNotSettled, HistoryKind.DISK_OF_TWO, 80, Disturbance.LINK_CUT, Disturbance.HEAL),
    DEMOTION_NOT_AWAITED(DefectsOfPorts::demotionNotAwaited, HistoryKind.PRIMARY_OF_THREE_WITHOUT_FENCING, 20, Disturbance.STANDBY,
            Disturbance.POWER_LOSS, Disturbance.RETURN);

    private final Defect defect;
    private final HistoryKind kind;
    private final int within;

    private final List<Disturbance> disturbances;

    SeededDefect(Defect defect, HistoryKind kind, int within, Disturbance... disturbances) {
        this.defect = defect;
        this.kind = kind;
        this.within = within;
        this.disturbances = List.of(disturbances);
    }

    /** How many histories, from seed 1 on, are enough to find it. */
    int within() {
        return within;
    }

    /** The history of this seed with the defect in every daemon. */
    RandomHistory history(long seed) {
        RandomHistory history = healthy(seed);
        history.cluster().withDefect(defect);
        return history;
    }

    /** The history of this seed without the defect. */
    RandomHistory healthy(long seed) {
        RandomHistory history = kind.history(seed);
        return disturbances.isEmpty() ? history : history.of(disturbances.toArray(Disturbance[]::new));
    }
}
