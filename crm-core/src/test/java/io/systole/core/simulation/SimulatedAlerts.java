package io.systole.core.simulation;

import io.systole.core.alert.AlertCall;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.AlertSink;
import java.util.SortedMap;

/** Writes into the journal of a simulation what the daemon of one node tells people and alert programs. */
record SimulatedAlerts(SimulatedCluster cluster, String node) implements AlertSink {
    @Override
    public void alert(String kind, NodeName about, String text, SortedMap<String, String> details) {
        cluster.log(node + " tells: " + text);
    }

    @Override
    public void run(AlertCall call) {
        SortedMap<String, String> told = call.environment();
        String what = switch (told.get("CRM_alert_kind")) {
            case "node" -> told.get("CRM_alert_desc");
            case "fencing" -> told.get("CRM_alert_task") + " " + told.get("CRM_alert_rc");
            case "resource" -> told.get("CRM_alert_rsc") + " " + told.get("CRM_alert_task") + " " + told.get("CRM_alert_desc");
            default -> told.get("CRM_alert_attribute_name") + "=" + told.get("CRM_alert_attribute_value");
        };
        cluster.log(node + " runs " + call.path() + ": " + told.get("CRM_alert_kind") + " " + told.get("CRM_alert_node") + " " + what);
    }
}
