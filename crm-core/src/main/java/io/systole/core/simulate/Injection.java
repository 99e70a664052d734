package io.systole.core.simulate;

/** Something that people want to happen before the cluster reacts (reference: T-74, T-75). */
public sealed interface Injection {
    /** The partition has quorum, or not; the value as written. Pacemaker shows it only together with something else. */
    record Quorum(String value) implements Injection {}

    /** The cluster has a watchdog, or not; the value as written. */
    record Watchdog(String value) implements Injection {}

    /** A node comes online. */
    record NodeUp(String node) implements Injection {}

    /** A node is taken offline in good order. */
    record NodeDown(String node) implements Injection {}

    /** A node vanishes. */
    record NodeFail(String node) implements Injection {}

    /** A ticket is granted. */
    record TicketGrant(String ticket) implements Injection {}

    /** A ticket is revoked. */
    record TicketRevoke(String ticket) implements Injection {}

    /** A ticket is put on standby. */
    record TicketStandby(String ticket) implements Injection {}

    /** A ticket is taken from standby. */
    record TicketActivate(String ticket) implements Injection {}

    /** An operation has ended: {@code RESOURCE_TASK_INTERVAL@NODE=RC}, as written. */
    record Operation(String text) implements Injection {}
}
