package io.systole.shell.format;

import io.systole.core.status.PrimitiveStatus;
import io.systole.core.status.ResourceStatus;
import java.util.List;
import java.util.TreeMap;

/** Counts by agent and node instead of resources ({@code -b}). */
final class BriefText {
    private final StatusView view;
    private final Outline outline;

    BriefText(StatusView view, Outline outline) {
        this.view = view;
        this.outline = outline;
    }

    void list(List<ResourceStatus> resources) {
        var totals = new TreeMap<String, Integer>();
        var active = new TreeMap<String, TreeMap<String, Integer>>();
        resources.stream().flatMap(ResourceStatus::primitives).forEach(primitive -> {
            totals.merge(primitive.agent(), 1, Integer::sum);
            var byNode = active.computeIfAbsent(primitive.agent(), agent -> new TreeMap<>());
            for (PrimitiveStatus.Place place : primitive.activeOn()) {
                byNode.merge(place.node(), 1, Integer::sum);
            }
        });
        totals.forEach((agent, total) -> {
            if (active.get(agent).isEmpty() && view.inactive()) {
                outline.item("0/" + total + "\t(" + agent + "):\tActive");
            }
            active.get(agent).forEach((node, count) ->
                    outline.item((view.inactive() ? count + "/" + total : count) + "\t(" + agent + "):\tActive " + node));
        });
    }
}
