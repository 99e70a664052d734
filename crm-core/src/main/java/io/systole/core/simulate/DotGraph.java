package io.systole.core.simulate;

import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.order.WrittenKey;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.plan.Relation;
import io.systole.core.transition.Synapse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A schedule as a drawing for Graphviz (reference: T-80): all actions that were considered, those of the graph in green. */
public final class DotGraph {
    private static final Set<OrderProperty> LOAD = Set.of(OrderProperty.SAME_DESTINATION);

    private final Schedule schedule;
    private final boolean all;
    private final boolean numbers;
    private final Map<Integer, List<Integer>> inputs = new HashMap<>();
    private final Set<PlannedAction> drawn = new HashSet<>();
    private final StringBuilder text = new StringBuilder(" digraph \"g\" {\n");

    private DotGraph(Schedule schedule, boolean all, boolean numbers) {
        this.schedule = schedule;
        this.all = all;
        this.numbers = numbers;
        for (Synapse synapse : schedule.graph().synapses()) {
            synapse.actions().forEach(action -> inputs.put(action.id(), synapse.inputs()));
        }
    }

    /**
     * The drawing.
     *
     * @param all also what is optional or not managed ({@code -a})
     * @param numbers with the numbers of actions ({@code -V})
     */
    public static String of(Schedule schedule, boolean all, boolean numbers) {
        return new DotGraph(schedule, all, numbers).draw();
    }

    private String draw() {
        List<PlannedAction> actions = schedule.plan().actions().reversed();
        actions.forEach(this::action);
        actions.forEach(this::arrows);
        return text.append("}\n").toString();
    }

    private void action(PlannedAction action) {
        String color = color(action);
        boolean bold = color.equals("green");
        boolean unmanaged = unmanaged(action);
        if (!bold && !all && (unmanaged || action.optional())) {
            return;
        }
        drawn.add(action);
        String font = unmanaged && !bold ? "purple" : action.pseudo() ? "orange" : "black";
        text.append('"').append(name(action)).append("\" [ style=").append(bold ? "bold" : "dashed").append(" color=\"").append(color)
                .append("\" fontcolor=\"").append(font).append("\"]\n");
    }

    private String color(PlannedAction action) {
        if (inputs.containsKey(action.number())) {
            return "green";
        }
        return !unmanaged(action) && action.optional() ? "blue" : "red";
    }

    private boolean unmanaged(PlannedAction action) {
        return action.resource() != null && !schedule.plan().placement(action.resource()).managed();
    }

    private void arrows(PlannedAction then) {
        var done = new LinkedHashSet<PlannedAction>();
        for (Relation relation : then.before()) {
            PlannedAction first = relation.first();
            boolean bold = inputs.getOrDefault(then.number(), List.of()).contains(first.number());
            boolean shown = bold || !relation.disabled() && (all || drawn.contains(first) && drawn.contains(then)
                    && !relation.properties().equals(LOAD));
            if (shown && done.add(first)) {
                text.append('"').append(name(first)).append("\" -> \"").append(name(then)).append("\" [ style = ")
                        .append(bold ? "bold" : "dashed").append("]\n");
            }
        }
    }

    private String name(PlannedAction action) {
        return text(action) + (numbers ? " (" + action.number() + ")" : "");
    }

    private static String text(PlannedAction action) {
        String node = action.node() == null ? "" : action.node().toString();
        if (action.task().equals("stonith")) {
            return "stonith '" + action.meta().get("stonith_action") + "' " + node;
        }
        if (action.resource() == null) {
            return node.isEmpty() ? action.task() : action.task() + " " + node;
        }
        String key = WrittenKey.of(action);
        if (action.task().equals("cancel")) {
            key = "Cancel " + key;
        }
        if (action.pseudo() && node.isEmpty()) {
            return key;
        }
        return key + " " + (node.isEmpty() ? "<none>" : node);
    }
}
