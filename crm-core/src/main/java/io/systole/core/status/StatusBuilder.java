package io.systole.core.status;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Truth;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Failure;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Makes a {@link ClusterStatus} of a snapshot. */
final class StatusBuilder {
    private final ClusterSnapshot snapshot;
    private final Cib cib;
    private final ResourceReader resources;

    StatusBuilder(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
        this.cib = snapshot.cib();
        this.resources = new ResourceReader(snapshot);
    }

    ClusterStatus build() {
        var nodes = new NodeReader(snapshot, resources);
        return new ClusterStatus(
                snapshot.now(),
                summary(),
                snapshot.nodes().stream().map(nodes::read).toList(),
                snapshot.resources().stream().filter(ResourceReader::shown).map(resources::read).toList(),
                new HistoryReader(snapshot).read(),
                failures(),
                tickets(),
                bans(),
                List.of());
    }

    private Summary summary() {
        var instances = snapshot.allResources()
                .filter(Resource::isPrimitive)
                .filter(resource -> !resource.removed() || !resource.activeOn().isEmpty())
                .toList();
        Element root = cib.root();
        var given = snapshot.options().given();
        return new Summary(
                given.getOrDefault("cluster-infrastructure", "systole"),
                snapshot.dc().map(node -> new Summary.Dc(node.name().value(), node.id())),
                given.getOrDefault("dc-version", ""),
                snapshot.quorate(),
                new Summary.LastChange(root.get("cib-last-written", ""), root.get("update-user", ""), root.get("update-client", ""),
                        root.get("update-origin", "")),
                snapshot.nodes().size(),
                instances.size(),
                (int) instances.stream().filter(Resource::disabled).count(),
                (int) instances.stream().filter(Resource::blocked).count(),
                snapshot.options().isTrue(ClusterOption.MAINTENANCE_MODE),
                snapshot.options().isTrue(ClusterOption.STOP_ALL_RESOURCES),
                new Summary.Policy(
                        snapshot.options().isTrue(ClusterOption.FENCING_ENABLED),
                        snapshot.options().isTrue(ClusterOption.SYMMETRIC_CLUSTER),
                        snapshot.options().word(ClusterOption.NO_QUORUM_POLICY),
                        snapshot.options().duration(ClusterOption.FENCING_TIMEOUT).toMillis(),
                        snapshot.options().duration(ClusterOption.PRIORITY_FENCING_DELAY).toMillis()));
    }

    /** Failures; of two entries about the same call the first counts. */
    private List<FailedAction> failures() {
        var seen = new LinkedHashSet<String>();
        var failures = new ArrayList<FailedAction>();
        for (Failure failure : snapshot.failures()) {
            FailedAction action = failure(failure.entry(), failure.node());
            if (seen.add(action.key() + "|" + action.node() + "|" + action.call() + "|" + action.rc() + "|" + action.status())) {
                failures.add(action);
            }
        }
        return failures;
    }

    private static FailedAction failure(Element entry, Node node) {
        String key = entry.get("operation_key", entry.get("id", ""));
        String task = entry.get("operation", "");
        String interval = entry.get("interval", "0");
        String ending = "_" + task + "_" + interval;
        String resource = key.endsWith(ending) ? key.substring(0, key.length() - ending.length()) : key;
        return new FailedAction(key, resource, task, Numbers.number(interval).orElse(0L), node.name().value(), entry.get("call-id", "0"),
                Numbers.number(entry.get("rc-code")).orElse(0L).intValue(), Numbers.number(entry.get("op-status")).orElse(0L).intValue(),
                entry.get("exit-reason", ""), Numbers.positive(entry.get("last-rc-change")), Numbers.number(entry.get("queue-time")),
                Numbers.number(entry.get("exec-time")));
    }

    private List<ClusterStatus.Ticket> tickets() {
        Optional<Element> tickets = cib.status().child("tickets");
        return tickets.map(section -> section.children("ticket_state").stream()
                .map(ticket -> new ClusterStatus.Ticket(ticket.get("id", ""), Truth.isTrue(ticket.get("granted")),
                        Truth.isTrue(ticket.get("standby")), ticket.get("last-granted", "")))
                .toList()).orElse(List.of());
    }

    private List<ClusterStatus.Ban> bans() {
        var bans = new ArrayList<ClusterStatus.Ban>();
        for (Element location : cib.section("constraints").children("rsc_location")) {
            if (location.get("node") != null && location.get("score", "").startsWith("-") && location.get("rsc") != null) {
                String role = location.get("role", "");
                bans.add(new ClusterStatus.Ban(location.get("id", ""), location.get("rsc"), location.get("node"), location.get("score"),
                        role.equalsIgnoreCase("Promoted") || role.equalsIgnoreCase("Master")));
            }
        }
        return bans;
    }
}
