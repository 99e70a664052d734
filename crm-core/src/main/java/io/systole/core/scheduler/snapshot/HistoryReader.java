package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import io.systole.core.scheduler.reason.Found;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
        List<Element> states = facts.cib.status().children("node_state");
        boolean locks = facts.options.isTrue(ClusterOption.SHUTDOWN_LOCK);
        states.forEach(state -> node(state).ifPresent(node -> ConnectionStatus.noteFenced(node, state)));
        while (pass(states, node -> ready(node, locks))) {
            // what was read may tell that another node is there
        }
        if (facts.fencingEnabled) {
            pass(states, node -> true);
        }
        facts.brokenConnections.forEach(this::stopContainer);
        facts.nodes.stream().filter(node -> node.kind == Node.Kind.REMOTE && node.connection != null && node.connection.failed)
                .forEach(node -> node.seen |= node.unclean);
        facts.nodes.stream().filter(node -> node.kind != Node.Kind.CLUSTER && !read.contains(node)).forEach(node -> {
            connections.conclude(node);
            if (node.shuttingDown && node.connection != null) {
                node.connection.wantedRole = Role.STOPPED;
            }
        });
    }

    /** Rule 4:B-55: a container need not be where its connection is, so it is stopped when all histories are known. */
    private void stopContainer(Resource connection) {
        connection.launcher.currentNode().ifPresent(host -> facts.consequences.add(
                new Consequence.Stop(connection.launcher, host, new Found.ConnectionFailed(connection.id))));
    }

    private Optional<Node> node(Element state) {
        return NodeStateReader.find(facts, state).filter(node -> state.get("uname") != null || node.kind != Node.Kind.CLUSTER);
    }

    /** Reads those that are ready and not read yet, in the order of the status section; false if there was none. */
    private boolean pass(List<Element> states, Predicate<Node> ready) {
        boolean any = false;
        for (Element state : states) {
            Optional<Node> next = node(state).filter(node -> !read.contains(node) && ready.test(node));
            if (next.isPresent()) {
                read(next.get(), state);
                any = true;
            }
        }
        return any;
    }

    private boolean ready(Node node, boolean locks) {
        if (node.kind == Node.Kind.CLUSTER) {
            return node.online || facts.fencingEnabled || locks;
        }
        return ConnectionStatus.known(node) || node.kind == Node.Kind.REMOTE && locks;
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
        List<Element> histories = state.child("lrm").flatMap(lrm -> lrm.child("lrm_resources"))
                .map(list -> list.children("lrm_resource")).orElse(List.of());
        histories.forEach(history -> read(node, state, history));
        histories.forEach(this::launcherOfRemoved);
    }

    /** Rule 1:S-177: what a removed guest lives in is known from its history alone. */
    private void launcherOfRemoved(Element history) {
        Resource connection = resources.find(history.get("id", "")).filter(each -> each.removed && each.launcher == null).orElse(null);
        Resource launcher = resources.find(history.get("container", "")).filter(Resource::isPrimitive).orElse(null);
        if (connection != null && launcher != null && connection != launcher) {
            connection.launcher = launcher;
            facts.nodes.stream().filter(each -> each.connection == connection).forEach(each -> each.kind = Node.Kind.GUEST);
        }
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
        var entries = new ArrayList<HistoryEntry>(operations.size());
        operations.forEach(operation -> entries.add(HistoryEntry.of(operation)));
        new ResourceHistoryReader(facts, node, state, resource, history, HistoryOrder.sorted(entries)).read();
    }

    private Resource removed(Element history) {
        Resource resource = resources.removed(history);
        if (resource.isConnection()) {
            removedConnection(resource);
        }
        if (facts.options.isTrue(ClusterOption.STOP_REMOVED_RESOURCES)) {
            facts.score(resource, null, -Score.INFINITY, new Found.Removed());
        } else {
            resource.managed = false;
        }
        return resource;
    }

    /** The node behind it is there as long as the connection is, but leaves with it. */
    private void removedConnection(Resource connection) {
        Node node = facts.nodes.stream().filter(each -> each.name.value().equalsIgnoreCase(connection.id)).findFirst().orElse(null);
        if (node == null) {
            node = new Node(0, connection.id, connection.id, Node.Kind.REMOTE);
            node.late = true;
            node.attributes.put("#kind", "remote");
            facts.insert(node);
        }
        if (node.kind != Node.Kind.CLUSTER) {
            node.connection = connection;
            node.shuttingDown = true;
        }
    }
}
