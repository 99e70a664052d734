package io.systole.core.transition;

import static io.systole.core.transition.Graphs.action;
import static io.systole.core.transition.Graphs.graph;
import static io.systole.core.transition.Graphs.pseudo;
import static io.systole.core.transition.Graphs.start;
import static io.systole.core.transition.Graphs.synapse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.throttle.HeldBack;
import io.systole.core.throttle.JobLimit;
import io.systole.core.throttle.JobLimits;
import io.systole.core.transition.GraphAction.FenceAction;
import io.systole.core.transition.GraphAction.ResourceAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TransitionEngineTest {
    private static final NodeName N1 = new NodeName("n1");
    private static final Duration NOW = Duration.ofSeconds(100);

    @Test
    void firesAnActionWhenItsInputsAreConfirmed() {
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "ip", "n1")), synapse(1, start(2, "web", "n1"), 1)));

        List<Integer> first = ids(engine.fire(NOW, JobLimits.NONE));
        engine.confirm(1);
        List<Integer> second = ids(engine.fire(NOW, JobLimits.NONE));

        assertEquals(List.of(1), first);
        assertEquals(List.of(2), second);
        assertFalse(engine.over());
    }

    @Test
    void passesThroughPseudoActionsAtOnce() {
        var engine = new TransitionEngine(0, graph(synapse(1, start(3, "ip", "n1"), 2), synapse(0, pseudo(2, "g_start_0"))));

        List<Integer> due = ids(engine.fire(NOW, JobLimits.NONE));

        assertEquals(List.of(3), due);
    }

    @Test
    void doesNotFireWhatDependsOnAFailure() {
        var engine = new TransitionEngine(4, graph(synapse(0, start(1, "ip", "n1")), synapse(1, start(2, "web", "n1"), 1)));
        engine.fire(NOW, JobLimits.NONE);

        engine.fail(1);
        engine.abort("Event failed", 1, AfterAbort.RESTART);

        assertEquals(List.of(), engine.fire(NOW, JobLimits.NONE));
        assertTrue(engine.over());
        assertEquals(AfterAbort.RESTART, engine.end());
        assertEquals("Transition 4 (Complete=1, Pending=0, Fired=0, Skipped=1, Incomplete=0): Stopped", engine.summary().toString());
    }

    @Test
    void infinitePriorityFiresAfterAFailedInput() {
        var urgent = new Synapse(1, Synapse.INFINITE_PRIORITY, List.of(start(2, "web", "n1")), List.of(1));
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "ip", "n1")), urgent));
        engine.fire(NOW, JobLimits.NONE);

        engine.fail(1);
        engine.abort("Event failed", 1, AfterAbort.RESTART);

        assertEquals(List.of(2), ids(engine.fire(NOW, JobLimits.NONE)));
    }

    @Test
    void abortWaitsForWhatIsInFlightAndSkipsTheRest() {
        var engine = new TransitionEngine(7, graph(synapse(0, start(1, "ip", "n1")), synapse(1, start(2, "web", "n1"), 1)));
        engine.fire(NOW, JobLimits.NONE);

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
        engine.fire(NOW, JobLimits.NONE);

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

        List<Integer> first = ids(engine.fire(NOW, JobLimits.NONE));
        engine.confirm(1);
        List<Integer> second = ids(engine.fire(NOW, JobLimits.NONE));

        assertEquals(List.of(1, 2), first);
        assertEquals(List.of(3), second);
    }

    @Test
    void aNodeThatDoesOneActionAtATimeHoldsBackOnlyItsOwn() {
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "a", "n1")), synapse(1, start(2, "b", "n1")),
                synapse(2, start(3, "c", "n2")), synapse(3, start(4, "d", "n1"))));
        JobLimits limits = limits(1, JobLimit.NONE);

        List<Integer> first = ids(engine.fire(NOW, limits));
        List<HeldBack> held = engine.held();
        engine.confirm(1);
        List<Integer> second = ids(engine.fire(NOW, limits));

        assertEquals(List.of(1, 3), first);
        assertEquals(List.of(new HeldBack(Optional.of(N1), 2, "n1 is busy")), held);
        assertEquals(List.of(2), second);
    }

    @Test
    void aHigherLimitLetsWaitingActionsGoAtOnce() {
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "a", "n1")), synapse(1, start(2, "b", "n1")),
                synapse(2, start(3, "c", "n1"))));
        engine.fire(NOW, limits(1, JobLimit.NONE));

        List<Integer> second = ids(engine.fire(NOW, limits(3, JobLimit.NONE)));

        assertEquals(List.of(2, 3), second);
        assertEquals(List.of(), engine.held());
    }

    @Test
    void aBusyClusterLowersTheBatchLimitAndNeverRaisesIt() {
        TransitionGraph graph = graph(synapse(0, start(1, "a", "n1")), synapse(1, start(2, "b", "n2")), synapse(2, start(3, "c", "n3")));
        JobLimits limits = limits(9, new JobLimit(2, "n1 is busy"));

        assertEquals(List.of(1), ids(new TransitionEngine(0, withLimits(graph, 1, -1)).fire(NOW, limits)));
        assertEquals(List.of(1, 2), ids(new TransitionEngine(0, withLimits(graph, 3, -1)).fire(NOW, limits)));
        assertEquals(List.of(1, 2), ids(new TransitionEngine(0, withLimits(graph, 0, -1)).fire(NOW, limits)));
        assertEquals(List.of(1, 2, 3), ids(new TransitionEngine(0, withLimits(graph, -1, -1)).fire(NOW, limits)));
    }

    @Test
    void fencingAndMarksWaitForNoLimit() {
        var fence = new FenceAction(2, new NodeName("n3"), "reboot", Duration.ofSeconds(60), new TreeMap<>(), "it is lost");
        var engine = new TransitionEngine(0, withLimits(graph(synapse(0, start(1, "a", "n1")), synapse(1, fence),
                synapse(2, pseudo(3, "all_stopped")), synapse(3, start(4, "b", "n1"))), 1, -1));

        assertEquals(List.of(1, 2), ids(engine.fire(NOW, limits(1, JobLimit.NONE))));
    }

    @Test
    void anActionThatRestsInItsStartDelayTakesNoPlace() {
        ResourceAction plain = start(1, "a", "n1");
        OperationRequest request = plain.request();
        var late = new ResourceAction(1, N1, new OperationRequest(request.key(), request.agent(), request.timeout(), Duration.ofMinutes(2),
                request.parameters(), request.meta(), "", 0), false, "it has to run");
        var engine = new TransitionEngine(0, graph(synapse(0, late), synapse(1, start(2, "b", "n1"))));

        assertEquals(List.of(1, 2), ids(engine.fire(NOW, limits(1, JobLimit.NONE))));
    }

    @Test
    void aNodeTakesPartInAsManyMigrationsAsTheLimitSaysAsSourceOrTarget() {
        TransitionGraph graph = graph(synapse(0, migrate(1, "a", "n1", "n2")), synapse(1, migrate(2, "b", "n2", "n3")),
                synapse(2, migrate(3, "c", "n3", "n4")), synapse(3, start(4, "d", "n1")));
        var engine = new TransitionEngine(0, withLimits(graph, 0, 1));

        List<Integer> first = ids(engine.fire(NOW, JobLimits.NONE));

        assertEquals(List.of(1, 3, 4), first);
        assertEquals("1 action waits: n2 takes part in 1 live migration at a time (migration-limit)", engine.held().getFirst().sentence());
    }

    @Test
    void aMigrationLimitOfZeroIsNoLimit() {
        TransitionGraph graph = graph(synapse(0, migrate(1, "a", "n1", "n2")), synapse(1, migrate(2, "b", "n1", "n2")));

        assertEquals(List.of(1, 2), ids(new TransitionEngine(0, withLimits(graph, 0, 0)).fire(NOW, JobLimits.NONE)));
    }

    @Test
    void aMigrationCountsOnBothItsNodes() {
        var engine = new TransitionEngine(0, graph(synapse(0, migrate(1, "a", "n2", "n1")), synapse(1, start(2, "b", "n1"))));

        assertEquals(List.of(1), ids(engine.fire(NOW, limits(1, JobLimit.NONE))));
    }

    @Test
    void inputsThatNeverComeEndAsTerminated() {
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "a", "n1"), 2), synapse(1, start(2, "b", "n1"), 1)));

        List<GraphAction> due = engine.fire(NOW, JobLimits.NONE);

        assertEquals(List.of(), due);
        assertTrue(engine.over());
        assertEquals("Terminated", engine.summary().status());
    }

    @Test
    void secondAnswerToAnActionIsIgnored() {
        var engine = new TransitionEngine(0, graph(synapse(0, start(1, "a", "n1"))));
        engine.fire(NOW, JobLimits.NONE);

        assertTrue(engine.fail(1));
        assertFalse(engine.fail(1));
        assertFalse(engine.confirm(1));
    }

    private static JobLimits limits(int onN1, JobLimit cluster) {
        var nodes = new TreeMap<NodeName, JobLimit>();
        nodes.put(N1, new JobLimit(onN1, "n1 is busy"));
        return new JobLimits(nodes, cluster);
    }

    private static TransitionGraph withLimits(TransitionGraph graph, int batch, int migrations) {
        return new TransitionGraph(graph.synapses(), graph.clusterDelay(), graph.fencingTimeout(), batch, migrations, true,
                Optional.empty());
    }

    private static ResourceAction migrate(int id, String resource, String source, String target) {
        ResourceAction plain = action(id, OperationKey.once(new ResourceId(resource), "migrate_to"), source, 0);
        OperationRequest request = plain.request();
        var meta = new TreeMap<>(Map.of("migrate_source", source, "migrate_target", target));
        return new ResourceAction(id, plain.on(), new OperationRequest(request.key(), request.agent(), request.timeout(), Duration.ZERO,
                request.parameters(), meta, "", 0), false, "it moves");
    }

    private static List<Integer> ids(List<GraphAction> actions) {
        return actions.stream().map(GraphAction::id).toList();
    }
}
