package io.systole.messaging;

import java.time.Duration;
import java.util.List;
import org.jgroups.Global;
import org.jgroups.JChannel;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.NoBundler;
import org.jgroups.protocols.PING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;

/**
 * Builds the JGroups stack. In code and not in XML, so that no file, system property or default of JGroups can change
 * what is on the wire: every address is set, diagnostics (which can call methods) are off, Java deserialization is
 * forbidden, and no protocol is used that JGroups calls a preview.
 */
final class ProtocolStackFactory {
    /** Payload of a datagram, in bytes. Small enough that one lost IP fragment costs little. */
    private static final int FRAGMENT = 8000;
    private static final int DATAGRAM = 8900;
    /** What Linux grants without tuning (net.core.rmem_max); more would only give a warning. */
    private static final int SOCKET_BUFFER = 212_992;
    /** Unacknowledged bytes under way to a receiver: what its socket buffer holds, or a big CIB would be sent twice. */
    private static final int CREDITS = 150_000;
    private static final int RETRANSMIT_MILLIS = 200;
    private static final int JOIN_MILLIS = 500;
    /** Questions "who is there?" within that time. One alone would miss nodes that start, or take the lead, just now. */
    private static final int DISCOVERY_RUNS = 6;
    private static final int LEAVE_MILLIS = 1000;
    /** So long a merge waits for a part that turns out not to be reachable. */
    private static final int MERGE_MILLIS = 2500;

    private ProtocolStackFactory() {}

    static JChannel channel(JGroupsSettings settings, MemberAddress local, List<Protocol> protocols) throws Exception {
        // Only we send BytesMessages and JGroups' own headers; a serialized Java object is never legitimate.
        System.setProperty(Global.DESERIALIZATION_FILTER, "!*");
        MemberAddress.register();
        SupersededHeader.register();
        JChannel channel = new JChannel(protocols).setName(settings.localNode().value());
        channel.setDiscardOwnMessages(true);
        channel.getProtocolStack().getTransport().getDiagnosticsHandler().setEnabled(false);
        channel.addAddressGenerator(() -> local);
        return channel;
    }

    static List<Protocol> protocols(JGroupsSettings settings, LinkTable table, KeyRing keys, IncarnationGuard guard,
            RefusedDatagrams refused, LinkMonitor monitor) {
        FailureDetectionTimes times = settings.failureDetection();
        return List.of(
                transport(settings, table, keys, refused, monitor),
                guard,
                discovery(settings, table),
                new CalmMerge(settings.peers().addresses().keySet()),
                new ProcessWatch(table, settings, keys, refused),
                heartbeats(times),
                new MonotonicVerifySuspect(times.verifyTime().toMillis()),
                new NAKACK2().useMcastXmit(false).setXmitInterval(RETRANSMIT_MILLIS),
                new UNICAST3().setXmitInterval(RETRANSMIT_MILLIS),
                new STABLE().setDesiredAverageGossip(10_000).setMaxBytes(2_000_000),
                new MergeGuard(),
                membership(),
                new UFC().setMaxCredits(CREDITS).setMinThreshold(0.4),
                new FRAG4().setFragSize(FRAGMENT));
    }

    /**
     * FD_ALL3 looks only at the end of each interval which of the last ones had a heartbeat, so it suspects up to one interval after
     * its timeout. Nobody may be silent for longer than {@link FailureDetectionTimes#longestSilence}: others count on it.
     */
    private static FD_ALL3 heartbeats(FailureDetectionTimes times) {
        Duration interval = times.keepAlive();
        Duration earlier = times.deadTime().minus(interval);
        Duration least = interval.multipliedBy(2);
        return new FD_ALL3().setTimeout((earlier.compareTo(least) > 0 ? earlier : least).toMillis()).setInterval(interval.toMillis());
    }

    private static SealedUdp transport(JGroupsSettings settings, LinkTable table, KeyRing keys, RefusedDatagrams refused,
            LinkMonitor monitor) {
        SealedUdp udp = new SealedUdp(settings, table, keys.sealer("datagram"), keys.opener("datagram"), refused, monitor, DATAGRAM);
        udp.setBindAddress(table.own(0)).setBindPort(settings.port()).setPortRange(0);
        udp.setUcastRecvBufSize(SOCKET_BUFFER).setUcastSendBufSize(SOCKET_BUFFER)
                .setMcastRecvBufSize(SOCKET_BUFFER).setMcastSendBufSize(SOCKET_BUFFER).setIpTTL(1);
        switch (settings.peers()) {
            case Peers.NodeList list -> udp.setMulticasting(false);
            case Peers.Multicast multicast -> udp.setMulticasting(true)
                    .setMulticastAddress(table.group(0).orElseThrow()).setMulticastPort(multicast.groupPort());
        }
        udp.useVirtualThreads(false);
        // What is sent is little, or as long as a datagram: to collect it would cost a thread's turn for each message.
        NoBundler bundler = new NoBundler();
        bundler.setMaxSize(DATAGRAM);
        udp.setBundler(bundler);
        udp.getThreadPool().setMinThreads(2).setMaxThreads(32).setKeepAliveTime(30_000);
        return udp;
    }

    private static Discovery discovery(JGroupsSettings settings, LinkTable table) {
        return switch (settings.peers()) {
            case Peers.NodeList list -> {
                PatientDiscovery nodes = new PatientDiscovery(list.addresses().size() - 1,
                        table.doors(settings.localNode(), settings.port()));
                nodes.setInitialHosts(table.firsts(settings.port())).setPortRange(0)
                        .numDiscoveryRuns(DISCOVERY_RUNS).asyncDiscovery(true);
                yield nodes;
            }
            case Peers.Multicast multicast -> new PING().numDiscoveryRuns(DISCOVERY_RUNS);
        };
    }

    private static GMS membership() {
        GMS gms = new GMS().printLocalAddress(false).setJoinTimeout(JOIN_MILLIS).setLeaveTimeout(LEAVE_MILLIS)
                .setViewAckCollectionTimeout(1000).setMergeTimeout(MERGE_MILLIS);
        gms.setMembershipChangePolicy(new LargerSideFirst());
        return gms;
    }
}
