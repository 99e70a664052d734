package io.systole.core.spi;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The local resource manager's door: runs agents on this node.
 *
 * <p>One operation at a time per resource, in the order given; different resources in parallel. A one-shot operation that
 * changes the state of a resource (all but monitor and notify) first cancels its recurring operations, as Pacemaker does;
 * each of them gives a result with status CANCELLED under its own transition key.
 *
 * <p>No method blocks or throws for an agent's failure: the result says it. The listener may be called on any thread, one call at a time.
 */
public interface ResourceExecutor extends AutoCloseable {
    /** Must be called once, before any order. */
    void start(Listener listener);

    /**
     * Takes an order. A one-shot operation gives exactly one result. A recurring one gives a result after its first run
     * and then only when exit code or status change. A recurring order with the key of an earlier one replaces it
     * and runs at once.
     */
    void execute(OperationRequest request);

    /** Ends a recurring operation; a run in progress is killed. Gives a result with status CANCELLED, also if it was not there. */
    void cancel(OperationKey key, String transitionKey);

    /**
     * Forgets what is known of a resource: recurring operations end, the parameters of its last start are
     * dropped. What waits or runs gives a result with status CANCELLED; a running one-shot operation is left to end first.
     */
    void forget(ResourceId resource);

    /**
     * Ends everything that was started here, by force: running agents and the processes of the resources are killed, then each
     * resource is stopped by its agent, all at once, again and again until the time is over. Orders that wait or run give a
     * result with status CANCELLED. Orders given meanwhile wait for the end.
     *
     * @param within how long it may take
     * @param done hears which resources may still be active, none if all is well; on any thread
     */
    void halt(Duration within, Consumer<List<ResourceId>> done);

    /** Ends all recurring operations and takes no more orders; what is running is left to end. Resources are not stopped. */
    @Override
    void close();

    /** Hears results. */
    interface Listener {
        /** An operation has ended, or a recurring one has a new outcome. */
        void onResult(OperationResult result);
    }
}
