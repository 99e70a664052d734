package io.systole.core.scheduler.snapshot;

import io.systole.core.scheduler.reason.Reason;

/**
 * A score that state or failures give to a resource before any constraint counts (rule 2:P-108).
 *
 * @param resource the resource; the change goes to everything in it, too
 * @param node the node, or null for all nodes
 * @param score what is added
 * @param replace true if it replaces all scores there were
 * @param reason why
 */
public record ScoreChange(Resource resource, Node node, int score, boolean replace, Reason reason) {}
