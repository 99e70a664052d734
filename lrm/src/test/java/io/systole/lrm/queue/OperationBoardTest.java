package io.systole.lrm.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExecutionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which operation runs when, on virtual time: {@code at(5)} is five seconds after the start of the test. */
class OperationBoardTest {
    private static final Outcome FINE = new Outcome(ExecutionStatus.DONE, 0);
    private static final Outcome DOWN = new Outcome(ExecutionStatus.DONE, 7);

    private final Orders orders = new Orders();
    private final OperationBoard board = new OperationBoard(2);

    private static Duration at(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private List<Step> accept(Order order, long now) {
        return board.accept(order, Duration.ZERO, at(now));
    }

    private List<Order> launched(long now) {
        return board.advance(at(now)).stream().map(Step::order).toList();
    }

    @Test
    void oneOperationRunsAtATimeForAResource() {
        Order start = orders.once("web", "start");
        Order promote = orders.once("web", "promote");
        accept(start, 0);
        accept(promote, 0);

        List<Order> first = launched(0);
        List<Order> meanwhile = launched(1);
        board.ended(start, FINE, at(2));
        List<Order> second = launched(2);

        assertEquals(List.of(start), first);
        assertEquals(List.of(), meanwhile);
        assertEquals(List.of(promote), second);
    }

    @Test
    void resourcesDoNotWaitForEachOther() {
        Order web = orders.once("web", "start");
        Order db = orders.once("db", "start");
        accept(web, 0);
        accept(db, 0);

        assertEquals(List.of(web, db), launched(0));
    }

    @Test
    void nothingBeginsForAResourceAsLongAsAStrangerWorksOnIt() {
        Order probe = orders.once("web", "monitor");
        board.occupy(new ResourceId("web"));
        accept(probe, 0);

        List<Order> occupied = launched(1);
        board.vacate(new ResourceId("web"));

        assertEquals(List.of(), occupied);
        assertEquals(List.of(probe), launched(3));
    }

    @Test
    void theTimeInTheQueueIsTold() {
        Order start = orders.once("web", "start");
        Order probe = orders.once("web", "monitor");
        accept(start, 0);
        accept(probe, 1);
        launched(1);
        board.ended(start, FINE, at(8));

        assertEquals(List.of(new Step.Launch(probe, at(7))), board.advance(at(8)));
    }

    @Test
    void aStartDelayAtTheHeadHoldsBackAllBehindIt() {
        Order monitor = orders.repeated("web", "monitor", 10);
        Order probe = orders.once("web", "monitor");
        board.accept(monitor, at(5), at(0));
        accept(probe, 0);

        assertEquals(List.of(), launched(4));
        assertEquals(Optional.of(at(5)), board.wakeAt(at(4)));
        assertEquals(List.of(monitor), launched(5));
    }

    @Test
    void theIntervalCountsFromTheEndOfTheRun() {
        Order monitor = orders.repeated("web", "monitor", 10);
        accept(monitor, 0);
        launched(0);
        board.ended(monitor, FINE, at(30));

        assertEquals(Optional.of(at(40)), board.wakeAt(at(30)));
        assertEquals(List.of(), launched(39));
        assertEquals(List.of(monitor), launched(40));
    }

    @Test
    void onlyAChangedOutcomeIsNews() {
        Order monitor = orders.repeated("web", "monitor", 10);
        accept(monitor, 0);
        launched(0);

        List<Step> first = board.ended(monitor, FINE, at(0));
        launched(10);
        List<Step> same = board.ended(monitor, FINE, at(10));
        launched(20);
        List<Step> other = board.ended(monitor, DOWN, at(20));

        assertEquals(List.of(new Step.ReportOutcome(monitor)), first);
        assertEquals(List.of(), same);
        assertEquals(List.of(new Step.ReportOutcome(monitor)), other);
    }

    @Test
    void anotherStatusWithTheSameExitCodeIsNews() {
        Order monitor = orders.repeated("web", "monitor", 10);
        accept(monitor, 0);
        launched(0);
        board.ended(monitor, new Outcome(ExecutionStatus.DONE, 1), at(0));
        launched(10);

        List<Step> timedOut = board.ended(monitor, new Outcome(ExecutionStatus.TIMED_OUT, 1), at(10));

        assertEquals(List.of(new Step.ReportOutcome(monitor)), timedOut);
    }

    @Test
    void aStopEndsRestingMonitors() {
        Order monitor = orders.repeated("web", "monitor", 10);
        accept(monitor, 0);
        launched(0);
        board.ended(monitor, FINE, at(0));
        Order stop = orders.once("web", "stop");

        List<Step> steps = accept(stop, 1);

        assertEquals(List.of(new Step.ReportCancelled(monitor, "key of web monitor", "ended by stop of the same resource")), steps);
        assertEquals(List.of(stop), launched(1));
        board.ended(stop, FINE, at(2));
        assertEquals(Optional.empty(), board.wakeAt(at(2)));
    }

    @Test
    void aStopIsNotHeldBackByAMonitorWithStartDelay() {
        Order monitor = orders.repeated("web", "monitor", 10);
        board.accept(monitor, at(60), at(0));
        Order stop = orders.once("web", "stop");

        accept(stop, 1);

        assertEquals(List.of(stop), launched(1));
    }

    @Test
    void aStopKillsARunningMonitorAndWaitsForItsEnd() {
        Order monitor = orders.repeated("web", "monitor", 10);
        accept(monitor, 0);
        launched(0);
        Order stop = orders.once("web", "stop");

        List<Step> steps = accept(stop, 1);
        List<Order> meanwhile = launched(1);
        List<Step> end = board.ended(monitor, FINE, at(2));

        assertEquals(List.of(new Step.Kill(monitor)), steps);
        assertEquals(List.of(), meanwhile);
        assertEquals(List.of(new Step.ReportCancelled(monitor, "key of web monitor", "ended by stop of the same resource")), end);
        assertEquals(List.of(stop), launched(2));
    }

    @Test
    void aNotifyLeavesMonitorsAlone() {
        Order monitor = orders.repeated("web", "monitor", 10);
        accept(monitor, 0);
        launched(0);
        board.ended(monitor, FINE, at(0));

        List<Step> steps = accept(orders.once("web", "notify"), 1);

        assertEquals(List.of(), steps);
    }

    @Test
    void aRepeatedOrderIsRunAtOnceIfItRests() {
        Order older = orders.repeated("web", "monitor", 10);
        accept(older, 0);
        launched(0);
        board.ended(older, FINE, at(0));
        Order newer = orders.repeated("web", "monitor", 10);

        accept(newer, 3);

        assertEquals(List.of(newer), launched(3));
        assertEquals(List.of(new Step.ReportOutcome(newer)), board.ended(newer, FINE, at(3)));
        assertEquals(Optional.of(at(13)), board.wakeAt(at(3)));
    }

    @Test
    void aRepeatedOrderTakesThePlaceOfOneThatWaits() {
        Order start = orders.once("web", "start");
        Order older = orders.repeated("web", "monitor", 10);
        accept(start, 0);
        accept(older, 0);
        launched(0);
        Order newer = orders.repeated("web", "monitor", 10);

        accept(newer, 1);
        board.ended(start, FINE, at(2));

        assertEquals(List.of(newer), launched(2));
        board.ended(newer, FINE, at(3));
        assertEquals(List.of(), launched(3), "the older one does not run any more");
    }

    @Test
    void aRepeatedOrderRunsAfterAnOlderOneThatRuns() {
        Order older = orders.repeated("web", "monitor", 10);
        accept(older, 0);
        launched(0);
        Order newer = orders.repeated("web", "monitor", 10);

        accept(newer, 1);
        List<Step> end = board.ended(older, FINE, at(2));

        assertEquals(List.of(), end);
        assertEquals(List.of(newer), launched(2));
    }

    @Test
    void aMonitorThatIsOrderedAgainWhileItIsKilledIsNotMistakenForTheOldOne() {
        Order older = orders.repeated("web", "monitor", 10);
        accept(older, 0);
        launched(0);
        board.cancel(older.key(), "first");
        Order newer = orders.repeated("web", "monitor", 10);
        accept(newer, 1);

        List<Step> second = board.cancel(newer.key(), "second");
        List<Step> end = board.ended(older, FINE, at(2));

        assertEquals(List.of(new Step.ReportCancelled(newer, "second", "")), second);
        assertEquals(List.of(new Step.ReportCancelled(older, "first", "")), end);
        assertEquals(List.of(), launched(2));
    }

    @Test
    void cancellingWhatIsNotThereGivesNothing() {
        Order monitor = orders.repeated("web", "monitor", 10);

        assertEquals(List.of(), board.cancel(monitor.key(), "key"));
    }

    @Test
    void aFirstRunFarAwayIsReportedAtOnce() {
        Order monitor = orders.repeated("web", "monitor", 86_400);

        List<Step> steps = board.accept(monitor, Duration.ofHours(3), at(0));

        assertEquals(List.of(new Step.ReportDelayed(monitor, Duration.ofHours(3))), steps);
    }

    @Test
    void forgettingReportsAllThatWaits() {
        Order start = orders.once("web", "start");
        Order promote = orders.once("web", "promote");
        accept(start, 0);
        accept(promote, 0);
        launched(0);

        List<Step> steps = board.forget(new ResourceId("web"), "gone");
        List<Step> end = board.ended(start, FINE, at(1));

        assertEquals(List.of(new Step.ReportCancelled(promote, "key of web promote", "gone")), steps);
        assertEquals(List.of(new Step.ReportCancelled(start, "key of web start", "gone")), end);
        assertTrue(board.isQuiet());
    }

    @Test
    void noMoreMonitorsRunThanAllowedAndTheLongestWaitingComesFirst() {
        Order a = orders.repeated("a", "monitor", 10);
        Order b = orders.repeated("b", "monitor", 10);
        Order c = orders.repeated("c", "monitor", 10);
        Order d = orders.repeated("d", "monitor", 10);
        accept(a, 0);
        accept(b, 0);
        assertEquals(List.of(a, b), launched(0));
        accept(c, 1);
        accept(d, 0);

        List<Order> full = launched(2);
        board.ended(a, FINE, at(3));

        assertEquals(List.of(), full);
        assertEquals(List.of(d), launched(3));
    }

    @Test
    void whatWaitsForAnotherRunToEndSetsNoAlarm() {
        accept(orders.repeated("a", "monitor", 10), 0);
        accept(orders.repeated("b", "monitor", 10), 0);
        accept(orders.repeated("c", "monitor", 10), 0);
        launched(0);

        assertEquals(Optional.empty(), board.wakeAt(at(1)));
    }

    @Test
    void aStopNeverWaitsForTheMonitorsOfOthers() {
        accept(orders.repeated("a", "monitor", 10), 0);
        accept(orders.repeated("b", "monitor", 10), 0);
        launched(0);
        Order stop = orders.once("c", "stop");

        accept(stop, 1);

        assertEquals(List.of(stop), launched(1));
    }

    @Test
    void closingLeavesWhatRuns() {
        Order start = orders.once("web", "start");
        Order promote = orders.once("web", "promote");
        Order monitor = orders.repeated("db", "monitor", 10);
        accept(start, 0);
        accept(promote, 0);
        accept(monitor, 0);
        launched(0);

        List<Step> steps = board.close("closing");

        assertEquals(List.of(new Step.ReportCancelled(promote, "key of web promote", "closing")), steps);
        assertFalse(board.isQuiet());
        assertEquals(List.of(), board.ended(monitor, FINE, at(1)));
        assertEquals(List.of(new Step.ReportOutcome(start)), board.ended(start, FINE, at(1)));
        assertTrue(board.isQuiet());
    }
}
