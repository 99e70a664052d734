package io.systole.core.simulation;

import io.systole.core.cib.CibPatch;
import io.systole.core.membership.NodeName;
import io.systole.core.node.NodePorts;
import io.systole.core.peer.PeerMessage;

/** Defects that show in what a daemon makes of the messages of its peers. */
final class DefectsOnTheWire {
    private DefectsOnTheWire() {}

    /** A member does as a DC of an earlier term says, as far as that DC can see. */
    static NodePorts termNotCompared(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(new WireTap(ports.transport()) {
            private PeerMessage.Report last;

            @Override
            void leaves(NodeName to, PeerMessage message) {
                last = message instanceof PeerMessage.Report report ? report : last;
                forward(to, message);
            }

            @Override
            void arrives(NodeName from, PeerMessage message) {
                if (last == null || message.term() >= last.term()) {
                    hand(from, message);
                    return;
                }
                switch (message) {
                    case PeerMessage.Claim claim -> forward(from, new PeerMessage.Report(claim.term(), last.copy(), last.history(),
                            last.released(), last.fresh(), last.attributes(), last.transients(), last.sinceSupport(), last.levels(),
                            last.featureSet(), last.electorate()));
                    case PeerMessage.Beat beat -> forward(from, new PeerMessage.Echo(beat.term(), beat.sequence(), beat.version()));
                    case PeerMessage.Patch patch -> forward(from, new PeerMessage.Ack(patch.term(), patch.patch().target()));
                    default -> hand(from, message);
                }
            }
        });
    }

    /** A patch is applied to whatever is there, and one in five gets lost. */
    static NodePorts patchWithoutVersionCheck(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(new WireTap(ports.transport()) {
            private int patches;

            @Override
            void arrives(NodeName from, PeerMessage message) {
                if (!(message instanceof PeerMessage.Patch patch)) {
                    hand(from, message);
                } else if (++patches % 5 != 0) {
                    hand(from, new PeerMessage.Patch(patch.term(), new CibPatch(daemon.node.cib().version(), patch.patch().target(),
                            patch.patch().diff().with("fingerprint", null)), patch.stamp()));
                }
            }
        });
    }
}
