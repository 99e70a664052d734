package io.systole.core.scheduler.constraint;

import io.systole.core.option.ClusterOption;
import io.systole.core.option.ClusterOptions;
import io.systole.core.option.Score;
import io.systole.core.option.Truth;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Preferences that follow from health attributes of nodes (rules 1:S-194, 2:P-140). */
final class NodeHealth {
    private NodeHealth() {}

    static List<Location> locations(ClusterSnapshot snapshot) {
        String strategy = snapshot.options().word(ClusterOption.NODE_HEALTH_STRATEGY);
        var locations = new ArrayList<Location>();
        if (strategy.equals("none")) {
            return locations;
        }
        for (Node node : snapshot.nodes()) {
            int health = health(snapshot.options(), strategy, node);
            for (Resource resource : health == 0 ? List.<Resource>of() : snapshot.resources()) {
                if (health > 0 || !Truth.isTrue(resource.meta("allow-unhealthy-nodes"))) {
                    locations.add(new Location(new Configured.NodeHealth(node.name()), resource, Role.UNKNOWN, Map.of(node, health),
                            Location.Discovery.ALWAYS));
                }
            }
        }
        return locations;
    }

    private static int health(ClusterOptions options, String strategy, Node node) {
        int sum = strategy.equals("progressive") ? options.number(ClusterOption.NODE_HEALTH_BASE) : 0;
        for (Map.Entry<String, String> attribute : node.attributes().entrySet()) {
            if (attribute.getKey().startsWith("#health")) {
                OptionalInt value = value(options, strategy, attribute.getValue());
                sum = value.isPresent() ? Score.add(sum, value.getAsInt()) : sum;
            }
        }
        return sum;
    }

    private static OptionalInt value(ClusterOptions options, String strategy, String text) {
        boolean configured = strategy.equals("progressive") || strategy.equals("custom");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "red" -> OptionalInt.of(configured ? options.number(ClusterOption.NODE_HEALTH_RED) : -Score.INFINITY);
            case "yellow" -> OptionalInt.of(configured ? options.number(ClusterOption.NODE_HEALTH_YELLOW)
                    : strategy.equals("only-green") ? -Score.INFINITY : 0);
            case "green" -> OptionalInt.of(configured ? options.number(ClusterOption.NODE_HEALTH_GREEN) : 0);
            default -> Score.parse(text);
        };
    }
}
