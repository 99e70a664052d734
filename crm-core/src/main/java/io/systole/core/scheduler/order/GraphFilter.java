package io.systole.core.scheduler.order;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.EnumSet;
import java.util.Set;

/** Which actions belong into the graph, and which of what comes before an action it has to wait for (rules 3:G-3, 3:G-7). */
final class GraphFilter {
    private static final Set<OrderProperty> WEAK =
            EnumSet.of(OrderProperty.ORDERED, OrderProperty.THEN_SHOWS_FIRST, OrderProperty.FIRST_SHOWS_THEN);

    private static final Set<OrderProperty> ORDERED_ONLY = EnumSet.of(OrderProperty.ORDERED);
    private static final Set<OrderProperty> SAME_DESTINATION_ONLY = EnumSet.of(OrderProperty.SAME_DESTINATION);
    private static final Set<OrderProperty> REQUIRED_SAME_NODE_ONLY = EnumSet.of(OrderProperty.REQUIRED_SAME_NODE);
    private static final Set<String> ANYWHERE = Set.of("lrm_delete", "stonith", "do_shutdown");

    private final ActionPlan plan;

    GraphFilter(ActionPlan plan) {
        this.plan = plan;
    }

    /** Rule 3:G-3. */
    boolean wanted(PlannedAction action) {
        if (!action.runnable() || action.optional() && !action.shown() || unmanaged(action)) {
            return false;
        }
        if (action.pseudo() || ANYWHERE.contains(action.task())) {
            return true;
        }
        Node node = action.node();
        if (node != null && node.kind() == Node.Kind.GUEST) {
            return node.online() || !plan.unclean(node);
        }
        return node != null && node.online() && !plan.unclean(node);
    }

    /** What is not managed is only looked at. */
    private boolean unmanaged(PlannedAction action) {
        Resource resource = action.resource();
        if (resource == null || plan.placement(resource).managed()) {
            return false;
        }
        return !action.task().equals("monitor") && !action.task().equals("cancel") && !action.key().matches(".*_[1-9]\\d*");
    }

    /** Rule 3:G-7: whether a relation with these properties makes {@code then} wait, if {@code first} is in the graph. */
    boolean counts(PlannedAction first, PlannedAction then, Set<OrderProperty> properties) {
        if (properties.isEmpty() || !first.runnable() && (WEAK.containsAll(properties)
                || properties.contains(OrderProperty.ENOUGH) || properties.contains(OrderProperty.MIGRATION_NEEDS))) {
            return false;
        }
        if (properties.contains(OrderProperty.NOT_FOR_MIGRATION) && first.migratable()
                || properties.equals(ORDERED_ONLY) && first.migratable() && first.key().endsWith("_stop_0")) {
            return false;
        }
        if (properties.equals(SAME_DESTINATION_ONLY)) {
            boolean migration = then.task().equals("migrate_to");
            return (migration ? plan.target(then.resource()).orElse(null) : then.node()) == first.node() && (migration || first.required());
        }
        if (properties.equals(REQUIRED_SAME_NODE_ONLY)) {
            boolean apart = first.node() != null && then.node() != null && first.node() != then.node();
            return !apart && first.required();
        }
        boolean foreignStop = then.resource() != null && then.resource().inClone() && first.task().equals("stop")
                && first.resource() != null && first.resource() != then.resource() && first.resource().failed()
                && !plan.placement(first.resource()).managed();
        return !foreignStop;
    }
}
