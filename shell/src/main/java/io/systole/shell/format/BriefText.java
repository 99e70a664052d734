package io.systole.shell.format;

import io.systole.core.status.PrimitiveStatus;
import java.util.List;
import java.util.TreeMap;

/** Counts of primitives by agent and node instead of a line for each ({@code -b}). */
final class BriefText {
    private final StatusView view;
    private final Outline outline;

    BriefText(StatusView view, Outline outline) {
        this.view = view;
        this.outline = outline;
    }

    /** How many are active where; {@code totals} also tells of how many, and which agents have none. */
    void list(List<PrimitiveStatus> primitives, boolean totals) {
        var all = new TreeMap<String, Integer>();
        var active = new TreeMap<String, TreeMap<String, Integer>>();
        for (PrimitiveStatus primitive : primitives) {
            all.merge(primitive.agent(), 1, Integer::sum);
            var byNode = active.computeIfAbsent(primitive.agent(), agent -> new TreeMap<>());
            primitive.activeOn().stream().filter(place -> primitive.active() && view.showsNode(place.node()))
                    .forEach(place -> byNode.merge(place.node(), 1, Integer::sum));
        }
        all.forEach((agent, total) -> {
            if (active.get(agent).isEmpty() && totals) {
                outline.item("0/" + total + "\t(" + agent + "):\tActive");
            }
            active.get(agent).forEach((node, count) ->
                    outline.item((totals ? count + "/" + total : count) + "\t(" + agent + "):\tActive " + node));
        });
    }

    /** What runs on one node, whose name stands above. */
    void below(List<PrimitiveStatus> running) {
        var counts = new TreeMap<String, Integer>();
        running.forEach(primitive -> counts.merge(primitive.agent(), 1, Integer::sum));
        counts.forEach((agent, count) -> outline.item(count + "\t(" + agent + "):\tActive "));
    }
}
