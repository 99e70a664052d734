package io.systole.core.scheduler.order;

import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.Resource;

/** The key under which an action is written: with the name by which history knows the resource, if it does (rule 3:G-21). */
public final class WrittenKey {
    private WrittenKey() {}

    /** The key, for example {@code web_start_0}. */
    public static String of(PlannedAction action) {
        Resource resource = action.resource();
        String key = action.key();
        if (resource == null || resource.historyId().isEmpty()) {
            return key;
        }
        String task = action.task().equals("cancel") ? action.meta().get("operation") : action.task();
        String told = task.equals("notify")
                ? action.meta().get("notify_type") + "_notify_" + action.meta().get("notify_operation") : task;
        return resource.historyId().get() + "_" + told + key.substring(key.lastIndexOf('_'));
    }
}
