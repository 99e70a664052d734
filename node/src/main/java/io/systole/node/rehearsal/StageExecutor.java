package io.systole.node.rehearsal;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationDigests;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import io.systole.core.spi.ResourceExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs no agent: every operation ends at once as it was expected to. */
final class StageExecutor implements ResourceExecutor {
    private final Stage stage;
    private Listener listener;
    private long calls;

    StageExecutor(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void start(Listener heard) {
        listener = heard;
    }

    @Override
    public void execute(OperationRequest request) {
        tell(request, ExecutionStatus.DONE, request.targetRc());
    }

    @Override
    public void cancel(OperationKey key, String transitionKey) {
        tell(new OperationRequest(key, new AgentId("ocf", "systole", "Dummy"), Duration.ZERO, Duration.ZERO, new TreeMap<>(),
                new TreeMap<>(), transitionKey, 0), ExecutionStatus.CANCELLED, 0);
    }

    @Override
    public void forget(ResourceId resource) {
        // Nothing is remembered.
    }

    @Override
    public void halt(Duration within, Consumer<List<ResourceId>> done) {
        stage.after(Duration.ZERO, () -> done.accept(List.of()));
    }

    @Override
    public void close() {
        // Nothing runs.
    }

    private void tell(OperationRequest request, ExecutionStatus status, int code) {
        var result = new OperationResult(request, ++calls, status, code, "", "", stage.clock(), Duration.ZERO, Duration.ZERO,
                OperationDigests.attributes(request.key(), request.timeout(), request.parameters(), Optional.empty()));
        stage.after(Duration.ZERO, () -> listener.onResult(result));
    }
}
