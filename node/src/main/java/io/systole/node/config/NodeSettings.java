package io.systole.node.config;

import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.messaging.FailureDetectionTimes;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * The daemon's settings, complete and valid.
 *
 * @param cluster name of the cluster; daemons of other clusters are not heard
 * @param name this node
 * @param nodes addresses of each configured node, one for each link, in the order of the file, this node included; the daemon binds to
 *     its own
 * @param port port of the cluster's traffic: UDP, and TCP for the watch over processes; multicast uses the next one too
 * @param multicast the multicast group of each link, or one for all, or none for the defaults; empty = unicast to the node list
 * @param detection how fast a dead node is noticed
 * @param quorum how votes are counted, and what decides a tie
 * @param witnesses whom to ask in a tie
 * @param safety how a node without quorum ends what runs on it
 * @param onStop what an orderly stop does with this node's resources
 * @param stopTimeout how long an orderly stop may take before the daemon leaves without having finished it
 * @param parallelOperations how many agents may run at once on this node
 * @param nodeActionLimit how many actions the cluster does at a time on this node, whatever its own option says; 0: twice the cores
 * @param sharedMachine whether the machine carries more than this node, so that its load average says nothing about it
 * @param logLevel {@code debug}, {@code info}, {@code warn} or {@code error}
 * @param warnings what is possible but perhaps not meant, one sentence each
 */
public record NodeSettings(
        String cluster,
        NodeName name,
        SequencedMap<NodeName, List<String>> nodes,
        int port,
        Optional<List<String>> multicast,
        Detection detection,
        QuorumSettings quorum,
        WitnessSettings witnesses,
        SafetySettings safety,
        OnStop onStop,
        Duration stopTimeout,
        int parallelOperations,
        OptionalInt nodeActionLimit,
        boolean sharedMachine,
        String logLevel,
        List<String> warnings) {
    public NodeSettings {
        nodes = copy(nodes);
        multicast = multicast.map(List::copyOf);
        warnings = List.copyOf(warnings);
    }

    /**
     * How fast a dead node is noticed; the faster, the sooner a slow machine or network looks like one.
     *
     * @param preset the word that the other times start from
     * @param times what the messaging layer does
     * @param initDead how long a cluster that starts waits for nodes that were never seen
     * @param restartGrace how long a crashed daemon may take to come back before its node is fenced, if its host answers
     */
    public record Detection(String preset, FailureDetectionTimes times, Duration initDead, Duration restartGrace) {
        /** How long a silent node may stay unnoticed. */
        public Duration longestSilence() {
            return times.longestSilence();
        }
    }

    /** What an orderly stop of the daemon does with the resources of its node. */
    public enum OnStop {
        /** They are stopped here and started elsewhere, as Pacemaker does. */
        MOVE,
        /** They run on without supervision; the daemon adopts them at its next start. */
        LEAVE
    }

    private static SequencedMap<NodeName, List<String>> copy(Map<NodeName, List<String>> original) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(original));
    }
}
