package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.Set;

/**
 * A wish to order actions that may or may not exist in the end (rule 3:O-40).
 *
 * @param first what comes first
 * @param then what comes after
 * @param properties what that means
 */
public record Ordering(End first, End then, Set<OrderProperty> properties) {
    /**
     * One end: an action, or the actions of a resource with a key.
     *
     * @param resource the resource; null if only the action counts
     * @param task the task; null if the action is given
     * @param key the key; null if the action is given
     * @param action the action; null if it has to be found by its key
     */
    public record End(Resource resource, String task, String key, PlannedAction action) {
        /** The one-shot operation of a resource. */
        public static End of(Resource resource, String task) {
            return new End(resource, task, resource.id() + "_" + task + "_0", null);
        }

        /** This action. */
        public static End of(PlannedAction action) {
            return new End(action.resource(), null, null, action);
        }
    }
}
