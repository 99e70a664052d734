package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What processes without the cluster key can do: nothing. */
@Timeout(60)
final class StrangersIT {
    private static final InetAddress N1 = InetAddress.ofLiteral("127.0.0.1");

    private final LoopbackCluster cluster = new LoopbackCluster();

    @AfterEach
    void leave() {
        cluster.close();
    }

    @Test
    void aNodeWithAnotherKeyStaysAlone() {
        var n1 = cluster.start("n1", 1);
        JGroupsSettings right = cluster.settings("n2", 1);
        var wrong = new JGroupsSettings(right.clusterName(), right.localNode(), 1, right.port(), right.peers(),
                right.failureDetection(), ClusterKey.generate());

        var stranger = cluster.start(wrong);

        stranger.transport().broadcast("hear me".getBytes(StandardCharsets.UTF_8));
        RecordingListener.awaitTrue("refusals", () -> n1.transport().refusedDatagrams().get("other_key") >= 5
                && stranger.transport().refusedDatagrams().get("other_key") >= 2);
        stranger.heard().awaitMembers("[n2#1]");
        assertEquals(List.of("[n1#1]"), n1.heard().memberships());
        assertTrue(n1.heard().messages().isEmpty());
    }

    @Test
    void aNodeOfAnotherClusterWithTheSameKeyStaysAlone() {
        var n1 = cluster.start("n1", 1);

        var stranger = cluster.start(cluster.settings("n2", 1).withClusterName("other"));

        RecordingListener.awaitTrue("refusals", () -> n1.transport().refusedDatagrams().get("other_key") >= 5);
        stranger.heard().awaitMembers("[n2#1]");
        assertEquals(List.of("[n1#1]"), n1.heard().memberships());
    }

    @Test
    void garbageIsCountedAndChangesNothing() throws IOException {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");
        Random random = new Random(7);
        Sealer ours = new Sealer(cluster.key, "datagram", JGroupsSettings.DEFAULT_CLUSTER_NAME);
        byte[] forged = ours.seal(new byte[100], 0, 100);
        forged[60] ^= 1;

        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 200; i++) {
                byte[] noise = new byte[i];
                random.nextBytes(noise);
                send(socket, noise);
            }
            send(socket, forged);
            send(socket, Arrays.copyOf(forged, 50));
            send(socket, new byte[20_000]);
            byte[] authentic = ours.seal(new byte[0], 0, 0);
            for (int i = 0; i < 4; i++) {
                send(socket, authentic);
            }
        }

        RecordingListener.awaitTrue("refusals",
                () -> n1.transport().refusedDatagrams().values().stream().mapToLong(Long::longValue).sum() >= 206);
        assertEquals(2, n1.transport().refusedDatagrams().get("forged"));
        assertEquals(1, n1.transport().refusedDatagrams().get("oversize"));
        assertEquals(3, n1.transport().refusedDatagrams().get("replayed"));
        n2.send("n1", "still here");
        n1.heard().awaitMessages(1);
        assertEquals(List.of("n2: still here"), n1.heard().messages());
        assertEquals("[n1#1, n2#1]", n1.heard().members());
    }

    @Test
    void strangersOnTheProcessWatchAreCutOff() throws IOException {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");

        for (int i = 0; i < 50; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(N1, cluster.port), 2000);
                if (i % 2 == 0) {
                    socket.getOutputStream().write(new byte[Hello.SEALED_LENGTH]);
                }
            }
        }

        RecordingListener.awaitTrue("refusals", () -> n1.transport().refusedDatagrams().get("other_version") > 0);
        n2.crash();
        long begin = System.nanoTime();
        n1.heard().awaitMembers("[n1#1]");
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertTrue(millis < LoopbackCluster.TIMES.deadTime().toMillis(), "the watch still works: " + millis + " ms");
        assertEquals(List.of("[n1#1]", "[n1#1, n2#1]", "[n1#1]"), n1.heard().memberships());
    }

    private void send(DatagramSocket socket, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, N1, cluster.port));
    }
}
