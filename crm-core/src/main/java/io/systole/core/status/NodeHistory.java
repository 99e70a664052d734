package io.systole.core.status;

import java.util.List;
import java.util.Optional;

/** What was done on one online node, as its history tells. */
public record NodeHistory(String node, List<ResourceHistory> resources) {
    public NodeHistory {
        resources = List.copyOf(resources);
    }

    /**
     * What was done with one resource.
     *
     * @param resource the id under which history knows it
     * @param removed it is no longer configured
     * @param migrationThreshold failures that ban it from a node
     * @param failCount failures that count now
     * @param lastFailure when it failed last, epoch seconds; empty if not known
     * @param operations in the order they were ordered; without probes that found nothing
     */
    public record ResourceHistory(
            String resource,
            boolean removed,
            int migrationThreshold,
            int failCount,
            Optional<Long> lastFailure,
            List<Operation> operations) {
        public ResourceHistory {
            operations = List.copyOf(operations);
        }
    }

    /**
     * A recorded operation.
     *
     * @param call its number on the node
     * @param task what was done; {@code probe} for a monitor that ran once
     * @param intervalMillis 0 = once
     * @param rc the exit code
     * @param lastChange epoch seconds; empty if not known
     * @param execMillis how long it ran; empty if not known
     * @param queueMillis how long it waited; empty if not known
     */
    public record Operation(
            String call,
            String task,
            long intervalMillis,
            int rc,
            Optional<Long> lastChange,
            Optional<String> execMillis,
            Optional<String> queueMillis) {}
}
