package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.Scheduler;
import io.systole.core.status.ClusterStatus;
import io.systole.core.status.PrimitiveStatus;
import io.systole.core.transition.GraphAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which resources a change of the configuration would move right now. */
final class MoveForecast {
    private MoveForecast() {}

    /** One sentence for each resource that would be started elsewhere because of the change, and would not be without it. */
    static List<String> of(Cib before, Cib after, Instant now) {
        Map<String, String> anyway = starts(before, now);
        var moves = new ArrayList<String>();
        Map<String, String> places = places(ClusterStatus.of(after, now));
        starts(after, now).forEach((resource, node) -> {
            String current = places.get(resource);
            if (current != null && !current.equals(node) && !node.equals(anyway.get(resource))) {
                moves.add(resource + " from " + current + " to " + node);
            }
        });
        return moves;
    }

    private static Map<String, String> starts(Cib cib, Instant now) {
        Schedule schedule = Scheduler.schedule(cib, now);
        var starts = new LinkedHashMap<String, String>();
        schedule.graph().actions().forEach(action -> {
            if (action instanceof GraphAction.ResourceAction start && start.request().key().operation().equals("start")) {
                starts.put(start.request().key().resource().value(), start.on().value());
            }
        });
        return starts;
    }

    private static Map<String, String> places(ClusterStatus status) {
        var places = new LinkedHashMap<String, String>();
        status.resources().stream().flatMap(each -> each.primitives())
                .filter(PrimitiveStatus::active)
                .forEach(each -> each.current().ifPresent(node -> places.put(each.name(), node.node())));
        return places;
    }
}
