package io.systole.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import io.systole.core.spi.ResourceExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ResourceExecutor} promises. Passed by the scripted one, on virtual time, and by the real one with real
 * agents. A subclass brings an agent that keeps a journal and can be told how to answer, and knows how to wait.
 */
public abstract class ResourceExecutorContract {
    private static final ResourceId WEB = new ResourceId("web");
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final Duration FOR_EVER = Duration.ofMinutes(5);

    private final List<OperationResult> results = new CopyOnWriteArrayList<>();
    private ResourceExecutor executor;

    /** An executor that has not been started. */
    protected abstract ResourceExecutor executor();

    /** An agent known to that executor. Without orders from the test, each of its actions ends at once with exit code 0. */
    protected abstract AgentId agent();

    /** From now on the agent answers this action with this exit code. */
    protected abstract void answer(ResourceId resource, String operation, int exitCode);

    /** From now on the agent takes so long for this action. */
    protected abstract void prolong(ResourceId resource, String operation, Duration duration);

    /** What the agent did, in the order of time: {@code web start begins}, {@code web start ends}; no end if it was killed. */
    protected abstract List<String> journal();

    /** Returns when the condition holds; fails with the description if that takes too long. */
    protected abstract void await(String description, BooleanSupplier condition);

    @BeforeEach
    void startExecutor() {
        executor = executor();
        executor.start(results::add);
    }

    private OperationRequest request(String resource, String operation, Duration interval, String... parameters) {
        var map = new TreeMap<String, String>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        var key = new OperationKey(new ResourceId(resource), operation, interval);
        return new OperationRequest(
                key, agent(), Duration.ofSeconds(60), Duration.ZERO, map, new TreeMap<>(), "1:1:0:" + resource + operation, 0);
    }

    private OperationRequest once(String resource, String operation, String... parameters) {
        return request(resource, operation, Duration.ZERO, parameters);
    }

    private List<OperationResult> results(String key) {
        return results.stream().filter(result -> result.request().key().toString().equals(key)).toList();
    }

    private OperationResult result(String key, int number) {
        await(key + " gives " + number + " results", () -> results(key).size() >= number);
        return results(key).get(number - 1);
    }

    private long runs(String operation) {
        return journal().stream().filter(line -> line.equals(operation + " begins")).count();
    }

    @Test
    void aOneShotOperationGivesOneResult() {
        executor.execute(once("web", "start"));
        OperationResult start = result("web_start_0", 1);
        executor.execute(once("web", "stop"));
        result("web_stop_0", 1);

        assertEquals(ExecutionStatus.DONE, start.status());
        assertEquals(0, start.exitCode());
        assertEquals("1:1:0:webstart", start.request().transitionKey());
        assertEquals(2, results.size(), results::toString);
    }

    @Test
    void theAgentsExitCodeIsPassedOn() {
        answer(WEB, "monitor", 7);

        executor.execute(once("web", "monitor"));

        OperationResult probe = result("web_monitor_0", 1);
        assertEquals(ExecutionStatus.DONE, probe.status());
        assertEquals(7, probe.exitCode());
    }

    @Test
    void operationsOfOneResourceRunOneAfterTheOtherInTheOrderGiven() {
        prolong(WEB, "start", Duration.ofMillis(500));

        executor.execute(once("web", "start"));
        executor.execute(once("web", "promote"));
        executor.execute(once("web", "stop"));

        result("web_stop_0", 1);
        assertEquals(List.of("web start begins", "web start ends", "web promote begins", "web promote ends", "web stop begins",
                "web stop ends"), journal());
    }

    @Test
    void differentResourcesRunAtTheSameTime() {
        prolong(WEB, "start", FOR_EVER);

        executor.execute(once("web", "start"));
        executor.execute(once("db", "start"));

        assertEquals(0, result("db_start_0", 1).exitCode());
        assertTrue(results("web_start_0").isEmpty());
    }

    @Test
    void callIdsGrow() {
        executor.execute(once("web", "start"));
        executor.execute(once("db", "start"));

        long first = result("web_start_0", 1).callId();
        long second = result("db_start_0", 1).callId();

        assertTrue(first < second, first + " then " + second);
    }

    @Test
    void aRecurringOperationTellsItsFirstOutcomeAndThenOnlyChanges() {
        executor.execute(request("web", "monitor", OFTEN));
        await("five runs", () -> runs("web monitor") >= 5);
        answer(WEB, "monitor", 7);
        OperationResult changed = result("web_monitor_200", 2);
        long runs = runs("web monitor");
        await("more runs", () -> runs("web monitor") >= runs + 3);

        assertEquals(List.of(0, 7), results.stream().map(OperationResult::exitCode).toList());
        assertEquals(results("web_monitor_200").getFirst().callId(), changed.callId());
    }

    @Test
    void aRepeatedRecurringOrderRunsAtOnceAndAnswersToTheNewOne() {
        executor.execute(request("web", "monitor", FOR_EVER));
        result("web_monitor_300000", 1);

        executor.execute(withTransitionKey(request("web", "monitor", FOR_EVER), "2:2:0:again"));

        OperationResult again = result("web_monitor_300000", 2);
        assertEquals("2:2:0:again", again.request().transitionKey());
        assertTrue(again.callId() > results.getFirst().callId());
    }

    @Test
    void aStopEndsTheRecurringOperationsFirst() {
        executor.execute(request("web", "monitor", OFTEN));
        result("web_monitor_200", 1);

        executor.execute(once("web", "stop"));

        result("web_stop_0", 1);
        assertEquals(ExecutionStatus.CANCELLED, result("web_monitor_200", 2).status());
        long runs = runs("web monitor");
        executor.execute(request("db", "monitor", OFTEN));
        await("time in which it would have run", () -> runs("db monitor") >= 5);
        assertEquals(runs, runs("web monitor"));
    }

    @Test
    void aStopDoesNotWaitForAMonitorThatHangs() {
        prolong(WEB, "monitor", FOR_EVER);
        executor.execute(request("web", "monitor", OFTEN));
        await("the monitor runs", () -> runs("web monitor") == 1);

        executor.execute(once("web", "stop"));

        assertEquals(0, result("web_stop_0", 1).exitCode());
        assertEquals(ExecutionStatus.CANCELLED, result("web_monitor_200", 1).status());
        assertFalse(journal().contains("web monitor ends"), journal()::toString);
    }

    @Test
    void aCancelledOperationSaysSoWithTheCancellersKey() {
        executor.execute(request("web", "monitor", OFTEN));
        result("web_monitor_200", 1);

        executor.cancel(new OperationKey(WEB, "monitor", OFTEN), "9:9:0:cancel");

        OperationResult cancelled = result("web_monitor_200", 2);
        assertEquals(ExecutionStatus.CANCELLED, cancelled.status());
        assertEquals(0, cancelled.exitCode());
        assertEquals("9:9:0:cancel", cancelled.request().transitionKey());
    }

    @Test
    void aRunningMonitorIsKilledWhenCancelled() {
        prolong(WEB, "monitor", FOR_EVER);
        executor.execute(request("web", "monitor", OFTEN));
        await("the monitor runs", () -> runs("web monitor") == 1);

        executor.cancel(new OperationKey(WEB, "monitor", OFTEN), "9:9:0:cancel");

        assertEquals(ExecutionStatus.CANCELLED, result("web_monitor_200", 1).status());
        assertFalse(journal().contains("web monitor ends"), journal()::toString);
    }

    @Test
    void cancellingWhatIsNotThereSucceeds() {
        executor.cancel(new OperationKey(WEB, "monitor", OFTEN), "9:9:0:cancel");

        OperationResult cancelled = result("web_monitor_200", 1);
        assertEquals(ExecutionStatus.CANCELLED, cancelled.status());
        assertEquals("9:9:0:cancel", cancelled.request().transitionKey());
    }

    @Test
    void anOperationThatTakesTooLongIsEnded() {
        prolong(WEB, "start", FOR_EVER);
        OperationRequest start = once("web", "start");

        executor.execute(new OperationRequest(start.key(), start.agent(), Duration.ofSeconds(1), start.startDelay(), start.parameters(),
                start.meta(), start.transitionKey(), start.targetRc()));

        OperationResult late = result("web_start_0", 1);
        assertEquals(ExecutionStatus.TIMED_OUT, late.status());
        assertEquals(1, late.exitCode());
    }

    @Test
    void aStopGetsTheParametersOfTheStart() {
        executor.execute(once("web", "start", "ip", "10.0.0.1"));

        executor.execute(once("web", "stop", "ip", "10.0.0.2"));

        assertEquals(Map.of("ip", "10.0.0.1"), result("web_stop_0", 1).request().parameters());
    }

    @Test
    void aStopAfterAFailedStartGetsItsOwnParameters() {
        answer(WEB, "start", 1);
        executor.execute(once("web", "start", "ip", "10.0.0.1"));

        executor.execute(once("web", "stop", "ip", "10.0.0.2"));

        assertEquals(Map.of("ip", "10.0.0.2"), result("web_stop_0", 1).request().parameters());
    }

    @Test
    void aForgottenResourceHasNoLastStart() {
        executor.execute(once("web", "start", "ip", "10.0.0.1"));
        result("web_start_0", 1);
        executor.forget(WEB);

        executor.execute(once("web", "stop", "ip", "10.0.0.2"));

        assertEquals(Map.of("ip", "10.0.0.2"), result("web_stop_0", 1).request().parameters());
    }

    @Test
    void forgettingEndsTheRecurringOperations() {
        executor.execute(request("web", "monitor", OFTEN));
        result("web_monitor_200", 1);

        executor.forget(WEB);

        assertEquals(ExecutionStatus.CANCELLED, result("web_monitor_200", 2).status());
    }

    @Test
    void aQueuedOperationOfAForgottenResourceNeverRuns() {
        prolong(WEB, "start", Duration.ofMillis(500));
        executor.execute(once("web", "start"));
        executor.execute(once("web", "promote"));
        await("the start runs", () -> runs("web start") == 1);

        executor.forget(WEB);

        assertEquals(ExecutionStatus.CANCELLED, result("web_promote_0", 1).status());
        assertEquals(ExecutionStatus.CANCELLED, result("web_start_0", 1).status());
        assertEquals(0, runs("web promote"));
    }

    private static OperationRequest withTransitionKey(OperationRequest request, String key) {
        return new OperationRequest(request.key(), request.agent(), request.timeout(), request.startDelay(), request.parameters(),
                request.meta(), key, request.targetRc());
    }

    @Test
    void anEndByForceKillsWhatRunsAndStopsWhatWasStarted() {
        executor.execute(once("web", "start"));
        result("web_start_0", 1);
        executor.execute(request("web", "monitor", OFTEN));
        result("web_monitor_200", 1);
        prolong(new ResourceId("db"), "start", FOR_EVER);
        executor.execute(once("db", "start"));
        await("db start begins", () -> runs("db start") == 1);
        var left = new CopyOnWriteArrayList<List<ResourceId>>();

        executor.halt(Duration.ofSeconds(20), left::add);

        await("the end by force", () -> !left.isEmpty());
        assertEquals(List.of(), left.getFirst());
        assertEquals(ExecutionStatus.CANCELLED, result("db_start_0", 1).status());
        assertTrue(journal().contains("web stop ends"), () -> "" + journal());
        assertTrue(journal().contains("db stop ends"), () -> "" + journal());
        assertFalse(journal().contains("db start ends"), () -> "" + journal());
    }

    @Test
    void anEndByForceNamesWhatDidNotStop() {
        executor.execute(once("web", "start"));
        result("web_start_0", 1);
        answer(WEB, "stop", 1);
        var left = new CopyOnWriteArrayList<List<ResourceId>>();

        executor.halt(Duration.ofMillis(1500), left::add);

        await("the end by force", () -> !left.isEmpty());
        assertEquals(List.of(WEB), left.getFirst());
    }

    @Test
    void ordersAreTakenAgainAfterAnEndByForce() {
        executor.execute(once("web", "start"));
        result("web_start_0", 1);
        var left = new CopyOnWriteArrayList<List<ResourceId>>();
        executor.halt(Duration.ofSeconds(20), left::add);

        executor.execute(once("web", "monitor"));

        assertEquals(ExecutionStatus.DONE, result("web_monitor_0", 1).status());
        assertEquals(1, left.size());
    }
}
