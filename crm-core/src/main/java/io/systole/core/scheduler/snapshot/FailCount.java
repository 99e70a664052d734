package io.systole.core.scheduler.snapshot;

/**
 * How often a resource failed on a node.
 *
 * @param resource the resource
 * @param node the node
 * @param count failures that count now; an expired one does not
 * @param lastFailureEpochSecond when it failed last; 0 if not known
 */
public record FailCount(Resource resource, Node node, int count, long lastFailureEpochSecond) {}
