package io.systole.node;

import io.systole.core.membership.Member;
import io.systole.messaging.ClusterKey;
import io.systole.messaging.FailureDetectionTimes;
import io.systole.messaging.JGroupsSettings;
import io.systole.messaging.Peers;
import io.systole.node.config.NodeSettings;
import io.systole.node.config.NodeSettings.Detection;
import java.time.Duration;
import java.util.TreeMap;

/** Turns the words of {@code systole.conf} into the settings of the cluster's wire. */
final class ClusterWire {
    private ClusterWire() {}

    static JGroupsSettings settings(NodeSettings node, Member self, ClusterKey key) {
        Peers peers = node.multicast()
                .<Peers>map(group -> new Peers.Multicast(node.nodes().get(node.name()), group, node.port() + 1))
                .orElseGet(() -> new Peers.NodeList(new TreeMap<>(node.nodes())));
        return new JGroupsSettings(node.cluster(), self.name(), self.incarnation(), node.port(), peers, times(node.detection()), key);
    }

    /** How long a silent node may stay unnoticed. */
    static Duration longestSilence(Detection detection) {
        FailureDetectionTimes times = times(detection);
        return times.deadTime().plus(times.verifyTime());
    }

    private static FailureDetectionTimes times(Detection detection) {
        return switch (detection) {
            case EXPRESS -> new FailureDetectionTimes(Duration.ofMillis(60), Duration.ofMillis(400), Duration.ofMillis(60));
            case FAST -> FailureDetectionTimes.FAST;
            case NORMAL -> FailureDetectionTimes.DEFAULT;
            case RELAXED -> new FailureDetectionTimes(Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(1));
        };
    }
}
