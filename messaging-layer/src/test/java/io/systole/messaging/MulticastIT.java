package io.systole.messaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members that find each other in a multicast group, on the loopback interface. */
@Timeout(60)
final class MulticastIT {
    private static final String GROUP = Peers.Multicast.DEFAULT_GROUP;

    private final LoopbackCluster cluster = new LoopbackCluster();
    private final int groupPort = LoopbackCluster.freePort();

    @AfterEach
    void leave() {
        cluster.close();
    }

    @Test
    void threeMembersFindEachOtherAndTalk() throws IOException {
        assumeTrue(multicastWorks(), "the loopback interface of this machine does not carry multicasts");
        var n1 = cluster.start(settings("n1"));
        var n2 = cluster.start(settings("n2"));
        var n3 = cluster.start(settings("n3"));
        List.of(n1, n2, n3).forEach(node -> node.heard().awaitMembers("[n1#1, n2#1, n3#1]"));

        n3.broadcast("to all");

        n1.heard().awaitMessages(1);
        n2.heard().awaitMessages(1);
        n3.crash();
        n1.heard().awaitMembers("[n1#1, n2#1]");
    }

    private JGroupsSettings settings(String node) {
        return JGroupsSettings.defaults(new Peers.Multicast("127.0.0.1", GROUP, groupPort), new NodeName(node), 1, cluster.key)
                .withPort(LoopbackCluster.freePort()).withFailureDetection(LoopbackCluster.TIMES);
    }

    private boolean multicastWorks() {
        InetSocketAddress group = new InetSocketAddress(InetAddress.ofLiteral(GROUP), groupPort);
        try (MulticastSocket socket = new MulticastSocket(groupPort)) {
            NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            socket.setNetworkInterface(loopback);
            socket.joinGroup(group, loopback);
            socket.setSoTimeout(1000);
            byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(probe, probe.length, group));
            socket.receive(new DatagramPacket(new byte[10], 10));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
