package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderPair;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.HashMap;
import java.util.Map;

/** Which ordering constraint stands between two resources, for people: a relation of two actions does not know it. */
final class OrderNames {
    private final ActionPlan plan;
    private Map<Ends, String> names;

    OrderNames(ActionPlan plan) {
        this.plan = plan;
    }

    private record Ends(Resource first, Resource then) {}

    /** The id of the first constraint that orders the resources, or what they are in, whichever comes first; empty if none does. */
    String between(Resource one, Resource other) {
        if (names == null) {
            names = new HashMap<>();
            plan.placements().constraints().orders().forEach(this::add);
        }
        for (Resource here = one; here != null; here = here.parent().orElse(null)) {
            for (Resource there = other; there != null; there = there.parent().orElse(null)) {
                String name = names.getOrDefault(new Ends(here, there), names.get(new Ends(there, here)));
                if (name != null) {
                    return name;
                }
            }
        }
        return "";
    }

    private void add(OrderPair order) {
        if (order.first() instanceof OrderPair.End.Task(Resource first, String ignored)
                && order.then() instanceof OrderPair.End.Task(Resource then, String alsoIgnored)) {
            names.putIfAbsent(new Ends(first, then), order.id());
        }
    }
}
