package io.systole.core.spi;

import io.systole.core.membership.LinkReport;
import io.systole.core.membership.LinkState;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * The way to the other nodes: who is reachable, and messages to them.
 *
 * <p>Guarantees: messages from one sender to one receiver arrive in order and at most once while both stay in the
 * membership; a message may be lost when the membership changes. Nothing is promised about the order of messages of
 * different senders, nor of messages against membership changes. Peers that do not have the cluster key are neither
 * members nor heard.
 *
 * <p>No method blocks on the network or throws for a remote failure: silence plus a timer is the caller's answer.
 * The listener is called on a thread of the transport, one call at a time; it must hand over and return at once.
 */
public interface ClusterTransport extends AutoCloseable {
    /**
     * Joins the cluster and begins to call the listener; the first call is a membership that contains at least this node.
     *
     * @throws java.io.UncheckedIOException if the local address or port cannot be used; the message names it
     */
    void start(Listener listener);

    /** Sends to one member. Sending to a node that is not a member does nothing; sending to oneself is delivered too. */
    void send(NodeName to, byte[] message);

    /** Sends to every member except this one. */
    void broadcast(byte[] message);

    /**
     * Whether the daemon of this former member ended while its host went on answering: what it had started may run on there,
     * and a new daemon may come soon. False if the host is silent, or if that cannot be known.
     */
    default boolean endedAlone(Member former) {
        return false;
    }

    /** What is known of the networks to the other nodes; nothing if the transport has no notion of them. */
    default LinkReport links() {
        return LinkReport.NONE;
    }

    /**
     * Gives all members, and an arbitrator if there is one, a new key of the cluster.
     *
     * @param force whether to go on without an arbitrator that does not take it
     * @param done hears once, maybe seconds later, what came of it
     */
    default void changeKey(boolean force, Consumer<KeyOutcome> done) {
        done.accept(new KeyOutcome(false, "the transport of this cluster has no key"));
    }

    /**
     * What came of a change of the key.
     *
     * @param changed whether all members have the new key on disk and use it; else all have the old one
     * @param message why nothing was changed, or what is left for people to do; empty if there is nothing to say
     */
    record KeyOutcome(boolean changed, String message) {}

    /** Leaves in an orderly way, so that the others need not wait for a timeout. Calling it twice is allowed. */
    @Override
    void close();

    /** Hears what happens on the cluster's wire. */
    interface Listener {
        /**
         * The members have changed. Of two members with one name only the one with the greater incarnation is given.
         *
         * @param members all members, this node included
         * @param merged true if this node was cut off from some of them until now, so that both sides may have acted
         */
        void onMembership(SortedSet<Member> members, boolean merged);

        /** A message from a member (never from a process without the cluster key). */
        void onMessage(NodeName from, byte[] message);

        /**
         * A link to a living node was lost or has come back; the node itself stays a member as long as one link is left.
         * The default does nothing, for transports that have no notion of links.
         */
        default void onLink(LinkState changed) {}

        /**
         * Another daemon has taken over the name of this node: a member of the same name and a greater incarnation is
         * there. This node has left the cluster and hears nothing more; what runs here now belongs to nobody, so the
         * daemon should stop. The default does nothing, for transports in which names cannot collide.
         *
         * @param newer the daemon that counts from now on
         */
        default void onDisplaced(Member newer) {}
    }
}
