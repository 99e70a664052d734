package io.systole.core.scheduler.constraint;

import io.systole.core.scheduler.snapshot.Resource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * An ordering of the configuration, expanded to two ends.
 *
 * @param id the constraint
 * @param first what comes first
 * @param then what comes after
 * @param properties what that means
 */
public record OrderPair(String id, End first, End then, Set<OrderProperty> properties) {
    public OrderPair {
        properties = Collections.unmodifiableSet(EnumSet.copyOf(properties));
    }

    /** One end of an ordering. */
    public sealed interface End {
        /** An action of a resource: {@code start}, {@code stop}, {@code promote}, {@code demote}. */
        record Task(Resource resource, String task) implements End {}

        /** A mark that is reached when {@code threshold} of what leads to it can be done (rules 3:O-30, 3:O-33). */
        record Gate(String name, int threshold) implements End {}
    }
}
