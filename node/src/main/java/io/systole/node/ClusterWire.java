package io.systole.node;

import io.systole.core.membership.Member;
import io.systole.messaging.ClusterKey;
import io.systole.messaging.JGroupsSettings;
import io.systole.messaging.Peers;
import io.systole.node.config.NodeSettings;
import java.util.TreeMap;

/** Turns the words of {@code systole.conf} into the settings of the cluster's wire. */
final class ClusterWire {
    private ClusterWire() {}

    static JGroupsSettings settings(NodeSettings node, Member self, ClusterKey key) {
        Peers peers = node.multicast()
                .<Peers>map(groups ->
                        new Peers.Multicast(node.nodes().get(node.name()), new TreeMap<>(node.nodes()), groups, node.port() + 1))
                .orElseGet(() -> new Peers.NodeList(new TreeMap<>(node.nodes())));
        return new JGroupsSettings(node.cluster(), self.name(), self.incarnation(), node.port(), peers, node.detection().times(), key);
    }
}
