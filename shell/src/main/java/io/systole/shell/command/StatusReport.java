package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.membership.LinkState;
import io.systole.core.request.NodeReport;
import io.systole.core.status.ClusterStatus;
import io.systole.core.throttle.HeldBack;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.format.Liveness;
import io.systole.shell.format.SimpleStatus;
import io.systole.shell.format.StatusJson;
import io.systole.shell.format.StatusText;
import io.systole.shell.format.StatusView;
import io.systole.shell.format.StatusXml;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The status of a connection, drawn as its options say. */
public final class StatusReport {
    private StatusReport() {}

    /** The whole text, line end included. */
    public static String of(ClusterConnection connection, StatusArguments arguments, String request, Instant now, ZoneId zone) {
        Cib cib = connection.cib();
        Optional<NodeReport> report = connection.report();
        ClusterStatus status = ClusterStatus.of(cib, now, zone).withFencing(report.map(NodeReport::fencing).orElse(List.of()));
        if (arguments.simple()) {
            return SimpleStatus.line(status);
        }
        StatusView view = arguments.view(zone);
        Optional<Liveness> live = report.map(known -> new Liveness("Systole is running", now,
                connection.links().down().stream().map(LinkState::sentence).toList(),
                known.held().stream().map(HeldBack::sentence).toList()));
        return switch (arguments.format()) {
            case TEXT -> new StatusText(view).render(status, live);
            case HTML -> arguments.page().of(status, live, view);
            case XML -> new StatusXml(status, view).document(request);
            case JSON -> StatusJson.of(status);
            case NONE -> "";
        };
    }

    /** What is shown instead when the cluster does not answer and its next answer is waited for. */
    public static String without(StatusArguments arguments, String reason) {
        return switch (arguments.format()) {
            case HTML -> arguments.page().without(reason);
            case NONE -> "";
            default -> "not connected: " + reason + "\n";
        };
    }
}
