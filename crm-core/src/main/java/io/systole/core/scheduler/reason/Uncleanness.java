package io.systole.core.scheduler.reason;

/**
 * Why a node is unclean: nobody knows what runs on it, so it has to be fenced (rule 5:T-58).
 *
 * @param cause what happened
 * @param resource the resource that it is about; empty if the cause needs none
 */
public record Uncleanness(Cause cause, String resource) implements Reason {
    public Uncleanness(Cause cause) {
        this(cause, "");
    }

    /** What may happen to a node. */
    public enum Cause {
        NEVER_SEEN,
        BANNED,
        REQUESTED,
        JOIN_TIMED_OUT,
        LEFT_MEMBERSHIP,
        CONTROLLER_GONE,
        UNKNOWN_JOIN_STATE,
        UNEXPECTEDLY_DOWN,
        NO_QUORUM,
        RESOURCE_FAILED,
        RESOURCE_ACTIVE,
        RESOURCE_ACTIVE_BEHIND_CONNECTION,
        CONNECTION_FAILED,
        CONNECTION_LOST,
        ACTIVE_WITHOUT_CONNECTION,
        UNKNOWN_WITHOUT_CONNECTION,
        STOP_IMPOSSIBLE,
        TICKET_LOST,
        GUEST,
        CONTAINER_FAILED,
        NO_STATE
    }
}
