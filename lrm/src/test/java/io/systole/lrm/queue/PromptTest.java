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

/** Monitors that run before their time, on virtual time: {@code at(5)} is five seconds after the start of the test. */
class PromptTest {
    private static final Outcome FINE = new Outcome(ExecutionStatus.DONE, 0);
    private static final Outcome DOWN = new Outcome(ExecutionStatus.DONE, 7);

    private final Orders orders = new Orders();
    private final OperationBoard board = new OperationBoard(2);

    private static Duration at(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private void accept(Order order) {
        board.accept(order, Duration.ZERO, at(0));
    }

    private List<Order> launched(long now) {
        return board.advance(at(now)).stream().map(Step::order).toList();
    }

    @Test
    void aPromptedMonitorRunsAtOnceAndTheIntervalCountsAnew() {
        Order monitor = orders.repeated("web", "monitor", 3600);
        accept(monitor);
        launched(0);
        board.ended(monitor, FINE, at(1));

        assertTrue(board.prompt(new ResourceId("web"), at(5)));

        assertEquals(List.of(monitor), launched(5));
        assertEquals(List.of(), board.ended(monitor, FINE, at(6)), "a healthy verdict is no news");
        assertEquals(Optional.of(at(3606)), board.wakeAt(at(6)));
    }

    @Test
    void aMonitorThatRunsWhenPromptedRunsOnceMore() {
        Order monitor = orders.repeated("web", "monitor", 3600);
        accept(monitor);
        launched(0);

        board.prompt(new ResourceId("web"), at(1));
        board.prompt(new ResourceId("web"), at(1));
        board.ended(monitor, FINE, at(2));
        List<Order> again = launched(2);
        board.ended(monitor, DOWN, at(3));

        assertEquals(List.of(monitor), again);
        assertEquals(Optional.of(at(3603)), board.wakeAt(at(3)));
    }

    @Test
    void ofSeveralMonitorsTheMostFrequentIsPromptedFirst() {
        Order deep = orders.repeated("web", "monitor", 60);
        Order shallow = orders.repeated("web", "monitor", 10);
        for (Order each : List.of(deep, shallow)) {
            accept(each);
            launched(0);
            board.ended(each, FINE, at(0));
        }

        board.prompt(new ResourceId("web"), at(1));
        List<Order> first = launched(1);
        board.ended(shallow, FINE, at(2));

        assertEquals(List.of(shallow), first);
        assertEquals(List.of(deep), launched(2));
    }

    @Test
    void aPromptChangesNothingForAMonitorThatWaitsForItsFirstRun() {
        Order monitor = orders.repeated("web", "monitor", 10);
        board.accept(monitor, at(30), at(0));

        assertTrue(board.prompt(new ResourceId("web"), at(1)));

        assertEquals(List.of(), launched(1));
        assertEquals(Optional.of(at(30)), board.wakeAt(at(1)));
    }

    @Test
    void withoutAMonitorThereIsNobodyToPrompt() {
        accept(orders.once("web", "start"));
        launched(0);

        assertFalse(board.prompt(new ResourceId("web"), at(1)));
        assertFalse(board.prompt(new ResourceId("nobody"), at(1)));
    }
}
