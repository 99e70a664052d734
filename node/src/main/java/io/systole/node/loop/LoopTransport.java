package io.systole.node.loop;

import io.systole.core.membership.LinkReport;
import io.systole.core.membership.LinkState;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.util.SortedSet;
import java.util.function.Consumer;

/** A transport whose listener is called on the node's loop. */
public final class LoopTransport implements ClusterTransport {
    private final ClusterTransport transport;
    private final NodeLoop loop;

    /** Brings this transport's callbacks onto this loop. */
    public LoopTransport(ClusterTransport transport, NodeLoop loop) {
        this.transport = transport;
        this.loop = loop;
    }

    @Override
    public void start(Listener listener) {
        transport.start(new Listener() {
            @Override
            public void onMembership(SortedSet<Member> members, boolean merged) {
                loop.post(() -> listener.onMembership(members, merged));
            }

            @Override
            public void onMessage(NodeName from, byte[] message) {
                loop.post(() -> listener.onMessage(from, message));
            }

            @Override
            public void onLink(LinkState changed) {
                loop.post(() -> listener.onLink(changed));
            }

            @Override
            public void onDisplaced(Member newer) {
                loop.post(() -> listener.onDisplaced(newer));
            }
        });
    }

    @Override
    public void send(NodeName to, byte[] message) {
        transport.send(to, message);
    }

    @Override
    public void broadcast(byte[] message) {
        transport.broadcast(message);
    }

    @Override
    public boolean endedAlone(Member former) {
        return transport.endedAlone(former);
    }

    @Override
    public void changeKey(Consumer<String> done) {
        transport.changeKey(problem -> loop.post(() -> done.accept(problem)));
    }

    @Override
    public LinkReport links() {
        return transport.links();
    }

    @Override
    public void close() {
        transport.close();
    }
}
