package io.systole.core.scheduler.random;

/** What a random cluster may show beside nodes, primitives and monitors. */
public enum Feature {
    GROUPS, CLONES, PROMOTABLE, TEMPLATES, LOCATION, COLOCATION, ORDER, SETS, TICKETS, RULES, STICKINESS, FAILURES, MIGRATION, UTILIZATION,
    FENCING, QUORUM, HISTORY, REMOVED, DIGESTS, NOTIFY, NODE_STATES, MAINTENANCE, PENDING, OPTIONS
}
