package io.systole.shell.format;

import io.systole.core.status.ClusterStatus;
import io.systole.core.status.NodeStatus;
import java.util.ArrayList;

/** One line for monitoring programs ({@code crm_mon -s}). */
public final class SimpleStatus {
    private SimpleStatus() {}

    /** The line, with its end. */
    public static String line(ClusterStatus status) {
        var complaints = new ArrayList<String>();
        if (status.summary().dc().isEmpty()) {
            complaints.add("No DC");
        }
        var offline = status.nodes().stream().filter(node -> !node.online()).map(node -> "offline node: " + node.name()).toList();
        if (!offline.isEmpty()) {
            complaints.add(String.join(" ", offline));
        }
        if (!complaints.isEmpty()) {
            return "CLUSTER WARN: " + String.join(", ", complaints) + "\n";
        }
        long standby = status.nodes().stream().filter(NodeStatus::standby).count();
        long maintenance = status.nodes().stream().filter(node -> !node.standby() && node.maintenance()).count();
        long online = status.nodes().size() - standby - maintenance;
        var parts = new ArrayList<String>();
        parts.add(count(online, "node") + " online");
        if (standby > 0) {
            parts.add(count(standby, "standby node"));
        }
        if (maintenance > 0) {
            parts.add(count(maintenance, "maintenance node"));
        }
        parts.add(count(status.summary().instances(), "resource instance") + " configured");
        return "CLUSTER OK: " + String.join(", ", parts) + "\n";
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
