package io.systole.core.scheduler.order;

import io.systole.core.scheduler.plan.PlannedAction;

/** How the marks of groups and clones are called: start → running, stop → stopped… (rule 3:O-60). */
final class ActionNames {
    private ActionNames() {}

    /** The mark that says that a task is done; the task itself if there is none. */
    static String done(String task) {
        return switch (task) {
            case "start" -> "running";
            case "stop" -> "stopped";
            case "promote" -> "promoted";
            case "demote" -> "demoted";
            default -> task;
        };
    }

    /** The task of a primitive that a mark stands for, also one of a notification about it; empty if it stands for none. */
    static String leafTask(PlannedAction mark) {
        return leafTask(subject(mark));
    }

    /** The task of a mark; of a notification, what it is about. */
    static String subject(PlannedAction mark) {
        boolean told = mark.task().equals("notify") || mark.task().equals("notified");
        return told ? mark.meta().getOrDefault("notify_key_operation", "") : mark.task();
    }

    /** The task of a primitive that a mark stands for; empty if it stands for none. */
    static String leafTask(String task) {
        return switch (task) {
            case "start", "running" -> "start";
            case "stop", "stopped" -> "stop";
            case "promote", "promoted" -> "promote";
            case "demote", "demoted" -> "demote";
            default -> "";
        };
    }
}
