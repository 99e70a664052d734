package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * What fencing was asked for and how it ended, as this node knows it; in memory only (rules C-126 to C-129). Of two records
 * with one id the finished one counts, and of two finished ones the first: what was told once is not taken back.
 */
final class FencingHistory {
    static final int MOST = 500;
    private static final int KEPT = 250;

    private final SequencedMap<String, FencingRecord> records = new LinkedHashMap<>();
    private List<FencingRecord> shown = List.of();

    /** Takes a record; false if nothing new was in it. */
    boolean put(FencingRecord record) {
        FencingRecord known = records.get(record.id());
        if (known != null && (!known.pending() || record.pending() && known.state().compareTo(record.state()) > 0
                || known.equals(record))) {
            return false;
        }
        records.put(record.id(), record);
        if (records.size() > MOST) {
            shorten();
        }
        shown = List.of();
        return true;
    }

    Optional<FencingRecord> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    /** All records, the oldest first; pending ones last. */
    List<FencingRecord> all() {
        if (shown.isEmpty() && !records.isEmpty()) {
            shown = records.values().stream().sorted(Comparator.comparing(FencingRecord::pending)
                    .thenComparing(record -> record.completed().orElse(Instant.MAX)).thenComparing(FencingRecord::id)).toList();
        }
        return shown;
    }

    List<FencingRecord> pending(Predicate<FencingRecord> wanted) {
        return records.values().stream().filter(FencingRecord::pending).filter(wanted).toList();
    }

    /** The newest success of this action on this node. */
    Optional<FencingRecord> lastSuccess(NodeName target, FencingAction action) {
        return all().reversed().stream()
                .filter(record -> record.state() == FencingRecord.State.DONE && record.target().equals(target) && record.action() == action)
                .findFirst();
    }

    /** Forgets what has ended, of one node or of all. */
    void forget(Optional<NodeName> target) {
        records.values().removeIf(record -> !record.pending() && target.map(record.target()::equals).orElse(true));
        shown = List.of();
    }

    private void shorten() {
        var ended = new ArrayList<Map.Entry<String, FencingRecord>>(records.entrySet());
        ended.removeIf(entry -> entry.getValue().pending());
        ended.sort(Comparator.comparing(entry -> entry.getValue().completed().orElseThrow()));
        int surplus = Math.max(0, ended.size() - KEPT);
        Collections.unmodifiableList(ended).subList(0, surplus).forEach(entry -> records.remove(entry.getKey()));
    }
}
