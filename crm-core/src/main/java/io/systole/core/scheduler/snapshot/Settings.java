package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.AgentId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the meta attributes of a resource say, after inheritance and defaults (rules 1:S-39, 1:S-69 to 1:S-74).
 *
 * @param agent the agent; null for groups and clones
 * @param meta the effective meta attributes by name
 * @param priority order of placement, highest first
 * @param critical default influence of colocations
 * @param targetRole what people want; UNKNOWN if nothing is said
 * @param stickiness how strongly it stays; the value in effect, auto-failback included
 * @param explicitStickiness the stickiness that the CIB sets; empty if it sets none
 * @param migrationThreshold failures that ban it from a node; 0 = never
 * @param failureTimeoutMillis after which time failures are forgotten; 0 = never
 * @param requires what a start waits for
 * @param multipleActive what is done if it is found active on several nodes
 * @param allowMigrate live migration
 * @param notifies instances are told of each other's actions
 * @param utilization capacity that it needs
 */
public record Settings(
        AgentId agent,
        Map<String, String> meta,
        int priority,
        boolean critical,
        Role targetRole,
        int stickiness,
        OptionalInt explicitStickiness,
        int migrationThreshold,
        long failureTimeoutMillis,
        Requires requires,
        MultipleActive multipleActive,
        boolean allowMigrate,
        boolean notifies,
        Map<String, Integer> utilization) {
    public Settings {
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
        utilization = Collections.unmodifiableMap(new LinkedHashMap<>(utilization));
    }

    Settings withUtilization(Map<String, Integer> need) {
        return new Settings(agent, meta, priority, critical, targetRole, stickiness, explicitStickiness, migrationThreshold,
                failureTimeoutMillis, requires, multipleActive, allowMigrate, notifies, need);
    }

    Settings withMeta(String name, String value) {
        var more = new LinkedHashMap<>(meta);
        more.put(name, value);
        return new Settings(agent, more, priority, critical, targetRole, stickiness, explicitStickiness, migrationThreshold,
                failureTimeoutMillis, requires, multipleActive, allowMigrate, notifies, utilization);
    }

    /** What a start or promote waits for (rule 1:S-72). */
    public enum Requires {
        NOTHING,
        QUORUM,
        FENCING,
        UNFENCING;

        /** Unclean nodes must be fenced first. */
        public boolean fencing() {
            return this == FENCING || this == UNFENCING;
        }
    }

    /** What is done with a resource that is active on several nodes (rule 1:S-181). */
    public enum MultipleActive {
        STOP_START,
        STOP_ONLY,
        BLOCK,
        STOP_UNEXPECTED
    }
}
