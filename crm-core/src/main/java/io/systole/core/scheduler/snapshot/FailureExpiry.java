package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.option.TimeSpan;
import io.systole.core.scheduler.reason.Found;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Whether a failure is too old to count ({@code failure-timeout}; rules 1:S-146, 1:S-172). */
final class FailureExpiry {
    private static final Set<Integer> DEFINITE_PROBE =
            Set.of(ExitCode.OK, ExitCode.NOT_RUNNING, ExitCode.RUNNING_PROMOTED, ExitCode.DEGRADED, ExitCode.DEGRADED_PROMOTED);

    private final Facts facts;
    private final Node node;
    private final Resource resource;
    private final List<HistoryEntry> entries;

    FailureExpiry(Facts facts, Node node, Resource resource, List<HistoryEntry> entries) {
        this.facts = facts;
        this.node = node;
        this.resource = resource;
        this.entries = entries;
    }

    boolean expired(HistoryEntry entry) {
        if (resource.failureTimeoutMillis > 0 && facts.failCounter.raw(resource, node) > 0 && blocking()) {
            resource.failureTimeoutMillis = 0;
        }
        boolean old = false;
        long timeout = resource.failureTimeoutMillis / 1000;
        if (timeout > 0 && entry.lastRcChange() > 0 && entry.status() != ExecutionStatus.NOT_INSTALLED.code()) {
            old = facts.nowSeconds() >= entry.lastRcChange() + timeout && !waitsForFencing(entry);
            int counting = facts.failCounter.effective(resource, node);
            int all = facts.failCounter.raw(resource, node);
            long last = facts.failCounter.lastFailure(resource, node);
            if (counting > 0) {
                facts.recheckAt(Instant.ofEpochSecond(last + timeout + 1));
            }
            if (old && all > 0) {
                if (counting > 0) {
                    old = false;
                } else {
                    facts.clearFailCount(resource, node, new Found.FailureExpired());
                }
            } else if (old && entry.lastFailure() && resource.reconnectMillis > 0) {
                facts.clearFailCount(resource, node, new Found.ReconnectDue());
            }
        }
        if (!old && entry.lastFailure() && Set.of("start", "monitor").contains(entry.operation())
                && !facts.parameters.followHost(resource)
                && Digests.compare(facts, resource, node, entry, facts.parameters.of(resource, node)).changed()) {
            facts.clearFailCount(resource, node, new Found.DefinitionChanged());
        }
        return old && !(entry.probe() && DEFINITE_PROBE.contains(entry.rc()));
    }

    /** Rule 4:B-116: a connection that failed is not forgotten before the node behind it has been fenced. */
    private boolean waitsForFencing(HistoryEntry entry) {
        return resource.reconnectMillis > 0 && facts.fencingEnabled && entry.operation().equals("monitor") && entry.intervalMillis() > 0
                && facts.nodes.stream().anyMatch(each -> each.connection == resource && !each.wasFenced);
    }

    /** A failure of an operation with {@code on-fail=block} never expires. */
    private boolean blocking() {
        for (Element operation : facts.operations.of(resource)) {
            if (!"block".equalsIgnoreCase(operation.get("on-fail"))) {
                continue;
            }
            long interval = TimeSpan.intervalMillis(operation.get("interval"));
            for (HistoryEntry entry : entries) {
                boolean failed = entry.lastFailure() || entry.rc() != entry.expectedRc() && !entry.pending();
                if (failed && entry.operation().equals(operation.get("name")) && entry.intervalMillis() == interval) {
                    return true;
                }
            }
        }
        return false;
    }
}
