package io.systole.shell.client;

import io.systole.core.cib.AgentId;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An agent that is run by hand, past the cluster.
 *
 * @param agent which agent
 * @param resource for which resource; agents that are only asked to check parameters get a name too
 * @param action what it is to do
 * @param node the name of this node, as agents know it; empty if it is not known
 * @param timeout after which it is killed
 * @param parameters instance attributes
 * @param meta meta attributes, without {@code CRM_meta_}
 */
public record AgentRun(AgentId agent, String resource, String action, Optional<String> node, Duration timeout,
        SortedMap<String, String> parameters, SortedMap<String, String> meta) {
    public AgentRun {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        meta = Collections.unmodifiableSortedMap(new TreeMap<>(meta));
    }

    /**
     * How it ended.
     *
     * @param code 0 to 9, 190 or 191, as the cluster reads the agent's exit
     * @param finished false if it could not be run or was killed
     * @param reason its own words or ours; may be empty
     * @param output what it printed
     */
    public record End(int code, boolean finished, String reason, String output) {}
}
