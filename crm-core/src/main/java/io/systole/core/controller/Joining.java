package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import java.time.Instant;

/** What the DC writes into the CIB when a member joins: its state, its history and its attributes as it has told them. */
final class Joining {
    private Joining() {}

    static Cib join(Cib cib, NodeName node, PeerMessage.Report report, Instant now, String origin) {
        Cib cleared = report.fresh() ? NodeAttributes.removeAll(cib, node) : withOwnAttributes(cib, node, report);
        Cib present = NodeStates.joined(NodeStates.withHistory(cleared, node, report.history()), node, now, origin);
        return NodeAttributes.set(present, node, "#feature-set", report.featureSet());
    }

    /** What a member that was only out of reach knows of itself and the rest has dropped still counts (rule C-110). */
    private static Cib withOwnAttributes(Cib cib, NodeName node, PeerMessage.Report report) {
        Cib changed = cib;
        for (var own : report.transients().entrySet()) {
            if (!own.getKey().equals("shutdown") && NodeAttributes.get(changed, node, own.getKey()).isEmpty()) {
                changed = NodeAttributes.set(changed, node, own.getKey(), own.getValue());
            }
        }
        return changed;
    }
}
