package io.systole.core.scheduler;

import io.systole.core.cib.Cib;
import io.systole.core.cib.ResourceId;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Answers what a change of the configuration would move now, before it is made. */
public final class MovePreview {
    private MovePreview() {}

    /**
     * A resource that would be elsewhere.
     *
     * @param resource the primitive
     * @param from where it would be without the change; empty for nowhere
     * @param to where it would be with the change; empty for nowhere
     * @param reason why
     */
    public record Move(String resource, Optional<String> from, Optional<String> to, String reason) {}

    /** Compares where everything would be before and after a change; a resource that is the same in both is not listed. */
    public static List<Move> between(Cib before, Cib after, Instant now, ZoneId zone) {
        Schedule old = Scheduler.schedule(before, now, zone);
        Schedule changed = Scheduler.schedule(after, now, zone);
        var moves = new ArrayList<Move>();
        changed.snapshot().allResources().filter(Resource::isPrimitive).forEach(resource -> {
            Optional<String> from = old.snapshot().resource(new ResourceId(resource.id()))
                    .flatMap(same -> place(old.plan(), same));
            Optional<String> to = place(changed.plan(), resource);
            if (!Objects.equals(from, to)) {
                moves.add(new Move(resource.id(), from, to, reason(changed, resource.id())));
            }
        });
        return List.copyOf(moves);
    }

    private static Optional<String> place(ActionPlan plan, Resource resource) {
        return plan.targetRole(resource) == Role.STOPPED ? Optional.empty() : plan.target(resource).map(Node::toString);
    }

    private static String reason(Schedule schedule, String resource) {
        return schedule.explanations().stream().filter(explanation -> explanation.subject().equals(resource))
                .map(Schedule.Explanation::text).findFirst().orElse("");
    }
}
