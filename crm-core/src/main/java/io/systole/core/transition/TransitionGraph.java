package io.systole.core.transition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be done, and in which order, to reach the wanted state: the scheduler's answer and the engine's score sheet.
 *
 * @param synapses in the order of their numbers
 * @param clusterDelay added to each action's timeout before it counts as lost
 * @param fencingTimeout base timeout of fencing
 * @param batchLimit greatest number of operations in flight; 0 = only the load of the nodes limits it, negative = nothing does
 * @param migrationLimit greatest number of live migrations in flight per node, as source or target; 0 and less = no limit
 * @param failureIsFatal whether a failed start sets the fail count to INFINITY ({@code start-failure-is-fatal})
 * @param recheckBy when the answer may change without any event (expiring failure, date rule); empty if never
 */
public record TransitionGraph(
        List<Synapse> synapses,
        Duration clusterDelay,
        Duration fencingTimeout,
        int batchLimit,
        int migrationLimit,
        boolean failureIsFatal,
        Optional<Instant> recheckBy) {
    public TransitionGraph {
        synapses = List.copyOf(synapses);
    }

    /** True if there is nothing to do. */
    public boolean isEmpty() {
        return synapses.isEmpty();
    }

    /** All actions in the order of the synapses. */
    public Stream<GraphAction> actions() {
        return synapses.stream().flatMap(synapse -> synapse.actions().stream());
    }
}
