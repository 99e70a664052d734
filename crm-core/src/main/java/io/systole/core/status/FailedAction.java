package io.systole.core.status;

import java.util.Optional;

/**
 * An operation that failed.
 *
 * @param key its key, for example {@code web_monitor_10000}
 * @param resource the resource that the key names
 * @param task what was done
 * @param intervalMillis 0 = once
 * @param node where
 * @param call its number on the node
 * @param rc the exit code
 * @param status the execution status, as in the CIB
 * @param reason the agent's own words; empty if there are none
 * @param lastChange epoch seconds; empty if not known
 * @param queuedMillis how long it waited; empty if not known
 * @param execMillis how long it ran; empty if not known
 */
public record FailedAction(
        String key,
        String resource,
        String task,
        long intervalMillis,
        String node,
        String call,
        int rc,
        int status,
        String reason,
        Optional<Long> lastChange,
        Optional<Long> queuedMillis,
        Optional<Long> execMillis) {}
