package io.systole.node.loop;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.spi.ResourceExecutor;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A resource executor whose listener is called on the node's loop. */
public final class LoopExecutor implements ResourceExecutor {
    private final ResourceExecutor executor;
    private final NodeLoop loop;

    /** Brings this executor's results onto this loop. */
    public LoopExecutor(ResourceExecutor executor, NodeLoop loop) {
        this.executor = executor;
        this.loop = loop;
    }

    @Override
    public void start(Listener listener) {
        executor.start(result -> loop.post(() -> listener.onResult(result)));
    }

    @Override
    public void execute(OperationRequest request) {
        executor.execute(request);
    }

    @Override
    public void cancel(OperationKey key, String transitionKey) {
        executor.cancel(key, transitionKey);
    }

    @Override
    public void forget(ResourceId resource) {
        executor.forget(resource);
    }

    @Override
    public void halt(Duration within, Consumer<List<ResourceId>> done) {
        executor.halt(within, left -> loop.post(() -> done.accept(left)));
    }

    @Override
    public void close() {
        executor.close();
    }
}
