package io.systole.core.simulation;

import io.systole.core.membership.Feature;
import io.systole.core.membership.FeatureLevels;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.BadMessage;
import io.systole.core.peer.FutureWire;
import io.systole.core.peer.Needed;
import io.systole.core.peer.PeerCodec;
import io.systole.core.peer.PeerMessage;
import io.systole.core.spi.ClusterTransport;
import java.util.SortedSet;

/**
 * The wire of a daemon of an older or newer build. An older one refuses to hear what its build did not know, so that a test fails in
 * which a newer one says it; a newer one puts fields into all messages and says things that nobody else knows.
 */
final class BuildOfItsTime implements ClusterTransport {
    private final ClusterTransport real;
    private final FeatureLevels levels;

    BuildOfItsTime(ClusterTransport real, FeatureLevels levels) {
        this.real = real;
        this.levels = levels;
    }

    @Override
    public void start(Listener listener) {
        real.start(new Listener() {
            @Override
            public void onMembership(SortedSet<Member> members, boolean merged) {
                listener.onMembership(members, merged);
            }

            @Override
            public void onMessage(NodeName from, byte[] message) {
                hear(message);
                listener.onMessage(from, message);
            }

            @Override
            public void onDisplaced(Member newer) {
                listener.onDisplaced(newer);
            }
        });
    }

    private void hear(byte[] bytes) {
        PeerMessage message = decode(bytes);
        Needed.by(message).map(Feature::since).filter(since -> since > levels.newest()).ifPresent(since -> {
            throw new AssertionError("a build of level " + levels + " was sent something of level " + since + ": " + message);
        });
    }

    @Override
    public void send(NodeName to, byte[] message) {
        if (newer()) {
            if (decode(message) instanceof PeerMessage.Beat beat) {
                real.send(to, FutureWire.unknown(beat.term()));
                real.send(to, FutureWire.unknownFencing());
            }
            real.send(to, FutureWire.withMore(message));
        } else {
            real.send(to, message);
        }
    }

    @Override
    public void broadcast(byte[] message) {
        real.broadcast(newer() ? FutureWire.withMore(message) : message);
    }

    private boolean newer() {
        return levels.newest() > 1;
    }

    @Override
    public boolean endedAlone(Member former) {
        return real.endedAlone(former);
    }

    @Override
    public void close() {
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
