package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibPatch;
import io.systole.core.membership.NodeName;
import io.systole.core.node.NodePorts;
import io.systole.core.peer.PeerMessage;
import java.time.Duration;
import java.util.Optional;

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
                if (last != null && message.term() < last.term()) {
                    obey(this, from, message, last);
                } else {
                    hand(from, message);
                }
            }
        });
    }

    /** Does as somebody says who is not the DC, as far as that one can see; what it told of itself last is told again. */
    private static void obey(WireTap tap, NodeName from, PeerMessage message, PeerMessage.Report last) {
        switch (message) {
            case PeerMessage.Claim claim -> tap.forward(from, new PeerMessage.Report(claim.term(), last.copy(), last.history(),
                    last.released(), last.fresh(), last.attributes(), last.transients(), last.sinceSupport(), last.levels(),
                    last.featureSet(), last.electorate()));
            case PeerMessage.Beat beat -> tap.forward(from, new PeerMessage.Echo(beat.term(), beat.sequence(), beat.version(),
                    Optional.empty()));
            case PeerMessage.Patch patch -> tap.forward(from, new PeerMessage.Ack(patch.term(), patch.patch().target()));
            case PeerMessage.Copy copy -> tap.forward(from, new PeerMessage.Ack(copy.term(), Cib.of(copy.cib()).version()));
            case PeerMessage.Attributes table -> { }
            case PeerMessage.Execute order -> { }
            default -> tap.hand(from, message);
        }
    }

    /** A member votes for each candidate of a term, and does as each says as far as they can see. */
    static NodePorts secondVote(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(new WireTap(ports.transport()) {
            private PeerMessage.Report last;
            private NodeName voted;

            @Override
            void leaves(NodeName to, PeerMessage message) {
                if (message instanceof PeerMessage.Report report) {
                    last = report;
                    voted = to;
                }
                forward(to, message);
            }

            @Override
            void arrives(NodeName from, PeerMessage message) {
                if (last != null && message.term() == last.term() && !from.equals(voted)) {
                    obey(this, from, message, last);
                } else {
                    hand(from, message);
                }
            }
        });
    }

    /** A DC takes a patch for confirmed as soon as it is sent. */
    static NodePorts answerBeforeQuorum(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(new WireTap(ports.transport()) {
            @Override
            void leaves(NodeName to, PeerMessage message) {
                forward(to, message);
                if (message instanceof PeerMessage.Patch patch) {
                    hand(to, new PeerMessage.Ack(patch.term(), patch.patch().target()));
                }
            }
        });
    }

    /** A DC counts on all members of its membership, whether they echo or not. */
    static NodePorts leaseIgnored(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(new WireTap(ports.transport()) {
            @Override
            void leaves(NodeName to, PeerMessage message) {
                forward(to, message);
                if (message instanceof PeerMessage.Beat beat) {
                    hand(to, new PeerMessage.Echo(beat.term(), beat.sequence(), beat.version(), Optional.empty()));
                }
            }
        });
    }

    /** Members say that they have supported nobody for long, so a new DC does not wait for the end of what the former one runs. */
    static NodePorts takeoverWaitSkipped(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(new WireTap(ports.transport()) {
            @Override
            void leaves(NodeName to, PeerMessage message) {
                forward(to, !(message instanceof PeerMessage.Report report) ? message : new PeerMessage.Report(report.term(),
                        report.copy(), report.history(), report.released(), report.fresh(), report.attributes(), report.transients(),
                        Duration.ofHours(1).toMillis(), report.levels(), report.featureSet(), report.electorate()));
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
