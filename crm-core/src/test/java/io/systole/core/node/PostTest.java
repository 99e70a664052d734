package io.systole.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerCodec;
import io.systole.core.peer.PeerMessage;
import io.systole.core.spi.ClusterTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostTest {
    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");

    private final List<byte[]> sent = new ArrayList<>();
    private final Post sender = sender();
    private final Post receiver = new Post(new Wire(new ArrayList<>()));

    private Post sender() {
        return new Post(new Wire(sent));
    }

    @Test
    void aMessageThatComesTwiceIsReadOnce() {
        receiver.members(List.of(new Member(N1, 1), new Member(N2, 1)));
        sender.send(N2, new PeerMessage.Leave(5));
        sender.broadcast(new PeerMessage.Resign(5));

        assertEquals(Optional.of(new PeerMessage.Leave(5)), receiver.open(N1, sent.getFirst()));
        assertEquals(Optional.of(new PeerMessage.Resign(5)), receiver.open(N1, sent.getLast()));
        assertEquals(Optional.empty(), receiver.open(N1, sent.getFirst()));
        assertEquals(Optional.empty(), receiver.open(N1, sent.getLast()));
        assertEquals(0, receiver.bad());
    }

    @Test
    void aMessageToSeveralIsWrittenOnceAndNeverAfterALaterOne() {
        NodeName n3 = new NodeName("n3");
        var order = new PeerMessage.Leave(5);
        sender.send(N2, order);
        sender.send(n3, order);
        sender.broadcast(new PeerMessage.Resign(5));
        sender.send(N1, order);
        sender.send(N1, order);

        assertSame(sent.get(0), sent.get(1));
        receiver.members(List.of(new Member(N1, 1)));
        for (byte[] each : sent.subList(1, 5)) {
            assertTrue(receiver.open(N1, each).isPresent());
        }
    }

    @Test
    void anotherDaemonOfTheSameNodeBeginsAnew() {
        receiver.members(List.of(new Member(N1, 1), new Member(N2, 1)));
        sender.send(N2, new PeerMessage.Leave(5));
        receiver.open(N1, sent.getFirst());

        receiver.members(List.of(new Member(N1, 2), new Member(N2, 1)));
        sender().send(N2, new PeerMessage.Leave(6));

        assertEquals(Optional.of(new PeerMessage.Leave(6)), receiver.open(N1, sent.getLast()));
    }

    @Test
    void aBuildThatDoesNotNumberItsMessagesIsHeard() {
        receiver.members(List.of(new Member(N1, 1)));
        byte[] plain = PeerCodec.encode(new PeerMessage.Leave(5));

        assertEquals(Optional.of(new PeerMessage.Leave(5)), receiver.open(N1, plain));
        assertEquals(Optional.of(new PeerMessage.Leave(5)), receiver.open(N1, plain));
    }

    @Test
    void bytesThatAreNoMessageAreCountedAndDropped() {
        receiver.members(List.of(new Member(N1, 1)));

        assertEquals(Optional.empty(), receiver.open(N1, new byte[] {1, 2}));
        assertEquals(1, receiver.bad());
    }

    private record Wire(List<byte[]> sent) implements ClusterTransport {
        @Override
        public void start(Listener listener) {}

        @Override
        public void send(NodeName to, byte[] message) {
            sent.add(message);
        }

        @Override
        public void broadcast(byte[] message) {
            sent.add(message);
        }

        @Override
        public void close() {}
    }
}
