package io.systole.core.scheduler.constraint;

/** One effect of an ordering between two actions, first and then; a relation has a set of them (rule 3:O-1). */
public enum OrderProperty {
    /** Then waits for first if both are done. */
    ORDERED,
    /** First required: then required. */
    FIRST_REQUIRES_THEN,
    /** Then loses "migratable" with it. */
    THEN_REQUIRES_FIRST,
    /** Then required for a promoted resource: first required. */
    PROMOTED_THEN_REQUIRES_FIRST,
    /** As FIRST_REQUIRES_THEN, but only the instance on first's node. */
    FIRST_REQUIRES_THEN_ON_NODE,
    /** First impossible: then impossible. */
    BLOCKS,
    /** First makes no sense unless then is a live migration. */
    MIGRATION_NEEDS,
    /** First impossible: then is done for real, not by migration. */
    ELSE_REAL,
    /** Then is possible if enough such firsts are. */
    ENOUGH,
    /** A restart of one takes the other along. */
    RESTART,
    /** Not at the same time; in this order. */
    SERIALIZED,
    /** Ignored between different nodes. */
    SAME_NODE,
    /** Only between the same nodes. */
    SAME_DESTINATION,
    /** Only if first is required and on the same node. */
    REQUIRED_SAME_NODE,
    /** Then required: first is written, too. */
    THEN_SHOWS_FIRST,
    /** First required and possible: then is written, too. */
    FIRST_SHOWS_THEN,
    /** First impossible: then impossible, with exceptions for what needs not act. */
    ASYMMETRIC,
    /** Also between a guest node and its host. */
    GUEST_ALLOWED,
    /** Then required: first is not needed. */
    CANCELS_FIRST,
    /** Dropped if first is a live migration. */
    NOT_FOR_MIGRATION,
    /** A connection is looked for when it is known where its container starts: as BLOCKS, unless the container runs now. */
    NESTED_PROBE
}
