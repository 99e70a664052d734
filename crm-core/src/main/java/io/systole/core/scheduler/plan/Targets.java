package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.assign.Placements;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;

/** Node and role that each resource will have; later stages may lower them for lack of quorum or partners. */
final class Targets {
    private final Node[] nodes;
    private final Role[] roles;

    Targets(Placements placements) {
        int count = placements.snapshot().resourceCount();
        nodes = new Node[count];
        roles = new Role[count];
        placements.snapshot().allResources().forEach(resource -> {
            nodes[resource.index()] = placements.of(resource).node().orElse(null);
            roles[resource.index()] = placements.of(resource).role();
        });
    }

    Node node(Resource resource) {
        return nodes[resource.index()];
    }

    Role role(Resource resource) {
        return roles[resource.index()];
    }

    void role(Resource resource, Role role) {
        roles[resource.index()] = role;
    }

    void stop(Resource resource) {
        nodes[resource.index()] = null;
        roles[resource.index()] = Role.STOPPED;
    }
}
