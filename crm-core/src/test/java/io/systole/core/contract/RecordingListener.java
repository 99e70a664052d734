package io.systole.core.contract;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Remembers what a transport told; may be asked from another thread than the transport's. */
public final class RecordingListener implements ClusterTransport.Listener {
    private final List<SortedSet<Member>> memberships = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private boolean merged;
    private int longest;

    @Override
    public synchronized void onMembership(SortedSet<Member> members, boolean afterSplit) {
        memberships.add(new TreeSet<>(members));
        merged |= afterSplit;
    }

    @Override
    public synchronized void onMessage(NodeName from, byte[] message) {
        messages.add(from + ":" + (message.length > 100 ? "long" : new String(message, StandardCharsets.UTF_8)));
        longest = Math.max(longest, message.length);
    }

    /** The members of the newest membership; empty if none was told yet. */
    public synchronized List<Member> members() {
        return memberships.isEmpty() ? List.of() : List.copyOf(memberships.getLast());
    }

    /** The members of the first membership. */
    public synchronized List<Member> firstMembers() {
        return memberships.isEmpty() ? List.of() : List.copyOf(memberships.getFirst());
    }

    /** {@code sender:text} of each message in the order of arrival. */
    public synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    /** Size of the longest message. */
    public synchronized int longest() {
        return longest;
    }

    /** True if a membership was called a merge. */
    public synchronized boolean merged() {
        return merged;
    }
}
