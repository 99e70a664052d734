package io.systole.core.transition;

import static io.systole.core.transition.Graphs.graph;
import static io.systole.core.transition.Graphs.pseudo;
import static io.systole.core.transition.Graphs.start;
import static io.systole.core.transition.Graphs.synapse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitionEngineTest {
    private static final Duration NOW = Duration.ofSeconds(100);

    @Test
    void firesAnActionWhenItsInputsAreConfirmed() {
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "ip", "n1")), synapse(1, start(2, "web", "n1"), 1)));

        List<Integer> first = ids(engine.fire(NOW));
        engine.confirm(1);
        List<Integer> second = ids(engine.fire(NOW));

        assertEquals(List.of(1), first);
        assertEquals(List.of(2), second);
        assertFalse(engine.over());
    }

    @Test
    void passesThroughPseudoActionsAtOnce() {
        var engine = new TransitionEngine(0, graph(synapse(1, start(3, "ip", "n1"), 2), synapse(0, pseudo(2, "g_start_0"))));

        List<Integer> due = ids(engine.fire(NOW));

        assertEquals(List.of(3), due);
    }

    @Test
    void doesNotFireWhatDependsOnAFailure() {
        var engine = new TransitionEngine(4, graph(synapse(0, start(1, "ip", "n1")), synapse(1, start(2, "web", "n1"), 1)));
        engine.fire(NOW);

        engine.fail(1);
        engine.abort("Event failed", 1, AfterAbort.RESTART);

        assertEquals(List.of(), engine.fire(NOW));
        assertTrue(engine.over());
        assertEquals(AfterAbort.RESTART, engine.end());
        assertEquals("Transition 4 (Complete=1, Pending=0, Fired=0, Skipped=1, Incomplete=0): Stopped", engine.summary().toString());
    }

    @Test
    void infinitePriorityFiresAfterAFailedInput() {
        var urgent = new Synapse(1, Synapse.INFINITE_PRIORITY, List.of(start(2, "web", "n1")), List.of(1));
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "ip", "n1")), urgent));
        engine.fire(NOW);

        engine.fail(1);
        engine.abort("Event failed", 1, AfterAbort.RESTART);

        assertEquals(List.of(2), ids(engine.fire(NOW)));
    }

    @Test
    void abortWaitsForWhatIsInFlightAndSkipsTheRest() {
        var engine = new TransitionEngine(7, graph(synapse(0, start(1, "ip", "n1")), synapse(1, start(2, "web", "n1"), 1)));
        engine.fire(NOW);

        engine.abort("Configuration change", Synapse.INFINITE_PRIORITY, AfterAbort.RESTART);
        boolean overBefore = engine.over();
        engine.confirm(1);

        assertFalse(overBefore);
        assertTrue(engine.over());
        assertEquals("Transition 7 (Complete=1, Pending=0, Fired=0, Skipped=1, Incomplete=0): Stopped", engine.summary().toString());
    }

    @Test
    void abortNeverLowersPriorityOrWish() {
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "ip", "n1"))));

        engine.abort("Peer halt", Synapse.INFINITE_PRIORITY, AfterAbort.SHUTDOWN);
        engine.abort("Event failed", 1, AfterAbort.RESTART);

        assertEquals(AfterAbort.SHUTDOWN, engine.end());
        assertEquals("Peer halt", engine.summary().abortReason());
    }

    @Test
    void anActionIsLostAfterItsTimeoutAndTheClusterDelay() {
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "ip", "n1"))));
        engine.fire(NOW);

        assertEquals(Optional.of(NOW.plusSeconds(80)), engine.nextDeadline());
        assertEquals(List.of(), engine.lost(NOW.plusSeconds(79)));
        assertEquals(List.of(1), ids(engine.lost(NOW.plusSeconds(80))));
    }

    @Test
    void batchLimitHoldsBackActions() {
        TransitionGraph graph = graph(synapse(0, start(1, "a", "n1")), synapse(1, start(2, "b", "n1")), synapse(2, start(3, "c", "n1")));
        var engine = new TransitionEngine(0, new TransitionGraph(
                graph.synapses(), graph.clusterDelay(), graph.fencingTimeout(), 2, -1, true,
                Optional.empty()));

        List<Integer> first = ids(engine.fire(NOW));
        engine.confirm(1);
        List<Integer> second = ids(engine.fire(NOW));

        assertEquals(List.of(1, 2), first);
        assertEquals(List.of(3), second);
    }

    @Test
    void inputsThatNeverComeEndAsTerminated() {
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "a", "n1"), 2), synapse(1, start(2, "b", "n1"), 1)));

        List<GraphAction> due = engine.fire(NOW);

        assertEquals(List.of(), due);
        assertTrue(engine.over());
        assertEquals("Terminated", engine.summary().status());
    }

    @Test
    void secondAnswerToAnActionIsIgnored() {
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "a", "n1"))));
        engine.fire(NOW);

        assertTrue(engine.fail(1));
        assertFalse(engine.fail(1));
        assertFalse(engine.confirm(1));
    }

    private static List<Integer> ids(List<GraphAction> actions) {
        return actions.stream().map(GraphAction::id).toList();
    }
}
