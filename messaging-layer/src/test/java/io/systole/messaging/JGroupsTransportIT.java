package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members of one cluster on the loopback network. */
@Timeout(60)
final class JGroupsTransportIT {
    private final LoopbackCluster cluster = new LoopbackCluster();

    @AfterEach
    void leave() {
        cluster.close();
    }

    @Test
    void threeMembersSeeEachOther() {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 7);

        var n3 = cluster.start("n3", 2);

        for (var node : List.of(n1, n2, n3)) {
            node.heard().awaitMembers("[n1#1, n2#7, n3#2]");
        }
        assertEquals("[n1#1]", n1.heard().memberships().getFirst());
    }

    @Test
    void membersThatStartAtTheSameMomentEndUpInOneCluster() {
        var nodes = List.of("n1", "n2", "n3").stream().map(name -> cluster.prepare(cluster.settings(name, 1))).toList();

        nodes.forEach(node -> Thread.ofVirtual().start(() -> node.transport().start(node.heard())));

        nodes.forEach(node -> node.heard().awaitMembers("[n1#1, n2#1, n3#1]"));
    }

    @Test
    void messagesOfOneSenderArriveInOrder() {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        n1.heard().awaitMembers("[n1#1, n2#1]");

        IntStream.range(0, 500).forEach(i -> n1.send("n2", "m" + i));

        n2.heard().awaitMessages(500);
        assertEquals(IntStream.range(0, 500).mapToObj(i -> "n1: m" + i).toList(), n2.heard().messages());
    }

    @Test
    void broadcastReachesAllButTheSender() {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        var n3 = cluster.start("n3", 1);
        n1.heard().awaitMembers("[n1#1, n2#1, n3#1]");
        n2.heard().awaitMembers("[n1#1, n2#1, n3#1]");

        n1.broadcast("to all");
        n1.send("n1", "to myself");

        n2.heard().awaitMessages(1);
        n3.heard().awaitMessages(1);
        n1.heard().awaitMessages(1);
        assertEquals(List.of("n1: to all"), n2.heard().messages());
        assertEquals(List.of("n1: to myself"), n1.heard().messages());
    }

    @Test
    void tenMegabytesArriveWhole() {
        byte[] big = new byte[10_000_000];
        new Random(5).nextBytes(big);
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        var n3 = cluster.start("n3", 1);
        n1.heard().awaitMembers("[n1#1, n2#1, n3#1]");

        n1.transport().broadcast(big);
        n1.transport().send(new NodeName("n2"), big);

        n2.heard().awaitMessages(2);
        n3.heard().awaitMessages(1);
        assertArrayEquals(big, n2.heard().bodies().get(0));
        assertArrayEquals(big, n2.heard().bodies().get(1));
        assertArrayEquals(big, n3.heard().bodies().get(0));
    }

    @Test
    void aMemberThatLeavesIsGoneAtOnce() {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");
        long begin = System.nanoTime();

        n1.transport().close();

        n2.heard().awaitMembers("[n2#1]");
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertTrue(millis < LoopbackCluster.TIMES.deadTime().toMillis(), "leaving took " + millis + " ms");
    }

    @Test
    void aPartitionSplitsAndTheMergeIsTold() {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        var n3 = cluster.start("n3", 1);
        for (var node : List.of(n1, n2, n3)) {
            node.heard().awaitMembers("[n1#1, n2#1, n3#1]");
        }
        n1.cutFrom(n2, n3);
        n2.cutFrom(n1);
        n3.cutFrom(n1);
        n1.heard().awaitMembers("[n1#1]");
        n2.heard().awaitMembers("[n2#1, n3#1]");
        n3.heard().awaitMembers("[n2#1, n3#1]");

        for (var node : List.of(n1, n2, n3)) {
            node.mend();
        }

        for (var node : List.of(n1, n2, n3)) {
            node.heard().awaitMembership("merged [n1#1, n2#1, n3#1]");
            assertEquals(n2.address(), node.transport().channel().getView().getCoord(), "the larger side leads");
        }
        n1.send("n3", "again");
        n3.heard().awaitMessages(1);
        assertFalse(n3.heard().messages().isEmpty());
    }

    @Test
    void whatWasSentBeforeAPartitionIsNotDeliveredAfterIt() {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");
        n1.cutFrom(n2);
        n2.cutFrom(n1);
        n1.send("n2", "an order from before");
        n1.heard().awaitMembers("[n1#1]");
        n2.heard().awaitMembers("[n2#1]");
        n1.mend();
        n2.mend();
        n1.heard().awaitMembership("merged [n1#1, n2#1]");
        n2.heard().awaitMembership("merged [n1#1, n2#1]");

        n1.send("n2", "after");

        n2.heard().awaitMessages(1);
        assertEquals(List.of("n1: after"), n2.heard().messages());
    }
}
