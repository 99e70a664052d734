package io.systole.core.status;

import io.systole.core.cib.Cib;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything that a status view shows, at one point in time.
 *
 * @param at when it was so
 * @param summary the cluster as a whole
 * @param nodes all nodes by name, numbers in names compared as numbers
 * @param resources top-level resources: by priority, else in the order of the configuration; removed ones last
 * @param histories recorded operations per node, in the order of the status section
 * @param failures failed operations, in the order found
 * @param tickets tickets of the status section
 * @param bans location constraints that keep a resource off a node
 * @param fencing the fencing history, oldest first, what is pending last; empty if only a CIB is known
 */
public record ClusterStatus(
        Instant at,
        Summary summary,
        List<NodeStatus> nodes,
        List<ResourceStatus> resources,
        List<NodeHistory> histories,
        List<FailedAction> failures,
        List<Ticket> tickets,
        List<Ban> bans,
        List<FencingRecord> fencing) {
    public ClusterStatus {
        nodes = List.copyOf(nodes);
        resources = List.copyOf(resources);
        histories = List.copyOf(histories);
        failures = List.copyOf(failures);
        tickets = List.copyOf(tickets);
        bans = List.copyOf(bans);
        fencing = List.copyOf(fencing);
    }

    /** The status that this CIB tells; the zone is where dates without an offset are meant. */
    public static ClusterStatus of(Cib cib, Instant now, ZoneId zone) {
        return of(ClusterSnapshot.of(cib, now, zone));
    }

    /** The status as the scheduler sees it. */
    public static ClusterStatus of(ClusterSnapshot snapshot) {
        return new StatusBuilder(snapshot).build();
    }

    /** The same status with this fencing history. */
    public ClusterStatus withFencing(List<FencingRecord> history) {
        return new ClusterStatus(at, summary, nodes, resources, histories, failures, tickets, bans, history);
    }

    /** A ticket of a geo cluster. */
    public record Ticket(String id, boolean granted, boolean standby, String lastGranted) {}

    /** A location constraint that keeps a resource off a node. */
    public record Ban(String constraint, String resource, String node, String score, boolean promotedOnly) {}
}
