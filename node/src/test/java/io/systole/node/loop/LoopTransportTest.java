package io.systole.node.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LoopTransportTest {
    private static final NodeName OTHER = new NodeName("n2");

    @Test
    void whatHappensBeforeTheNodeListensIsToldWhenItDoesAndInOrder() {
        var wire = new Wire();
        var heard = new ArrayList<String>();
        try (var loop = new NodeLoop(bug -> {
            throw new AssertionError(bug);
        })) {
            var early = new LoopTransport(wire, loop);
            early.connect();
            wire.listener.onMembership(new TreeSet<>(List.of(new Member(OTHER, 3))), false);
            loop.ask(() -> {
                wire.listener.onMessage(OTHER, new byte[] {1});
                early.start(listener(heard));
                return true;
            }).join();
            wire.listener.onMessage(OTHER, new byte[] {2});
            loop.ask(() -> true).join();
        }

        assertEquals(List.of("members [n2#3]", "message 1", "message 2"), heard);
    }

    private static ClusterTransport.Listener listener(List<String> heard) {
        return new ClusterTransport.Listener() {
            @Override
            public void onMembership(SortedSet<Member> members, boolean merged) {
                heard.add("members " + members);
            }

            @Override
            public void onMessage(NodeName from, byte[] message) {
                heard.add("message " + message[0]);
            }
        };
    }

    /** Remembers who listens. */
    private static final class Wire implements ClusterTransport {
        private Listener listener;

        @Override
        public void start(Listener hears) {
            listener = hears;
        }

        @Override
        public void send(NodeName to, byte[] message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void broadcast(byte[] message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
