package io.systole.node.loop;

import io.systole.core.membership.LinkReport;
import io.systole.core.membership.LinkState;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * A transport whose listener is called on the node's loop. Joining takes about a second, for which the loop must not stand still: the
 * owner {@link #connect connects} on another thread before the node starts.
 */
public final class LoopTransport implements ClusterTransport {
    private final ClusterTransport transport;
    private final NodeLoop loop;
    /** What happened before there was a listener. Both only on the loop. */
    private final Deque<Consumer<Listener>> untold = new ArrayDeque<>();
    private Listener listener;

    /** Brings this transport's callbacks onto this loop. */
    public LoopTransport(ClusterTransport transport, NodeLoop loop) {
        this.transport = transport;
        this.loop = loop;
    }

    /**
     * Joins the cluster, on the calling thread, which must not be the loop. What happens there waits for {@link #start}.
     *
     * @throws java.io.UncheckedIOException if the local address or port cannot be used
     */
    public void connect() {
        transport.start(new Listener() {
            @Override
            public void onMembership(SortedSet<Member> members, boolean merged) {
                tell(node -> node.onMembership(members, merged));
            }

            @Override
            public void onMessage(NodeName from, byte[] message) {
                tell(node -> node.onMessage(from, message));
            }

            @Override
            public void onLink(LinkState changed) {
                tell(node -> node.onLink(changed));
            }

            @Override
            public void onDisplaced(Member newer) {
                tell(node -> node.onDisplaced(newer));
            }
        });
    }

    private void tell(Consumer<Listener> what) {
        loop.post(() -> {
            untold.add(what);
            catchUp();
        });
    }

    private void catchUp() {
        while (listener != null && !untold.isEmpty()) {
            untold.removeFirst().accept(listener);
        }
    }

    /** Lets the listener hear what has happened since {@link #connect}, and all that will; to be called on the loop. */
    @Override
    public void start(Listener hears) {
        listener = hears;
        loop.post(this::catchUp);
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
    public void changeKey(boolean force, Consumer<KeyOutcome> done) {
        transport.changeKey(force, outcome -> loop.post(() -> done.accept(outcome)));
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
