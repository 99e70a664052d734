package io.systole.core.scheduler.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The actions of one resource, newest first: all of them, and those with a key, whose case does not matter. */
final class ResourceActions {
    private final List<PlannedAction> all = new ArrayList<>();
    private final SortedMap<String, List<PlannedAction>> byKey = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void add(PlannedAction action) {
        all.addFirst(action);
        byKey.computeIfAbsent(action.key(), each -> new ArrayList<>()).addFirst(action);
    }

    List<PlannedAction> all() {
        return all;
    }

    List<PlannedAction> withKey(String key) {
        List<PlannedAction> found = byKey.get(key);
        return found == null ? List.of() : found;
    }
}
