package io.systole.core.membership;

/** What a part of the cluster with exactly half of the votes has to show before it may go on. */
public enum Witnessing {
    /** Nothing: the tie-breaker or {@code two_node} decides. */
    NONE,
    /** That it reaches the gateway. Both halves may, so the tie-breaker or {@code two_node} decides after that. */
    GATEWAY,
    /** The grant of a witness that gives it to one half only: an arbitrator, or a lease on a shared disk. */
    EXCLUSIVE
}
