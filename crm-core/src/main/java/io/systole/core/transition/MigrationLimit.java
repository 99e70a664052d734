package io.systole.core.transition;

import io.systole.core.transition.GraphAction.ResourceAction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How many live migrations a node takes part in at the same time, as source or target ({@code migration-limit}). */
final class MigrationLimit {
    private final int limit;

    MigrationLimit(int limit) {
        this.limit = limit;
    }

    /** Whether this synapse may start while those actions are in flight. */
    boolean allows(Synapse next, List<GraphAction> inFlight) {
        if (limit < 0) {
            return true;
        }
        List<String> busy = new ArrayList<>(inFlight.stream().flatMap(MigrationLimit::nodes).toList());
        return next.actions().stream().flatMap(MigrationLimit::nodes).allMatch(node -> busy.stream().filter(node::equals).count() < limit);
    }

    private static Stream<String> nodes(GraphAction action) {
        if (action instanceof ResourceAction resource && resource.request().key().operation().startsWith("migrate_")) {
            var meta = resource.request().meta();
            return Stream.of(meta.getOrDefault("migrate_source", ""), meta.getOrDefault("migrate_target", ""))
                    .filter(name -> !name.isEmpty());
        }
        return Stream.empty();
    }
}
