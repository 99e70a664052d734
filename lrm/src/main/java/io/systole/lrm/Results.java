package io.systole.lrm;

import io.systole.core.cib.AgentId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import io.systole.core.spi.ResourceExecutor;
import io.systole.lrm.queue.Order;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words what has happened as results, logs them and tells the listener. */
final class Results {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);
    /** Stands in the answer to a cancellation for a resource that this node has never run. */
    static final AgentId NO_AGENT = new AgentId("none", "", "none");

    private final ResourceExecutor.Listener listener;
    private final Clock clock;

    Results(ResourceExecutor.Listener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    void outcome(Order order, AgentRuns.Run run, Instant since, Duration queueTime) {
        OperationRequest request = withTransitionKey(run.request(), order.request().transitionKey());
        tell(new OperationResult(request, order.callId(), run.verdict().status(), run.verdict().exitCode(),
                AgentWords.reason(run.verdict().reason(), request, run.digests()),
                AgentWords.output(run.verdict().output(), request, run.digests()),
                since, run.execTime(), queueTime, run.digests()));
    }

    void cancelled(Order order, String transitionKey, String reason) {
        withoutRun(withTransitionKey(order.request(), transitionKey), order.callId(), ExecutionStatus.CANCELLED, ExitCode.OK, reason);
    }

    void nothingToCancel(OperationKey key, AgentId agent, String transitionKey, long callId) {
        var request = new OperationRequest(
                key, agent, Duration.ZERO, Duration.ZERO, new TreeMap<>(), new TreeMap<>(), transitionKey, ExitCode.OK);
        withoutRun(request, callId, ExecutionStatus.CANCELLED, ExitCode.OK, "there was no such operation on this node");
    }

    void delayed(Order order, Duration delay) {
        withoutRun(order.request(), order.callId(), ExecutionStatus.DONE, order.request().targetRc(),
                "not run yet: its first run is " + delay.toSeconds() + " s away");
    }

    void refused(Order order, String reason) {
        withoutRun(order.request(), order.callId(), ExecutionStatus.INVALID, ExitCode.GENERIC, reason);
    }

    private void withoutRun(OperationRequest request, long callId, ExecutionStatus status, int exitCode, String reason) {
        tell(new OperationResult(request, callId, status, exitCode, reason, "", clock.instant(), Duration.ZERO, Duration.ZERO,
                Collections.emptySortedMap()));
    }

    private void tell(OperationResult result) {
        if (result.status() == ExecutionStatus.DONE && result.exitCode() == result.request().targetRc()) {
            LOG.debug("{} (call {}): {}", result.request().key(), result.callId(), result.exitCode());
            AgentWords.lines(result.output(), result.request(), result.callId()).forEach(LOG::debug);
        } else {
            LOG.info("{} (call {}): {}, exit code {}{}{}", result.request().key(), result.callId(), result.status(), result.exitCode(),
                    result.exitReason().isEmpty() ? "" : ": ", result.exitReason());
            AgentWords.lines(result.output(), result.request(), result.callId()).forEach(LOG::info);
        }
        try {
            listener.onResult(result);
        } catch (RuntimeException e) {
            LOG.error("the result of {} (call {}) was not taken", result.request().key(), result.callId(), e);
        }
    }

    private static OperationRequest withTransitionKey(OperationRequest request, String key) {
        return new OperationRequest(request.key(), request.agent(), request.timeout(), request.startDelay(), request.parameters(),
                request.meta(), key, request.targetRc());
    }
}
