package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.option.WholeNumber;
import io.systole.core.scheduler.reason.FailedOperation;
import java.time.Instant;
import java.util.Optional;

/**
 * One history entry ({@code lrm_rsc_op}) with its numbers read.
 *
 * @param xml the entry
 * @param operation name of the operation
 * @param intervalMillis 0 = once
 * @param callId order on its node; −1 = pending
 * @param rc the exit code; −1 if missing
 * @param status the execution status; Integer.MIN_VALUE if missing
 * @param lastRcChange epoch seconds; 0 if unknown
 * @param expectedRc the exit code that counted as success; −1 if unknown
 */
public record HistoryEntry(
        Element xml, String operation, long intervalMillis, int callId, int rc, int status, long lastRcChange, int expectedRc) {
    /** An {@code <lrm_rsc_op>} of the status. */
    public static HistoryEntry of(Element xml) {
        return new HistoryEntry(
                xml,
                xml.get("operation", ""),
                WholeNumber.parse(xml.get("interval"), 0),
                WholeNumber.parse(xml.get("call-id"), -1),
                WholeNumber.parse(xml.get("rc-code"), -1),
                WholeNumber.parse(xml.get("op-status"), Integer.MIN_VALUE),
                WholeNumber.parse(xml.get("last-rc-change"), 0),
                expectedRc(xml.get("transition-key", "")));
    }

    /** The third of the four parts of a transition key. */
    private static int expectedRc(String key) {
        int first = key.indexOf(':');
        int second = key.indexOf(':', first + 1);
        int third = key.indexOf(':', second + 1);
        boolean fourParts = first >= 0 && second > first && third > second && third < key.length() - 1 && key.indexOf(':', third + 1) < 0;
        return fourParts ? WholeNumber.parse(key.substring(second + 1, third), -1) : -1;
    }

    /** It as a failure, for people. */
    FailedOperation failure(Resource resource, Node node) {
        Optional<Instant> at = lastRcChange > 0 ? Optional.of(Instant.ofEpochSecond(lastRcChange)) : Optional.empty();
        return new FailedOperation(resource.id, node.name, operation, intervalMillis, rc, status == ExecutionStatus.TIMED_OUT.code(), at,
                xml.get("exit-reason", ""));
    }

    /** A monitor that ran once. */
    public boolean probe() {
        return operation.equals("monitor") && intervalMillis == 0;
    }

    boolean pending() {
        return status == -1;
    }

    /** True for the copy that keeps the last failure. */
    public boolean lastFailure() {
        return xml.get("id", "").endsWith("_last_failure_0");
    }

    boolean sameOperation(HistoryEntry other) {
        return other != null && operation.equals(other.operation) && intervalMillis == other.intervalMillis;
    }

    /** Wherefrom the order came: {uuid, transition number}; null if the magic cannot be read. */
    String[] transition() {
        String magic = xml.get("transition-magic", "");
        int semicolon = magic.indexOf(';');
        String[] parts = magic.substring(semicolon + 1).split(":");
        return semicolon < 0 || parts.length != 4 ? null : new String[] {parts[3], parts[1]};
    }
}
