package io.systole.core.scheduler.assign;

import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.ArrayList;
import java.util.List;

/** A resource while places are being found: its scores, its colocations, and what was decided so far. */
final class Allocation {
    final Resource resource;
    final ScoreTable table;
    final List<Colocation> thisWith = new ArrayList<>();
    final List<Colocation> withThis = new ArrayList<>();
    final List<Location> locations = new ArrayList<>();
    final List<ScorePart> parts = new ArrayList<>();
    /** The order in which instances are handled; the children as they are for others. */
    final List<Resource> children;
    Node node;
    boolean assigned;
    boolean inProgress;
    Role nextRole;
    boolean managed;
    int priority;
    int promotionPriority;
    boolean exclusive;
    boolean choosingRoles;

    Allocation(Resource resource, List<Node> nodes) {
        this.resource = resource;
        this.table = new ScoreTable(nodes);
        this.children = new ArrayList<>(resource.children());
        this.nextRole = resource.wantedRole();
        this.managed = resource.managed();
        this.priority = resource.settings().priority();
    }

    @Override
    public String toString() {
        return resource.id();
    }
}
