package io.systole.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ClusterTransport} promises. Passed by the simulated network and by the real one, so that what is
 * proven in simulation holds in production. A subclass says how transports are made, killed and cut off, and how to wait.
 */
public abstract class ClusterTransportContract {
    private static final Member N1 = new Member(new NodeName("n1"), 1);
    private static final Member N2 = new Member(new NodeName("n2"), 1);
    private static final Member N3 = new Member(new NodeName("n3"), 1);

    /** A transport of a cluster common to all transports of this test; not started. */
    protected abstract ClusterTransport transport(Member self);

    /** Ends a transport as a dead machine does: without a word. */
    protected abstract void crash(ClusterTransport transport);

    /** Cuts off these nodes from all others until {@link #heal}. */
    protected abstract void isolate(NodeName node);

    /** Ends all cuts. */
    protected abstract void heal();

    /** Returns when the condition holds; fails with the description if that takes too long. */
    protected abstract void await(String description, BooleanSupplier condition);

    @Test
    void firstMembershipContainsTheNodeItself() {
        var listener = new RecordingListener();

        transport(N1).start(listener);
        await("a membership", () -> !listener.members().isEmpty());

        assertTrue(listener.firstMembers().contains(N1), () -> "" + listener.firstMembers());
    }

    @Test
    void nodesFindEachOther() {
        var one = new RecordingListener();
        var two = new RecordingListener();
        var three = new RecordingListener();

        transport(N1).start(one);
        transport(N2).start(two);
        transport(N3).start(three);

        awaitMembers(one, N1, N2, N3);
        awaitMembers(two, N1, N2, N3);
        awaitMembers(three, N1, N2, N3);
    }

    @Test
    void messagesOfOneSenderArriveOnceAndInOrder() {
        var two = new RecordingListener();
        ClusterTransport sender = pair(new RecordingListener(), two);
        List<String> expected = IntStream.range(0, 200).mapToObj(i -> "n1:" + i).toList();

        for (int i = 0; i < 200; i++) {
            if (i % 2 == 0) {
                sender.send(N2.name(), bytes("" + i));
            } else {
                sender.broadcast(bytes("" + i));
            }
        }
        await("200 messages", () -> two.messages().size() >= 200);

        assertEquals(expected, two.messages());
    }

    @Test
    void broadcastReachesAllOthersButNotTheSender() {
        var one = new RecordingListener();
        var two = new RecordingListener();
        var three = new RecordingListener();
        ClusterTransport sender = transport(N1);
        sender.start(one);
        transport(N2).start(two);
        transport(N3).start(three);
        awaitMembers(one, N1, N2, N3);
        awaitMembers(two, N1, N2, N3);
        awaitMembers(three, N1, N2, N3);

        sender.broadcast(bytes("all"));
        sender.send(N1.name(), bytes("self"));
        await("the messages", () -> two.messages().size() == 1 && three.messages().size() == 1 && !one.messages().isEmpty());

        assertEquals(List.of("n1:self"), one.messages());
        assertEquals(List.of("n1:all"), two.messages());
        assertEquals(List.of("n1:all"), three.messages());
    }

    @Test
    void messageToSomebodyWhoIsNotThereIsDroppedInSilence() {
        var two = new RecordingListener();
        ClusterTransport sender = pair(new RecordingListener(), two);

        sender.send(new NodeName("nobody"), bytes("lost"));
        sender.send(N2.name(), bytes("heard"));
        await("the second message", () -> !two.messages().isEmpty());

        assertEquals(List.of("n1:heard"), two.messages());
    }

    @Test
    void longMessageArrivesWhole() {
        var two = new RecordingListener();
        ClusterTransport sender = pair(new RecordingListener(), two);

        sender.send(N2.name(), new byte[2_000_000]);
        await("the message", () -> !two.messages().isEmpty());

        assertEquals(2_000_000, two.longest());
    }

    @Test
    void orderlyLeaveIsSeenByTheOthers() {
        var one = new RecordingListener();
        var two = new RecordingListener();
        ClusterTransport leaver = pair(one, two);

        leaver.close();
        leaver.close();

        awaitMembers(two, N2);
        assertFalse(two.merged());
    }

    @Test
    void crashIsSeenByTheOthers() {
        var two = new RecordingListener();
        ClusterTransport victim = pair(new RecordingListener(), two);

        crash(victim);

        awaitMembers(two, N2);
    }

    @Test
    void newerIncarnationOfANameReplacesTheOlder() {
        var two = new RecordingListener();
        var reborn = new RecordingListener();
        ClusterTransport victim = pair(new RecordingListener(), two);

        crash(victim);
        transport(new Member(N1.name(), 2)).start(reborn);

        awaitMembers(two, new Member(N1.name(), 2), N2);
        awaitMembers(reborn, new Member(N1.name(), 2), N2);
    }

    @Test
    void endOfACutIsToldAsAMerge() {
        var one = new RecordingListener();
        var two = new RecordingListener();
        pair(one, two);

        isolate(N2.name());
        awaitMembers(one, N1);
        awaitMembers(two, N2);
        heal();

        awaitMembers(one, N1, N2);
        awaitMembers(two, N1, N2);
        await("the word merge on one of the sides", () -> one.merged() || two.merged());
    }

    private ClusterTransport pair(RecordingListener one, RecordingListener two) {
        ClusterTransport first = transport(N1);
        first.start(one);
        transport(N2).start(two);
        awaitMembers(one, N1, N2);
        awaitMembers(two, N1, N2);
        return first;
    }

    private void awaitMembers(RecordingListener listener, Member... members) {
        List<Member> expected = List.of(members);
        await("members " + expected, () -> listener.members().equals(expected));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
