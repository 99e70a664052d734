package io.systole.core.simulation;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.BadMessage;
import io.systole.core.peer.PeerCodec;
import io.systole.core.peer.PeerMessage;
import io.systole.core.spi.ClusterTransport;
import java.util.SortedSet;

/**
 * A transport on which somebody listens and may change what is sent to one member and what arrives; broadcasts go out unheard. What
 * passes has no number any more, so that what is held back or said twice is not taken for a message that came before.
 */
class WireTap implements ClusterTransport {
    private final ClusterTransport real;
    private Listener listener;

    WireTap(ClusterTransport real) {
        this.real = real;
    }

    /** Something is to be sent; the default sends it. */
    void leaves(NodeName to, PeerMessage message) {
        forward(to, message);
    }

    /** Something has arrived; the default hands it over. */
    void arrives(NodeName from, PeerMessage message) {
        hand(from, message);
    }

    final void forward(NodeName to, PeerMessage message) {
        real.send(to, PeerCodec.encode(message));
    }

    final void hand(NodeName from, PeerMessage message) {
        listener.onMessage(from, PeerCodec.encode(message));
    }

    @Override
    public void start(Listener heard) {
        listener = heard;
        real.start(new Listener() {
            @Override
            public void onMembership(SortedSet<Member> members, boolean merged) {
                heard.onMembership(members, merged);
            }

            @Override
            public void onMessage(NodeName from, byte[] message) {
                arrives(from, decode(message));
            }

            @Override
            public void onDisplaced(Member newer) {
                heard.onDisplaced(newer);
            }
        });
    }

    @Override
    public final void send(NodeName to, byte[] message) {
        leaves(to, decode(message));
    }

    @Override
    public final void broadcast(byte[] message) {
        real.broadcast(message);
    }

    @Override
    public final boolean endedAlone(Member former) {
        return real.endedAlone(former);
    }

    @Override
    public final void close() {
        real.close();
    }

    private static PeerMessage decode(byte[] message) {
        try {
            return PeerCodec.decode(message);
        } catch (BadMessage bad) {
            throw new AssertionError(bad);
        }
    }
}
