package io.systole.core.scheduler.snapshot;

/**
 * The limits of a clone (rule 1:S-127) or bundle, whose containers count as instances.
 *
 * @param max instances in the cluster
 * @param nodeMax instances on one node
 * @param min instances that must run before what depends on the clone may
 * @param globallyUnique each instance is something else
 * @param interleave constraints with other clones look at instances of one node only
 * @param ordered instances act one after another
 * @param promotable instances can be promoted
 * @param promotedMax promoted instances in the cluster
 * @param promotedNodeMax promoted instances on one node
 * @param notifies instances are told of each other's actions
 */
public record CloneSettings(
        int max,
        int nodeMax,
        int min,
        boolean globallyUnique,
        boolean interleave,
        boolean ordered,
        boolean promotable,
        int promotedMax,
        int promotedNodeMax,
        boolean notifies) {
    /** For resources outside clones. */
    public static final CloneSettings NONE = new CloneSettings(1, 1, 0, true, false, false, false, 0, 0, false);

    CloneSettings withNotifications() {
        return new CloneSettings(max, nodeMax, min, globallyUnique, interleave, ordered, promotable, promotedMax, promotedNodeMax, true);
    }
}
