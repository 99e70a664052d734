package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.assign.Placement;
import io.systole.core.scheduler.assign.Placements;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All actions that may be needed, and the wishes to order them: the result of the third stage. */
public final class ActionPlan {
    private final Placements placements;
    private final ActionBook book;
    private final List<Ordering> orderings;
    private final Targets targets;

    ActionPlan(Placements placements, ActionBook book, List<Ordering> orderings, Targets targets) {
        this.placements = placements;
        this.book = book;
        this.orderings = List.copyOf(orderings);
        this.targets = targets;
    }

    public ClusterSnapshot snapshot() {
        return placements.snapshot();
    }

    public Placements placements() {
        return placements;
    }

    public Placement placement(Resource resource) {
        return placements.of(resource);
    }

    /** Wishes to order actions, in the order in which they are made true. */
    public List<Ordering> orderings() {
        return orderings;
    }

    /** All actions, oldest first. */
    public List<PlannedAction> actions() {
        return book.all();
    }

    /** The actions of a resource, newest first. */
    public List<PlannedAction> actions(Resource resource) {
        return book.of(resource);
    }

    /** The book in which actions are looked up and made. */
    public ActionBook book() {
        return book;
    }

    /** Agent parameters of a resource for a node; those without rules if {@code node} is null. */
    public Map<String, String> parameters(Resource resource, Node node) {
        return new AgentParameters(snapshot().facts(), targets).of(resource, node);
    }

    /** The node where a resource will be, as it counts now. */
    public Optional<Node> target(Resource resource) {
        return Optional.ofNullable(targets.node(resource));
    }

    /** The role a resource will have, as it counts now. */
    public Role targetRole(Resource resource) {
        return targets.role(resource);
    }

    /** Takes the node from a resource: no partner was found for it (rule 3:U-14). */
    public void leaveStopped(Resource resource) {
        resource.leaves().forEach(targets::stop);
    }

    /** Makes the notifications of a clone, once it is known what happens in it (rule 3:N-5). */
    public void announce(Resource clone) {
        if (clone.cloneSettings().notifies()) {
            new Notifications(book, placements, targets).announce(clone);
        }
    }

    /** Why a node is unclean; {@link Reason#NONE} if it is not. */
    public Reason uncleanReason(Node node) {
        return book.uncleanReason(node);
    }

    /** True if the node has to be fenced, for whatever reason that was found until now. */
    public boolean unclean(Node node) {
        return book.unclean(node) || book.resets(node);
    }
}
