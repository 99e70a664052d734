package io.systole.shell.format;

import io.systole.core.status.ClusterStatus;
import io.systole.core.status.FailedAction;
import io.systole.core.status.NodeHistory;
import io.systole.core.status.NodeStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The sections below the resources: attributes, operations, failures, tickets, bans (reference: crm_mon, 3.5). */
final class HistoryText {
    private final StatusView view;
    private final Outline outline;

    HistoryText(StatusView view, Outline outline) {
        this.view = view;
        this.outline = outline;
    }

    void sections(ClusterStatus status) {
        if (view.shows(Section.ATTRIBUTES)) {
            attributes(status.nodes());
        }
        if (view.shows(Section.OPERATIONS)) {
            histories("Operations", status, true);
        } else if (view.shows(Section.FAILCOUNTS)) {
            histories("Migration Summary", status, false);
        }
        if (view.shows(Section.FAILURES)) {
            failures(status.failures());
        }
        var fencing = new FencingText(view, outline);
        fencing.failed(status.fencing());
        if (view.shows(Section.TICKETS) && !status.tickets().isEmpty()) {
            outline.begin("Tickets");
            status.tickets().forEach(ticket -> outline.item(ticket(ticket)));
            outline.end();
        }
        if (view.shows(Section.BANS)) {
            bans(status);
        }
        fencing.rest(status.fencing());
    }

    private void attributes(List<NodeStatus> nodes) {
        List<NodeStatus> shown = nodes.stream()
                .filter(node -> node.online() && !node.attributes().isEmpty() && view.showsNode(node.name()))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        outline.begin("Node Attributes");
        for (NodeStatus node : shown) {
            outline.begin("Node: " + node.name() + id(node));
            node.attributes().forEach((name, value) -> outline.item(
                    String.format(Locale.ROOT, "%-32s\t: %-10s", name, value) + connectivity(node, name, value)));
            outline.end();
        }
        outline.end();
    }

    private static String connectivity(NodeStatus node, String name, String value) {
        Integer expected = node.expected().get(name);
        int reached = value.matches("-?\\d{1,9}") ? Integer.parseInt(value) : 0;
        return expected == null || reached > 0 && reached >= expected ? ""
                : reached <= 0 ? "\t: Connectivity is lost" : "\t: Connectivity is degraded (Expected=" + expected + ")";
    }

    private Map<String, String> ids(ClusterStatus status) {
        var ids = new TreeMap<String, String>();
        status.nodes().forEach(node -> ids.put(node.name(), id(node)));
        return ids;
    }

    private String id(NodeStatus node) {
        return view.detail() && !node.id().equals(node.name()) ? " (" + node.id() + ")" : "";
    }

    private void histories(String title, ClusterStatus status, boolean operations) {
        Map<String, String> ids = ids(status);
        outline.begin(title);
        for (NodeHistory history : status.histories()) {
            var resources = history.resources().stream()
                    .filter(resource -> operations ? !resource.operations().isEmpty() : resource.failCount() > 0)
                    .filter(resource -> view.resource().isEmpty() || view.resource().equals(resource.resource()))
                    .toList();
            if (resources.isEmpty() || !view.showsNode(history.node())) {
                continue;
            }
            outline.begin("Node: " + history.node() + ids.getOrDefault(history.node(), ""));
            for (NodeHistory.ResourceHistory resource : resources) {
                if (operations) {
                    outline.begin(threshold(resource));
                    resource.operations().forEach(operation -> outline.item(operation(operation)));
                    outline.end();
                } else {
                    outline.item(threshold(resource));
                }
            }
            outline.end();
        }
        outline.end();
    }

    private String threshold(NodeHistory.ResourceHistory resource) {
        if (resource.removed()) {
            return resource.resource() + ": orphan";
        }
        boolean hidden = resource.failCount() == 0 || !view.shows(Section.FAILCOUNTS);
        String failures = hidden ? "" : " fail-count=" + resource.failCount()
                + resource.lastFailure().map(time -> " last-failure='" + Texts.time(time, view.zone()) + "'").orElse("");
        return resource.resource() + ": migration-threshold="
                + (resource.migrationThreshold() == 0 ? 1_000_000 : resource.migrationThreshold())
                + failures;
    }

    private String operation(NodeHistory.Operation operation) {
        var text = new StringBuilder("(").append(operation.call()).append(") ").append(operation.task());
        boolean timed = view.timing();
        if (timed || operation.intervalMillis() > 0) {
            text.append(':');
        }
        if (operation.intervalMillis() > 0) {
            text.append(" interval=\"").append(operation.intervalMillis()).append("ms\"");
        }
        if (timed) {
            operation.lastChange().ifPresent(time -> text.append(" last-rc-change=\"").append(Texts.time(time, view.zone())).append('"'));
            operation.execMillis().ifPresent(time -> text.append(" exec-time=\"").append(time).append("ms\""));
            operation.queueMillis().ifPresent(time -> text.append(" queue-time=\"").append(time).append("ms\""));
            text.append(" rc=").append(operation.rc()).append(" (").append(view.exitCode(operation.rc())).append(')');
        }
        return text.toString();
    }

    private void failures(List<FailedAction> failures) {
        List<FailedAction> shown = failures.stream().filter(view::showsFailure).toList();
        if (shown.isEmpty()) {
            return;
        }
        outline.begin("Failed Resource Actions");
        shown.forEach(failure -> outline.item(view.detail() || view.dialect() == Dialect.SIMULATION ? technical(failure)
                : friendly(failure)));
        outline.end();
    }

    private String friendly(FailedAction failure) {
        var text = new StringBuilder(failure.resource()).append(' ');
        if (failure.intervalMillis() > 0) {
            text.append(Texts.span(failure.intervalMillis())).append("-interval ");
        }
        boolean probe = failure.task().equals("monitor") && failure.intervalMillis() == 0;
        text.append(probe ? "probe" : failure.task()).append(" on ").append(failure.node());
        if (failure.status() == 0) {
            text.append(" returned '").append(view.exitCode(failure.rc())).append('\'');
            if (!failure.reason().isEmpty()) {
                text.append(" (").append(failure.reason()).append(')');
            }
        } else {
            text.append(" could not be executed (").append(view.executionStatus(failure.status()));
            text.append(failure.reason().isEmpty() ? "" : ": " + failure.reason()).append(')');
        }
        failure.lastChange().ifPresent(time -> text.append(" at ").append(Texts.time(time, view.zone())));
        failure.execMillis().filter(time -> time > 0).ifPresent(time -> text.append(" after ").append(Texts.span(time)));
        return text.toString();
    }

    private String technical(FailedAction failure) {
        var text = new StringBuilder(failure.key()).append(" on ").append(failure.node()).append(" '").append(view.exitCode(failure.rc()))
                .append("' (").append(failure.rc()).append("): call=").append(failure.call()).append(", status='")
                .append(view.executionStatus(failure.status())).append('\'');
        if (!failure.reason().isEmpty()) {
            text.append(", exitreason='").append(failure.reason()).append('\'');
        }
        failure.lastChange().ifPresent(time -> text.append(", last-rc-change='").append(Texts.time(time, view.zone())).append('\''));
        failure.queuedMillis().ifPresent(time -> text.append(", queued=").append(time).append("ms"));
        failure.execMillis().ifPresent(time -> text.append(", exec=").append(time).append("ms"));
        return text.toString();
    }

    private String ticket(ClusterStatus.Ticket ticket) {
        String state = ticket.id() + ": " + (ticket.granted() ? "granted" : "revoked") + (ticket.standby() ? " [standby]" : "");
        return ticket.lastGranted().isEmpty() ? state
                : state + " last-granted=\"" + Texts.time(Long.parseLong(ticket.lastGranted()), view.zone()) + "\"";
    }

    private void bans(ClusterStatus status) {
        Map<String, String> ids = ids(status);
        List<ClusterStatus.Ban> shown = status.bans().stream().filter(view::showsBan).toList();
        if (shown.isEmpty()) {
            return;
        }
        outline.begin("Negative Location Constraints");
        shown.forEach(ban -> outline.item(ban.constraint() + "\tprevents " + ban.resource() + " from running "
                + (ban.promotedOnly() ? "as Promoted " : "") + "on " + ban.node() + ids.getOrDefault(ban.node(), "")));
        outline.end();
    }
}
