package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.request.NodeReport;
import io.systole.core.scheduler.Scheduler;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.client.NotConnectedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Whether the cluster has anything left to do, and waiting until it has not. */
public final class Settling {
    private static final Duration STEP = Duration.ofSeconds(2);

    private final ClusterConnection connection;
    private final InstantSource clock;
    private final ZoneId zone;

    /** For this cluster. */
    public Settling(ClusterConnection connection, InstantSource clock, ZoneId zone) {
        this.connection = connection;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What is left: operations under way, what the scheduler would do, and what the controller says it is busy with.
     *
     * @throws NotConnectedException if there is only a CIB file, where nothing happens by itself
     */
    public List<String> left() {
        NodeReport report = connection.report()
                .orElseThrow(() -> new NotConnectedException("there is only a CIB file, no running cluster to wait for"));
        Cib cib = connection.cib();
        Stream<String> running = cib.status().tree().filter(each -> each.is("lrm_rsc_op") && "-1".equals(each.get("op-status")))
                .map(each -> each.get("operation_key", "an operation") + " is running");
        Stream<String> planned = Scheduler.schedule(cib, clock.instant(), zone).graph().actions().map(action -> action.label());
        return Stream.of(running, planned, report.activity().stream()).flatMap(each -> each).toList();
    }

    /** Waits until nothing is left, and returns what still is when the time is over. */
    public List<String> await(Duration atMost) {
        return await(atMost, () -> false);
    }

    /** The same, but ends as soon as it is enough. */
    List<String> await(Duration atMost, BooleanSupplier enough) {
        Instant end = clock.instant().plus(atMost);
        while (true) {
            Cib seen = connection.cib();
            var left = new ArrayList<>(left());
            if (left.isEmpty() || enough.getAsBoolean() || !clock.instant().isBefore(end)) {
                return left;
            }
            connection.awaitChange(seen, STEP);
        }
    }
}
