package io.systole.core.node;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.BadMessage;
import io.systole.core.peer.Letter;
import io.systole.core.peer.PeerCodec;
import io.systole.core.peer.PeerMessage;
import io.systole.core.spi.ClusterTransport;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes messages for the transport, and opens those that come. Each has a number, greater than those before it, so one that comes a second
 * time is known and dropped: an order to stop something must not be carried out again after it was started anew. The transport promises
 * that as well; this is the second lock on the door.
 */
final class Post {
    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    private final ClusterTransport transport;
    /** The number of the last message of each member; those of a new daemon begin anew. */
    private final SortedMap<NodeName, Heard> heard = new TreeMap<>();
    /** The message written last, and who has got it: one patch goes to many, and is written once. */
    private PeerMessage last;
    private byte[] lastBytes;
    private final SortedSet<NodeName> lastTo = new TreeSet<>();
    private long sent;
    private long bad;

    private record Heard(Member member, long number) {}

    Post(ClusterTransport transport) {
        this.transport = transport;
    }

    void send(NodeName to, PeerMessage message) {
        transport.send(to, written(to, message));
    }

    void broadcast(PeerMessage message) {
        last = null;
        transport.broadcast(PeerCodec.encode(message, ++sent));
    }

    private byte[] written(NodeName to, PeerMessage message) {
        if (message != last || !lastTo.add(to)) {
            lastBytes = PeerCodec.encode(message, ++sent);
            last = message;
            lastTo.clear();
            lastTo.add(to);
        }
        return lastBytes;
    }

    /** Who is here now. */
    void members(Collection<Member> members) {
        heard.values().removeIf(one -> !members.contains(one.member()));
        members.forEach(member -> heard.putIfAbsent(member.name(), new Heard(member, 0)));
    }

    /** The message in these bytes; empty if it makes no sense, or came before. */
    Optional<PeerMessage> open(NodeName from, byte[] bytes) {
        try {
            Letter letter = PeerCodec.open(bytes);
            return isNew(from, letter.number()) ? Optional.of(letter.message()) : Optional.empty();
        } catch (BadMessage refused) {
            bad++;
            LOG.warn("bad message number {} dropped, from {}: {}", bad, from, refused.getMessage());
            return Optional.empty();
        }
    }

    private boolean isNew(NodeName from, OptionalLong number) {
        Heard last = heard.get(from);
        if (last == null || number.isEmpty()) {
            return true;
        }
        if (number.getAsLong() <= last.number()) {
            LOG.debug("message {} of {} came before and is dropped", number.getAsLong(), from);
            return false;
        }
        heard.put(from, new Heard(last.member(), number.getAsLong()));
        return true;
    }

    /** How many messages made no sense. */
    long bad() {
        return bad;
    }
}
