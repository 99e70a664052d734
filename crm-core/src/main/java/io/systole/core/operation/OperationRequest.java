package io.systole.core.operation;

import io.systole.core.cib.AgentId;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An order to the local resource manager of one node: run this agent with this action.
 *
 * @param key what to run; a zero interval means once
 * @param agent which agent
 * @param timeout after this time the agent's process group is killed; starts when the agent starts
 * @param startDelay wait before the first run
 * @param parameters instance attributes, handed to OCF agents as {@code OCF_RESKEY_name}
 * @param meta operation and resource meta attributes without the {@code CRM_meta_} prefix, spans in milliseconds
 *     (handed to OCF agents as {@code OCF_RESKEY_CRM_meta_name}, {@code -} becoming {@code _})
 * @param transitionKey {@code action:transition:targetRc:uuid}, returned unchanged in the result
 * @param targetRc the exit code that counts as success
 */
public record OperationRequest(
        OperationKey key,
        AgentId agent,
        Duration timeout,
        Duration startDelay,
        SortedMap<String, String> parameters,
        SortedMap<String, String> meta,
        String transitionKey,
        int targetRc) {
    public OperationRequest {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        meta = Collections.unmodifiableSortedMap(new TreeMap<>(meta));
    }
}
