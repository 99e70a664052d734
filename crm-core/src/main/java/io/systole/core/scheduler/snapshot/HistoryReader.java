package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Score;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes through the histories of all nodes and gives each to its resource (rules 1:S-119, 1:S-133, 1:S-176). */
final class HistoryReader {
    private final Facts facts;
    private final ResourceReader resources;
    private final HistoryMatcher matcher;

    HistoryReader(Facts facts, ResourceReader resources) {
        this.facts = facts;
        this.resources = resources;
        this.matcher = new HistoryMatcher(facts, resources);
    }

    void read() {
        Set<Node> done = new HashSet<>();
        for (Element state : facts.cib.status().children("node_state")) {
            Optional<Node> found = NodeStateReader.find(facts, state);
            if (found.isEmpty() || state.get("uname") == null || found.get().kind != Node.Kind.CLUSTER || !done.add(found.get())) {
                continue;
            }
            Node node = found.get();
            if (!node.online && !facts.fencingEnabled && !facts.options.isTrue(ClusterOption.SHUTDOWN_LOCK)) {
                continue;
            }
            state.child("lrm").flatMap(lrm -> lrm.child("lrm_resources")).ifPresent(list ->
                    list.children("lrm_resource").forEach(history -> read(node, state, history)));
        }
    }

    private void read(Node node, Element state, Element history) {
        List<Element> operations = history.children("lrm_rsc_op");
        if (history.get("id", "").isEmpty() || operations.isEmpty()) {
            return;
        }
        Resource resource = matcher.find(history.id(), node).orElseGet(() -> removed(history));
        if (!history.id().equals(resource.id)) {
            resource.historyId = history.id();
        }
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
