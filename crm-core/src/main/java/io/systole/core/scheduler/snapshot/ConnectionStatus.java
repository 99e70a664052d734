package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.WholeNumber;
import io.systole.core.scheduler.reason.Reason;

/** Concludes the state of a node behind a connection from its connection and launcher (rules 1:S-121, 1:S-122). */
final class ConnectionStatus {
    private final Facts facts;

    ConnectionStatus(Facts facts) {
        this.facts = facts;
    }

    /** What is known before any history is read. */
    static void noteFenced(Node node, Element state) {
        node.wasFenced = WholeNumber.parse(state.get("node_fenced"), 0) != 0;
    }

    /** True once the history of the node may be read. */
    static boolean known(Node node) {
        Resource connection = node.connection;
        return connection != null && connection.role == Role.STARTED
                && (connection.launcher == null || connection.launcher.role == Role.STARTED);
    }

    void conclude(Node node) {
        Resource connection = node.connection;
        node.online = false;
        if (connection == null) {
            return;
        }
        Resource launcher = connection.launcher;
        if (connection.role == Role.STARTED) {
            node.online = true;
            node.shuttingDown |= connection.wantedRole == Role.STOPPED;
        }
        if (launcher != null && launcher.failed) {
            node.online = false;
            node.needsReset = true;
        } else if (connection.failed) {
            node.online = false;
        } else if (connection.role == Role.STOPPED || launcher != null && launcher.role == Role.STOPPED) {
            node.online = false;
            node.needsReset = false;
        } else if (launcher != null && launcher.activeOn.size() == 1) {
            Node host = launcher.activeOn.getFirst();
            if (!host.online && host.unclean) {
                node.online = false;
                node.needsReset = true;
            }
        }
    }

    void read(Node node, Element state) {
        node.recordedMaintenance = WholeNumber.parse(state.get("node_in_maintenance"), 0) != 0;
        if (!node.needsReset) {
            node.unclean = false;
            node.uncleanReason = Reason.NONE;
            node.seen = true;
        }
        new NodeStateReader(facts).transientAttributes(node, state);
        String shutdown = node.attributes.get("shutdown");
        node.shuttingDown |= shutdown != null && !shutdown.equals("0");
        node.standby = node.flag("standby");
        node.maintenance = node.flag("maintenance") || node.connection != null && !node.connection.managed;
        String discovery = node.attributes.get("resource-discovery-enabled");
        boolean may = discovery == null || io.systole.core.option.Truth.isTrue(discovery);
        node.mayProbe = may || node.kind == Node.Kind.REMOTE && !facts.fencingEnabled;
    }
}
