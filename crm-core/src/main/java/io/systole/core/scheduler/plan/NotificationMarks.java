package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_REQUIRES_THEN;
import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.transition.Synapse;
import java.util.Set;

/**
 * The marks between which instances of a clone are told of one operation (rules 3:N-1 to 3:N-3, 3:N-30).
 *
 * @param operation what they are told of
 * @param pre begin of what is told before; null if nothing is told before
 * @param confirmedPre all have been told before; null if nothing is told before
 * @param post begin of what is told after
 * @param confirmedPost all have been told after
 */
record NotificationMarks(
        String operation, PlannedAction pre, PlannedAction confirmedPre, PlannedAction post, PlannedAction confirmedPost) {
    /** The marks of a clone around {@code begin} and {@code end}. */
    static NotificationMarks around(ActionBook book, String operation, PlannedAction begin, PlannedAction end) {
        Resource clone = begin.resource();
        PlannedAction pre = mark(book, clone, "pre", operation, begin.task(), "notify", begin);
        PlannedAction confirmedPre = mark(book, clone, "confirmed-pre", operation, begin.task(), "notified", begin);
        PlannedAction post = mark(book, clone, "post", operation, end.task(), "notify", end);
        PlannedAction confirmedPost = mark(book, clone, "confirmed-post", operation, end.task(), "notified", end);
        post.runnable(end.runnable());
        confirmedPost.runnable(end.runnable());
        join(pre, confirmedPre, ORDERED);
        join(confirmedPre, begin, ORDERED);
        join(end, post, FIRST_REQUIRES_THEN);
        join(post, confirmedPost, FIRST_REQUIRES_THEN);
        join(confirmedPre, post, ORDERED);
        return new NotificationMarks(operation, pre, confirmedPre, post, confirmedPost);
    }

    /** The marks of an instance whose stop is implied by fencing: others are told after it. */
    static NotificationMarks after(ActionBook book, Resource leaf, PlannedAction fence) {
        PlannedAction post = mark(book, leaf, "post", "stop", "stonith", "notify", fence);
        PlannedAction confirmedPost = mark(book, leaf, "confirmed-post", "stop", "stonith", "notified", fence);
        post.runnable(fence.runnable());
        confirmedPost.runnable(fence.runnable());
        join(fence, post, FIRST_REQUIRES_THEN);
        join(post, confirmedPost, FIRST_REQUIRES_THEN);
        return new NotificationMarks("stop", null, null, post, confirmedPost);
    }

    /** What is told of this operation after that of another was told of (rule 3:N-3). */
    void follows(NotificationMarks other) {
        join(other.confirmedPost, pre, ORDERED);
    }

    private static PlannedAction mark(
            ActionBook book, Resource resource, String type, String operation, String about, String task, PlannedAction likeThis) {
        PlannedAction mark = book.mark(resource, resource.id() + "_" + type + "_notify_" + about + "_0", task);
        if (likeThis.required()) {
            mark.require();
        }
        boolean before = type.endsWith("pre");
        mark.priority(before ? 0 : Synapse.INFINITE_PRIORITY);
        mark.meta().put("notify_type", before ? "pre" : "post");
        mark.meta().put("notify_operation", operation);
        mark.meta().put("notify_key_type", type);
        mark.meta().put("notify_key_operation", about);
        return mark;
    }

    private static void join(PlannedAction first, PlannedAction then, OrderProperty property) {
        Relation.join(first, then, Set.of(property));
    }
}
