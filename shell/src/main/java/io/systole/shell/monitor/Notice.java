package io.systole.shell.monitor;

import io.systole.core.fencing.FencingRecord;
import io.systole.core.operation.ResultText;
import io.systole.core.scheduler.snapshot.HistoryEntry;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that the program of {@code --external-agent} hears of.
 *
 * @param node where it was done, or which node was fenced
 * @param resource the resource; empty for a fencing
 * @param task what was done
 * @param rc the exit code
 * @param expected the exit code that counts as success
 * @param status the execution status; 0 if the agent ran to its end
 * @param description the result in words
 */
public record Notice(String node, String resource, String task, int rc, int expected, int status, String description) {
    static Notice of(String node, String resource, HistoryEntry entry) {
        boolean ran = entry.status() == 0;
        return new Notice(node, resource, entry.operation(), entry.rc(), entry.expectedRc(), entry.status(),
                ran ? ResultText.exitCode(entry.rc()) : ResultText.executionStatus(entry.status()));
    }

    static Notice of(FencingRecord record) {
        String reason = record.succeeded() || record.reason().isEmpty() ? "" : " (" + record.reason() + ")";
        return new Notice(record.target().value(), "", record.action().word(), record.succeeded() ? 0 : 1, 0, 0,
                "Operation " + record.action().word() + " of " + record.target() + " for " + record.client() + "@" + record.origin() + ": "
                        + (record.succeeded() ? ResultText.exitCode(0) : ResultText.exitCode(1)) + reason);
    }

    /** The variables that tell it. */
    SortedMap<String, String> environment(String recipient) {
        var environment = new TreeMap<String, String>();
        environment.put("CRM_notify_recipient", recipient);
        environment.put("CRM_notify_node", node);
        environment.put("CRM_notify_rsc", resource);
        environment.put("CRM_notify_task", task);
        environment.put("CRM_notify_desc", description);
        environment.put("CRM_notify_rc", Integer.toString(rc));
        environment.put("CRM_notify_target_rc", Integer.toString(expected));
        environment.put("CRM_notify_status", Integer.toString(status));
        return environment;
    }
}
