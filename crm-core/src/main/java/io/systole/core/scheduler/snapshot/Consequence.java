package io.systole.core.scheduler.snapshot;

import io.systole.core.scheduler.reason.Reason;

/** What the status section already says must or may be done; the first actions of a plan, in the order found. */
public sealed interface Consequence {
    /** The resource must be stopped on that node. */
    record Stop(Resource resource, Node node, Reason reason) implements Consequence {}

    /** The resource must be demoted on that node. */
    record Demote(Resource resource, Node node, Reason reason) implements Consequence {}

    /** A recurring operation runs there; nothing needs be done. */
    record RunningMonitor(Resource resource, Node node, String operation, long intervalMillis) implements Consequence {}

    /** A recurring operation must be given again, since its failure has expired. */
    record Reschedule(Resource resource, Node node, String operation, long intervalMillis) implements Consequence {}

    /** The resource does not run there, so a stop found necessary before is not. */
    record NoStop(Resource resource, Node node) implements Consequence {}

    /** The fail count must be cleared. */
    record ClearFailCount(Resource resource, Node node, Reason reason) implements Consequence {}

    /** The node must be fenced, if that is possible. */
    record Fence(Node node, Reason reason) implements Consequence {}

    /** What is recorded of the resource on the node is deleted. */
    record ForgetHistory(Resource resource, Node node, Reason reason) implements Consequence {}
}
