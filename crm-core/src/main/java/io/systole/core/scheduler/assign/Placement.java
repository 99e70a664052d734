package io.systole.core.scheduler.assign;

import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one resource should be, and why.
 *
 * @param resource the resource
 * @param considered whether a node was looked for; false for an instance more than its clone may have
 * @param node the chosen node; empty = nowhere (or a group or clone)
 * @param role the role it should have; UNKNOWN if nothing but the node decides
 * @param managed whether the cluster may act on it
 * @param priority priority of its actions
 * @param scores score of every node that is allowed or banned for it, in node order
 * @param discovery nodes for which looking for the resource is restricted
 * @param parts where scores come from
 */
public record Placement(
        Resource resource,
        boolean considered,
        Optional<Node> node,
        Role role,
        boolean managed,
        int priority,
        Map<Node, Integer> scores,
        Map<Node, Location.Discovery> discovery,
        List<ScorePart> parts) {}
