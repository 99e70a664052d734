package io.systole.core.scheduler.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which history entry is newer (rules 1:S-138, 1:S-139). */
final class HistoryOrder implements Comparator<HistoryEntry> {
    static final HistoryOrder INSTANCE = new HistoryOrder();

    private HistoryOrder() {}

    /** Oldest first. */
    static List<HistoryEntry> sorted(List<HistoryEntry> inFileOrder) {
        if (inFileOrder.size() < 2) {
            return inFileOrder;
        }
        var entries = new ArrayList<>(inFileOrder.reversed());
        entries.sort(INSTANCE);
        return entries;
    }

    @Override
    public int compare(HistoryEntry a, HistoryEntry b) {
        boolean sameNode = a.xml().get("on_node", "").equalsIgnoreCase(b.xml().get("on_node", ""));
        if (sameNode && a.xml().get("id", "").equals(b.xml().get("id", "")) || a.callId() == -1 && b.callId() == -1) {
            return 0;
        }
        if (sameNode && a.callId() >= 0 && a.callId() < b.callId()) {
            return -1;
        }
        if (sameNode && b.callId() >= 0 && b.callId() < a.callId()) {
            return 1;
        }
        if (a.callId() >= 0 && b.callId() >= 0) {
            return a.lastRcChange() > 0 && b.lastRcChange() > 0 ? Long.compare(a.lastRcChange(), b.lastRcChange()) : 0;
        }
        return pendingOrder(a, b);
    }

    private static int pendingOrder(HistoryEntry a, HistoryEntry b) {
        String[] x = a.transition();
        String[] y = b.transition();
        if (x == null || y == null) {
            return 0;
        }
        if (!x[0].equals(y[0]) || x[1].equals(y[1])) {
            return a.callId() == -1 ? 1 : -1;
        }
        int first = io.systole.core.option.WholeNumber.parse(x[1], -1);
        int second = io.systole.core.option.WholeNumber.parse(y[1], -1);
        if (first == -1 || second == -1) {
            return first == -1 ? 1 : -1;
        }
        return Integer.compare(first, second);
    }
}
