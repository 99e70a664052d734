package io.systole.core.scheduler.assign;

import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.Node;

/**
 * One part of a score, for people.
 *
 * @param node which node's score; null for all nodes
 * @param score what was added
 * @param reason the constraint, failure, option or state it comes from
 */
public record ScorePart(Node node, int score, Reason reason) {}
