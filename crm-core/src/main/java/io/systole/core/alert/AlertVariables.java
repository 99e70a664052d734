package io.systole.core.alert;

import io.systole.core.fencing.FencingRecord;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import io.systole.core.operation.ResultText;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@code CRM_alert_*} variables that say what has happened; those about the call itself are added by {@link AlertDesk}. */
final class AlertVariables {
    static final String PREFIX = "CRM_alert_";
    /** What Pacemaker's API has always told of a fencing that failed: an errno of Linux, negative (ETIME, ENODEV, ENODATA). */
    private static final int TIMED_OUT = -62;
    private static final int NO_DEVICE = -19;
    private static final int FAILED = -61;

    private final SortedMap<String, String> all = new TreeMap<>();

    private AlertVariables() {}

    static SortedMap<String, String> of(AlertEvent event) {
        var variables = new AlertVariables();
        variables.put("kind", event.kind().word());
        switch (event) {
            case AlertEvent.NodeChange change -> variables.node(change);
            case AlertEvent.FencingEnd end -> variables.fencing(end.record());
            case AlertEvent.OperationEnd end -> variables.operation(end);
            case AlertEvent.AttributeChange change -> variables.attribute(change);
        }
        return variables.all;
    }

    private void node(AlertEvent.NodeChange change) {
        put("node", change.node().value());
        put("nodeid", change.id().isEmpty() ? "0" : change.id());
        put("desc", change.member() ? "member" : "lost");
    }

    private void fencing(FencingRecord record) {
        put("node", record.target().value());
        put("task", record.action().word());
        put("rc", Integer.toString(code(record)));
        String reason = record.succeeded() || record.reason().isEmpty() ? "" : " (" + record.reason() + ")";
        put("desc", "Operation " + record.action().word() + " of " + record.target() + " by "
                + (record.delegate().isEmpty() ? "the cluster" : record.delegate()) + " for " + record.client() + "@" + record.origin()
                + ": " + (record.succeeded() ? ResultText.exitCode(0) : ResultText.executionStatus(record.status())) + reason
                + " (ref=" + record.id() + ")");
    }

    private static int code(FencingRecord record) {
        if (record.succeeded()) {
            return 0;
        }
        return switch (record.status()) {
            case FencingRecord.TIMED_OUT -> TIMED_OUT;
            case FencingRecord.NO_DEVICE -> NO_DEVICE;
            default -> FAILED;
        };
    }

    private void operation(AlertEvent.OperationEnd end) {
        OperationResult result = end.result();
        OperationRequest request = result.request();
        ExecutionStatus status = result.status().recorded(result.exitCode());
        boolean ranOut = status == ExecutionStatus.TIMED_OUT && result.execTime().isZero();
        Duration time = ranOut ? request.timeout() : result.execTime();
        put("node", end.node().value());
        put("rsc", request.key().resource().value());
        put("task", request.key().operation());
        put("interval", Long.toString(request.key().interval().toMillis()));
        put("target_rc", Integer.toString(request.targetRc()));
        put("status", Integer.toString(status.code()));
        put("rc", Integer.toString(result.exitCode()));
        put("exec_time", Long.toString(time.toMillis()));
        put("desc", status == ExecutionStatus.DONE ? ResultText.exitCode(result.exitCode()) : ResultText.executionStatus(status.code()));
    }

    private void attribute(AlertEvent.AttributeChange change) {
        put("node", change.node().value());
        put("nodeid", change.id().isEmpty() ? "0" : change.id());
        put("attribute_name", change.name());
        put("attribute_value", change.value());
    }

    private void put(String name, String value) {
        all.put(PREFIX + name, value);
    }
}
