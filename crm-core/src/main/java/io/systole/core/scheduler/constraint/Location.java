package io.systole.core.scheduler.constraint;

import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A preference of a resource for nodes.
 *
 * @param reason the constraint, or health of a node
 * @param resource whose preference it is
 * @param role in which role it counts; UNKNOWN for every role
 * @param scores what each node gets
 * @param discovery whether to look for the resource on these nodes
 */
public record Location(Reason reason, Resource resource, Role role, Map<Node, Integer> scores, Discovery discovery) {
    public Location {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /** {@code resource-discovery}, in rising force. */
    public enum Discovery {
        ALWAYS,
        NEVER,
        EXCLUSIVE
    }
}
