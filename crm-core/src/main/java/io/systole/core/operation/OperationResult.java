package io.systole.core.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;

/**
 * What became of an {@link OperationRequest} on the node that ran it.
 *
 * @param request the order; for a stop, {@code request.parameters()} are those really used (of the last start)
 * @param callId a number per node that only grows, also over restarts of the daemon; orders the history of a resource
 * @param status how the execution ended
 * @param exitCode the agent's exit code, mapped to 0–9, 190, 191
 * @param exitReason the agent's own words (last {@code ocf-exit-reason:} line), or ours; empty if there are none
 * @param output what the agent printed, shortened; for people
 * @param startedAt when this run began; for a recurring operation when this exit code first came
 * @param execTime how long the agent ran
 * @param queueTime how long the order waited
 * @param digests attributes to be recorded with the history entry: op-digest, and where the agent has them
 *     op-force-restart, op-restart-digest, op-secure-params, op-secure-digest
 */
public record OperationResult(
        OperationRequest request,
        long callId,
        ExecutionStatus status,
        int exitCode,
        String exitReason,
        String output,
        Instant startedAt,
        Duration execTime,
        Duration queueTime,
        SortedMap<String, String> digests) {
    /** The same, as if the agent had said that all is well. */
    public OperationResult done() {
        return new OperationResult(request, callId, ExecutionStatus.DONE, ExitCode.OK, "", output, startedAt, execTime, queueTime, digests);
    }
}
