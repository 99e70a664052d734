package io.systole.core.scheduler.assign;

import io.systole.core.option.Score;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;

/** Whether a resource has failed on a node as often as {@code migration-threshold} allows (rules 2:P-130, 2:P-131). */
final class FailureLimit {
    private final Board board;

    FailureLimit(Board board) {
        this.board = board;
    }

    boolean reached(Resource resource, Node node) {
        int threshold = resource.settings().migrationThreshold();
        if (threshold == 0 || resource.failureIgnored()) {
            return false;
        }
        int failures = failures(resource, node);
        return failures > 0 && failures >= threshold;
    }

    /** Its failures there, with those of what lives in it. */
    int failures(Resource resource, Node node) {
        int failures = board.snapshot.failCount(resource, node);
        for (Resource launched : board.launchedBy(resource)) {
            failures = Score.add(failures, board.snapshot.failCount(launched, node));
        }
        return failures;
    }
}
