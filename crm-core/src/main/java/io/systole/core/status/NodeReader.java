package io.systole.core.status;

import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.scheduler.reason.Sentence;
import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What is said of a node. */
final class NodeReader {
    /** Attributes by which the cluster talks to itself. */
    private static final List<String> INTERNAL = List.of("fail-count", "last-failure", "shutdown", "terminate", "standby", "#");

    private final ClusterSnapshot snapshot;
    private final ResourceReader resources;
    private final Connectivity connectivity;

    NodeReader(ClusterSnapshot snapshot, ResourceReader resources) {
        this.snapshot = snapshot;
        this.resources = resources;
        this.connectivity = new Connectivity(snapshot);
    }

    NodeStatus read(Node node) {
        var attributes = new TreeMap<String, String>();
        node.attributes().forEach((name, value) -> {
            if (INTERNAL.stream().noneMatch(name::startsWith)) {
                attributes.put(name, value);
            }
        });
        return new NodeStatus(
                node.name().value(),
                node.id(),
                kind(node),
                node.stateText(),
                node.online(),
                node.pending(),
                node.unclean(),
                Sentence.of(node.uncleanReason(), node.toString()),
                node.standby(),
                node.standbyOnFail(),
                node.maintenance(),
                node.shuttingDown(),
                node.kind() != Node.Kind.GUEST && (node.online() || node.pending()),
                node.dc(),
                node.attributes().getOrDefault("#feature-set", ""),
                health(node),
                attributes,
                connectivity.expected(node, attributes.keySet()),
                node.running().stream().map(resources::primitive).toList(),
                guest(node));
    }

    private static Optional<NodeStatus.Guest> guest(Node node) {
        return node.kind() != Node.Kind.GUEST ? Optional.empty() : node.replica().map(Bundle.Replica::container).or(node::launcher)
                .map(container -> new NodeStatus.Guest(container.id(), node.connection().flatMap(Resource::currentNode)
                        .map(host -> host.name().value()).orElse("")));
    }

    private static NodeStatus.Kind kind(Node node) {
        return switch (node.kind()) {
            case CLUSTER -> NodeStatus.Kind.MEMBER;
            case REMOTE -> NodeStatus.Kind.REMOTE;
            case GUEST -> NodeStatus.Kind.GUEST;
        };
    }

    /** Worst of the health attributes; green if health is not looked at. */
    private NodeStatus.Health health(Node node) {
        if (snapshot.options().word(ClusterOption.NODE_HEALTH_STRATEGY).equals("none")) {
            return NodeStatus.Health.GREEN;
        }
        int red = snapshot.options().number(ClusterOption.NODE_HEALTH_RED);
        int yellow = snapshot.options().number(ClusterOption.NODE_HEALTH_YELLOW);
        int green = snapshot.options().number(ClusterOption.NODE_HEALTH_GREEN);
        NodeStatus.Health worst = NodeStatus.Health.GREEN;
        for (var attribute : node.attributes().entrySet()) {
            if (!attribute.getKey().startsWith("#health")) {
                continue;
            }
            OptionalInt score = Score.parse(attribute.getValue());
            if (attribute.getValue().equalsIgnoreCase("red") || score.isPresent() && score.getAsInt() <= red) {
                return NodeStatus.Health.RED;
            }
            boolean low = score.isPresent() && yellow != green && score.getAsInt() <= yellow;
            if (attribute.getValue().equalsIgnoreCase("yellow") || low) {
                worst = NodeStatus.Health.YELLOW;
            }
        }
        return worst;
    }
}
