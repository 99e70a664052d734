package io.systole.core.scheduler.reason;

import io.systole.core.membership.NodeName;

/** State and history show it so. */
public sealed interface Found extends Reason {
    /**
     * An operation failed.
     *
     * @param failure what failed, where and when
     * @param effect what makes it count
     */
    record Failure(FailedOperation failure, Effect effect) implements Found {}

    /** What a failure means for its resource. */
    enum Effect {
        /** It is recovered. */
        RECOVERY,
        /** Its {@code on-fail} keeps it from this node. */
        BAN,
        /** Its {@code on-fail} keeps it stopped. */
        STOP,
        /** {@code reconnect_interval} has not passed. */
        RECONNECT,
        /** It could not even be stopped. */
        STOP_FAILED,
        /** Only this node has the error. */
        HARD,
        /** Every node would have the error. */
        FATAL,
        /** The agent is not installed there. */
        NOT_INSTALLED,
        /** A probe found that it cannot run there. */
        PROBE
    }

    /** It failed too often on a node. */
    record FailureLimit(int failures, int threshold) implements Found {}

    /** It is active there and the cluster must leave it alone. */
    record ActiveUnmanaged() implements Found {}

    /** It is active on several nodes and may be on one only. */
    record MultiplyActive() implements Found {}

    /** A failure, or what it belongs to, requires it to be stopped. */
    record StopRequired() implements Found {}

    /** It was removed from the configuration. */
    record Removed() implements Found {}

    /** It waits for a node that was shut down ({@code shutdown-lock}). */
    record ShutdownLock(NodeName node) implements Found {}

    /** Its shutdown lock does not count any more: it has expired, or the resource is active. */
    record LockEnded(boolean expired) implements Found {}

    /** A live migration from this node was interrupted. */
    record MigrationInterrupted(NodeName source) implements Found {}

    /** A finished live migration left it there. */
    record MigrationRemains() implements Found {}

    /** A failure is older than {@code failure-timeout}. */
    record FailureExpired() implements Found {}

    /** What is configured is not what it was started with. */
    record DefinitionChanged() implements Found {}

    /** Its agent was replaced by another. */
    record AgentChanged() implements Found {}

    /** An operation has other settings than it was started with. */
    record OperationChanged(String operation) implements Found {}

    /** An operation is not in the configuration any more. */
    record OperationRemoved() implements Found {}

    /** A failed connection has waited long enough. */
    record ReconnectDue() implements Found {}

    /** The connection to a node that lives in it failed. */
    record ConnectionFailed(String connection) implements Found {}

    /** A fence device is not what it was when the node was let in. */
    record DeviceChanged(Device what) implements Found {}

    /** What may change about a fence device. */
    enum Device {
        DEFINITION,
        PARAMETERS,
        RELOAD,
        RESCHEDULE
    }

    /** Fencing is enabled, but nothing is there that can fence. */
    record NoFenceDevice() implements Found {}

    /** No node can take resources. */
    record NoNodeAvailable() implements Found {}

    /** There is no quorum. {@code frozen}: what runs may stay, nothing may start. */
    record NoQuorum(boolean frozen) implements Found {}
}
