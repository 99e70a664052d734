package io.systole.core.scheduler.assign;

import io.systole.core.scheduler.constraint.Constraints;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where everything should be: the result of the second stage; does not change any more.
 *
 * @param snapshot what is
 * @param constraints the constraints that counted
 * @param byIndex a placement for each resource, by {@link Resource#index}
 * @param sequence top-level resources in the order in which they were placed and are handled from now on (rule 3:S-2)
 * @param order instances of each clone in the order in which they are handled from now on
 * @param exclusive resources that are looked for only where a constraint says so
 */
public record Placements(
        ClusterSnapshot snapshot,
        Constraints constraints,
        List<Placement> byIndex,
        List<Resource> sequence,
        Map<Resource, List<Resource>> order,
        Set<Resource> exclusive) {
    /** The placement of a resource. */
    public Placement of(Resource resource) {
        return byIndex.get(resource.index());
    }

    /** Whether the resource may be looked for on the node at all, as far as constraints with discovery say. */
    public boolean mayDiscover(Resource resource, Node node) {
        return !exclusive.contains(resource)
                || of(resource).discovery().getOrDefault(node, Location.Discovery.ALWAYS) == Location.Discovery.EXCLUSIVE;
    }

    /** Instances of a clone in the order in which they are handled, containers of a bundle by number. */
    public List<Resource> instances(Resource whole) {
        return whole.isBundle() ? whole.instances() : children(whole);
    }

    /** Children in the order in which they are handled: instances of a clone as sorted, members of a group as configured. */
    public List<Resource> children(Resource resource) {
        return order.getOrDefault(resource, resource.children());
    }
}
