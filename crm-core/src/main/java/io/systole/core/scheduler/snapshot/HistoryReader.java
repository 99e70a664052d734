package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through the histories of all nodes and gives each to its resource (rules 1:S-119, 1:S-133, 1:S-176). */
final class HistoryReader {
    private final Facts facts;
    private final ResourceReader resources;
    private final HistoryMatcher matcher;
    private final ConnectionStatus connections;
    private final ShutdownLocks locks;
    private final Set<Node> read = new HashSet<>();

    HistoryReader(Facts facts, ResourceReader resources) {
        this.facts = facts;
        this.resources = resources;
        this.locks = new ShutdownLocks(facts);
        this.connections = new ConnectionStatus(facts);
        this.matcher = new HistoryMatcher(facts, resources);
    }

    void read() {
        Map<Node, Element> waiting = new LinkedHashMap<>();
        for (Element state : facts.cib.status().children("node_state")) {
            NodeStateReader.find(facts, state).filter(node -> state.get("uname") != null || node.kind != Node.Kind.CLUSTER)
                    .ifPresent(node -> waiting.putIfAbsent(node, state));
        }
        waiting.forEach(ConnectionStatus::noteFenced);
        boolean locks = facts.options.isTrue(ClusterOption.SHUTDOWN_LOCK);
        waiting.keySet().removeIf(node -> node.kind == Node.Kind.CLUSTER && !node.online && !facts.fencingEnabled && !locks);
        Optional<Node> next;
        do {
            next = waiting.keySet().stream().filter(node -> ready(node, locks)).findFirst();
            next.ifPresent(node -> read(node, waiting.remove(node)));
        } while (next.isPresent());
        if (facts.fencingEnabled) {
            List.copyOf(waiting.keySet()).forEach(node -> read(node, waiting.remove(node)));
        }
        facts.nodes.stream().filter(node -> node.kind == Node.Kind.REMOTE && node.connection != null && node.connection.failed)
                .forEach(node -> node.seen |= node.unclean);
        facts.nodes.stream().filter(node -> node.kind != Node.Kind.CLUSTER && !read.contains(node)).forEach(node -> {
            connections.conclude(node);
            if (node.shuttingDown && node.connection != null) {
                node.connection.wantedRole = Role.STOPPED;
            }
        });
    }

    private static boolean ready(Node node, boolean locks) {
        return node.kind == Node.Kind.CLUSTER || ConnectionStatus.known(node) || node.kind == Node.Kind.REMOTE && locks;
    }

    private void read(Node node, Element state) {
        read.add(node);
        if (node.kind != Node.Kind.CLUSTER) {
            connections.conclude(node);
            connections.read(node, state);
            if (node.shuttingDown && node.connection != null) {
                node.connection.wantedRole = Role.STOPPED;
            }
        }
        state.child("lrm").flatMap(lrm -> lrm.child("lrm_resources")).ifPresent(list ->
                    list.children("lrm_resource").forEach(history -> read(node, state, history)));
    }

    private void read(Node node, Element state, Element history) {
        List<Element> operations = history.children("lrm_rsc_op");
        if (history.get("id", "").isEmpty() || operations.isEmpty()) {
            resources.find(history.get("id", "")).ifPresent(resource -> locks.note(resource, node, history));
            return;
        }
        Resource resource = matcher.find(history.id(), node).orElseGet(() -> removed(history));
        if (!history.id().equals(resource.id)) {
            resource.historyId = history.id();
        }
        locks.note(resource, node, history);
        var entries = new ArrayList<HistoryEntry>();
        operations.forEach(operation -> entries.add(HistoryEntry.of(operation)));
        new ResourceHistoryReader(facts, node, state, resource, history, HistoryOrder.sorted(entries)).read();
    }

    private Resource removed(Element history) {
        Resource resource = resources.removed(history);
        if (facts.options.isTrue(ClusterOption.STOP_REMOVED_RESOURCES)) {
            facts.score(resource, null, -Score.INFINITY, "it was removed from the configuration");
        } else {
            resource.managed = false;
        }
        return resource;
    }
}
