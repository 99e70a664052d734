package io.systole.core.controller;

import io.systole.core.membership.FeatureLevels;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a node's controller is told at start and never again.
 *
 * @param self this node and the incarnation of its daemon (persisted, raised at each start)
 * @param configuredNodes the configured node list in its order; it gives the nodes their ids. Empty if nodes find each other by multicast
 * @param quorum how votes are counted
 * @param timeouts how long to wait for what
 * @param selfFencing by when a node without quorum has ended what runs on it
 * @param levels what this build speaks
 * @param watchdog whether something ends what runs here if this daemon cannot ({@code have-watchdog})
 * @param pills whether nodes are fenced by poison pills on a shared disk
 * @param version what is written as {@code dc-version}, for example {@code 0.1.0-1a2b3c4}
 */
public record ControllerSettings(Member self, List<NodeName> configuredNodes, QuorumSettings quorum, Timeouts timeouts,
        SelfFencing selfFencing, FeatureLevels levels, boolean watchdog, boolean pills, String version) {
    public ControllerSettings {
        configuredNodes = List.copyOf(configuredNodes);
        if (!configuredNodes.isEmpty() && !configuredNodes.contains(self.name())) {
            throw new IllegalArgumentException("node name " + self.name() + " is not in the node list " + configuredNodes
                    + "; add it there, or set the node name to one of the list");
        }
    }

    /** Of this build, without watchdog and poison pills. */
    public ControllerSettings(Member self, List<NodeName> configuredNodes, QuorumSettings quorum, Timeouts timeouts,
            SelfFencing selfFencing, String version) {
        this(self, configuredNodes, quorum, timeouts, selfFencing, FeatureLevels.ours(), false, false, version);
    }

    /**
     * How long after its loss a node has surely been ended by its own watchdog, whatever DC it followed until then; empty if nodes
     * have none.
     */
    public Optional<Duration> endedByWatchdog() {
        return watchdog ? Optional.of(selfFencing.takeOver().plus(timeouts.failureDetection())) : Optional.empty();
    }

    /** This node's name. */
    public NodeName node() {
        return self.name();
    }
}
