package io.systole.core.status;

import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.FailCount;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Recorded operations of online nodes, in the order of the status section. */
final class HistoryReader {
    private final ClusterSnapshot snapshot;

    HistoryReader(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    List<NodeHistory> read() {
        var histories = new ArrayList<NodeHistory>();
        for (Element state : snapshot.cib().status().children("node_state")) {
            Optional<Node> node = state.attribute("uname").filter(name -> !name.isEmpty())
                    .flatMap(name -> snapshot.node(new NodeName(name)));
            if (node.isPresent() && node.get().online()) {
                var resources = state.child("lrm").flatMap(lrm -> lrm.child("lrm_resources"))
                        .map(section -> section.children("lrm_resource").stream()
                                .map(history -> history(history, node.get()))
                                .flatMap(Optional::stream)
                                .toList())
                        .orElse(List.of());
                histories.add(new NodeHistory(node.get().name().value(), resources));
            }
        }
        return histories;
    }

    private Optional<NodeHistory.ResourceHistory> history(Element history, Node node) {
        String id = history.get("id", "");
        Optional<Resource> resource = find(id);
        Optional<FailCount> failures = snapshot.failCounts().stream()
                .filter(count -> count.node() == node)
                .filter(count -> resource.isPresent() && count.resource().configuredId().equals(resource.get().configuredId()))
                .findFirst();
        var operations = history.children("lrm_rsc_op").stream()
                .filter(entry -> !entry.get("operation", "").equals("notify"))
                .filter(entry -> !isEmptyProbe(entry))
                .sorted(Comparator.comparingLong(entry -> Numbers.number(entry.get("call-id")).orElse(0L)))
                .map(HistoryReader::operation)
                .toList();
        return resource.map(known -> new NodeHistory.ResourceHistory(
                known.unique() ? id : known.configuredId(),
                known.removed(),
                known.settings().migrationThreshold(),
                failures.map(FailCount::count).orElse(0),
                failures.map(FailCount::lastFailureEpochSecond).filter(time -> time > 0),
                operations));
    }

    /** A probe that found nothing, as it does on most nodes. */
    private static boolean isEmptyProbe(Element entry) {
        boolean probe = entry.get("operation", "").equals("monitor") && entry.get("interval", "0").equals("0");
        return probe && entry.get("rc-code", "").equals("7");
    }

    /** The resource that history calls by this id: itself, or the first instance of it. */
    private Optional<Resource> find(String id) {
        return snapshot.resource(new ResourceId(id))
                .or(() -> primitive(resource -> id.equals(resource.historyId().orElse(""))))
                .or(() -> primitive(resource -> id.equals(resource.configuredId())));
    }

    private Optional<Resource> primitive(Predicate<Resource> wanted) {
        return snapshot.allResources().filter(Resource::isPrimitive).filter(wanted).findFirst();
    }

    private static NodeHistory.Operation operation(Element entry) {
        long interval = Numbers.number(entry.get("interval")).orElse(0L);
        String task = entry.get("operation", "");
        return new NodeHistory.Operation(
                entry.get("call-id", ""),
                task.equals("monitor") && interval == 0 ? "probe" : task,
                interval,
                Numbers.number(entry.get("rc-code")).orElse(0L).intValue(),
                Numbers.positive(entry.get("last-rc-change")),
                entry.attribute("exec-time"),
                entry.attribute("queue-time"));
    }
}
