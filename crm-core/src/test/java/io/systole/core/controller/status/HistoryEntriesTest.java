package io.systole.core.controller.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import io.systole.core.operation.ParameterDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which entries an operation leaves: rules C-18 to C-24 and the table in A.5. */
class HistoryEntriesTest {
    private static final NodeName N2 = new NodeName("n2");
    private static final ResourceId VIP = new ResourceId("vip");
    private static final OperationKey MONITOR = new OperationKey(VIP, "monitor", Duration.ofSeconds(1));
    private static final String KEY = "12:2:0:888b4f5d-d61f-46cf-9812-b19cc099b575";

    @Test
    void goodRecurringResultHasAllAttributesOfTheSampleCluster() {
        List<Element> entries = HistoryEntries.of(result(MONITOR, ExecutionStatus.DONE, 0, 0), N2);

        Element entry = entries.getFirst();
        assertEquals(1, entries.size());
        assertEquals("vip_monitor_1000", entry.id());
        assertEquals("0:0;" + KEY, entry.get("transition-magic"));
        assertEquals("19", entry.get("call-id"));
        assertEquals("1795173811", entry.get("last-rc-change"));
        assertEquals("97", entry.get("exec-time"));
        assertEquals("0b153222a0c9e4a19fad32c3f6d8d497", entry.get("op-digest"));
        assertEquals("", entry.get("exit-reason"));
    }

    @Test
    void failedRecurringResultLeavesItsOwnEntryAlone() {
        List<Element> entries = HistoryEntries.of(result(MONITOR, ExecutionStatus.DONE, 7, 0), N2);

        assertEquals(List.of("vip_last_failure_0"), ids(entries));
        assertEquals("gone", entries.getFirst().get("exit-reason"));
    }

    @Test
    void degradedResultKeepsItsReasonThoughItIsNoFailure() {
        List<Element> entries = HistoryEntries.of(result(MONITOR, ExecutionStatus.DONE, 190, 0), N2);

        assertEquals(List.of("vip_monitor_1000"), ids(entries));
        assertEquals("gone", entries.getFirst().get("exit-reason"));
    }

    @Test
    void failedStartIsRecordedTwice() {
        List<Element> entries = HistoryEntries.of(result(OperationKey.once(VIP, "start"), ExecutionStatus.TIMED_OUT, 1, 0), N2);

        assertEquals(List.of("vip_last_0", "vip_last_failure_0"), ids(entries));
        assertEquals("2:1;" + KEY, entries.getLast().get("transition-magic"));
    }

    @Test
    void reloadIsRecordedAsStart() {
        List<Element> entries = HistoryEntries.of(result(OperationKey.once(VIP, "reload-agent"), ExecutionStatus.DONE, 0, 0), N2);

        assertEquals("vip_start_0", entries.getFirst().get("operation_key"));
    }

    @Test
    void errorThatOnlyTellsTheStateIsDone() {
        assertEquals(ExecutionStatus.DONE, ExecutionStatus.ERROR.recorded(7));
        assertEquals(ExecutionStatus.ERROR, ExecutionStatus.ERROR.recorded(1));
    }

    @Test
    void notifyAndCancelLeaveNothing() {
        assertTrue(HistoryEntries.of(result(OperationKey.once(VIP, "notify"), ExecutionStatus.DONE, 0, 0), N2).isEmpty());
        assertTrue(HistoryEntries.of(result(MONITOR, ExecutionStatus.CANCELLED, 0, 0), N2).isEmpty());
    }

    @Test
    void pendingEntrySaysThatNothingIsKnownYet() {
        OperationRequest request = result(OperationKey.once(VIP, "stop"), ExecutionStatus.DONE, 0, 0).request();

        Element entry = HistoryEntries.pending(request, N2, Instant.ofEpochSecond(1795173811)).getFirst();

        assertEquals("vip_last_0", entry.id());
        assertEquals("-1:193;" + KEY, entry.get("transition-magic"));
        assertEquals("-1", entry.get("call-id"));
    }

    @Test
    void aPendingEntryHasTheDigestOfItsParametersForItMayStayWhenAMonitorNeverSucceeds() {
        OperationRequest request = result(MONITOR, ExecutionStatus.DONE, 7, 0).request();

        Element entry = HistoryEntries.pending(request, N2, Instant.ofEpochSecond(1795173811)).getFirst();

        assertEquals("vip_monitor_1000", entry.id());
        assertEquals(ParameterDigest.operation(request.parameters(), MONITOR.interval(), request.timeout()).value(),
                entry.get("op-digest"));
    }

    private static List<String> ids(List<Element> entries) {
        return entries.stream().map(Element::id).toList();
    }

    private static OperationResult result(OperationKey key, ExecutionStatus status, int exitCode, int targetRc) {
        var request = new OperationRequest(key, new AgentId("ocf", "heartbeat", "IPaddr2"), Duration.ofSeconds(20), Duration.ZERO,
                new TreeMap<>(), new TreeMap<>(), KEY, targetRc);
        return new OperationResult(request, 19, status, exitCode, "gone", "", Instant.ofEpochSecond(1795173811), Duration.ofMillis(97),
                Duration.ZERO, new TreeMap<>(Map.of("op-digest", "0b153222a0c9e4a19fad32c3f6d8d497")));
    }
}
