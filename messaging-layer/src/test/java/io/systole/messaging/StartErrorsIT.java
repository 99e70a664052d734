package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transport that cannot start says why in one sentence, leaves nothing behind, and calls nobody. */
@Timeout(60)
final class StartErrorsIT {
    private final LoopbackCluster cluster = new LoopbackCluster();

    @AfterEach
    void leave() {
        cluster.close();
    }

    @Test
    void aTakenUdpPortIsNamed() {
        cluster.start("n1", 1);

        String message = refusal(cluster.settings("n1", 2));

        assertEquals("UDP port " + cluster.port + " of 127.0.0.1 is taken: another Systole daemon, or another program, runs on this"
                + " machine (\"ss -lntup sport = :" + cluster.port + "\" shows which); stop it, or choose another port on every node",
                message);
    }

    @Test
    void aTakenTcpPortIsNamedAndTheUdpPortGivenBack() throws IOException {
        String message;
        try (ServerSocket other = new ServerSocket(cluster.port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            message = refusal(cluster.settings("n1", 1));
            assertEquals(cluster.port, other.getLocalPort());
        }

        var second = cluster.start("n1", 2);

        assertEquals("TCP port " + cluster.port + " of 127.0.0.1 is taken", message.substring(0, message.indexOf(':')));
        second.heard().awaitMembers("[n1#2]");
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        assertEquals("the address 192.0.2.77 of this node \"n1\" is not on this machine: correct it in the configuration,"
                + " or bring the network interface up first", refusal(nodes(Map.of("n1", "192.0.2.77", "n2", "127.0.0.2"))));
    }

    @Test
    void anUnknownHostIsNamed() {
        assertEquals("node list: the address \"nowhere.invalid\" of node \"n2\" is unknown: write it as a number, or make the name"
                + " known (DNS, /etc/hosts)", refusal(nodes(Map.of("n1", "127.0.0.1", "n2", "nowhere.invalid"))));
    }

    private JGroupsSettings nodes(Map<String, String> list) {
        TreeMap<NodeName, String> addresses = new TreeMap<>();
        list.forEach((name, address) -> addresses.put(new NodeName(name), address));
        return JGroupsSettings.forNodes(addresses, new NodeName("n1"), 1, cluster.key).withPort(cluster.port);
    }

    private static String refusal(JGroupsSettings settings) {
        try (JGroupsTransport transport = new JGroupsTransport(settings)) {
            RecordingListener heard = new RecordingListener();
            UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> transport.start(heard));
            assertEquals(0, heard.memberships().size());
            return refused.getMessage();
        }
    }
}
