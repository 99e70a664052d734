package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.membership.LinkState;
import io.systole.core.membership.NodeName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two loopback networks, 127.0.0.0/24 and 127.0.1.0/24; what needs cables to be cut is in {@link LinkCutIT}. */
@Timeout(60)
final class RedundantLinksIT {
    private final LoopbackCluster cluster = new LoopbackCluster();

    @AfterEach
    void leave() {
        cluster.close();
    }

    private JGroupsSettings settings(String node, String secondOfN2) {
        SortedMap<NodeName, List<String>> nodes = new TreeMap<>();
        nodes.put(new NodeName("n1"), List.of("127.0.0.1", "127.0.1.1"));
        nodes.put(new NodeName("n2"), List.of("127.0.0.2", secondOfN2));
        return JGroupsSettings.defaults(new Peers.NodeList(nodes), new NodeName(node), 1, cluster.key).withPort(cluster.port)
                .withFailureDetection(LoopbackCluster.TIMES);
    }

    @Test
    void everyMessageComesOnceAlthoughEveryDatagramComesTwice() {
        var n1 = cluster.start(settings("n1", "127.0.1.2"));
        var n2 = cluster.start(settings("n2", "127.0.1.2"));
        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");

        for (int i = 0; i < 200; i++) {
            n1.broadcast("m" + i);
        }
        n1.transport().broadcast(new byte[300_000]);

        n2.heard().awaitMessages(201);
        assertEquals(201, n2.heard().messages().size());
        assertEquals("n1: m199", n2.heard().messages().get(199));
        RecordingListener.awaitTrue("copies", () -> n2.transport().links().dropped().get("copies") > 20);
        assertEquals(0, n2.transport().refusedDatagrams().get("replayed"));
        RecordingListener.awaitTrue("two links up", () -> n1.transport().links().links().stream()
                .filter(link -> link.status() == LinkState.Status.UP).count() == 2);
        assertEquals(List.of(), n1.heard().linkChanges());
    }

    @Test
    void aLinkWhoseAddressIsNotThereKeepsNobodyFromJoining() {
        var n1 = cluster.start(settings("n1", "192.0.2.77"));
        var n2 = cluster.start(settings("n2", "192.0.2.77"));

        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");

        n2.heard().awaitLinkChange("link 2 to n1 (192.0.2.77 to 127.0.1.1) is down:"
                + " nothing was ever heard over it (192.0.2.77 is not on this machine)");
        n2.crash();
        n1.heard().awaitMembers("[n1#1]");
    }
}
