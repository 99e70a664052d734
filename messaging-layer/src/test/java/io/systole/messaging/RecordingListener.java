package io.systole.messaging;

import io.systole.core.membership.LinkState;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Writes down what a transport tells, and waits until it told something. */
final class RecordingListener implements ClusterTransport.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> memberships = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<Member> displacements = new ArrayList<>();
    private final List<String> linkChanges = new ArrayList<>();
    private String members = "";

    @Override
    public synchronized void onMembership(SortedSet<Member> now, boolean merged) {
        members = now.toString();
        memberships.add((merged ? "merged " : "") + now);
        notifyAll();
    }

    @Override
    public synchronized void onMessage(NodeName from, byte[] message) {
        messages.add(from + ": " + (message.length > 100 ? message.length + " bytes" : new String(message, StandardCharsets.UTF_8)));
        bodies.add(message);
        notifyAll();
    }

    @Override
    public synchronized void onLink(LinkState changed) {
        linkChanges.add(changed.sentence());
        notifyAll();
    }

    @Override
    public synchronized void onDisplaced(Member newer) {
        displacements.add(newer);
        notifyAll();
    }

    synchronized List<String> memberships() {
        return List.copyOf(memberships);
    }

    synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    synchronized List<String> linkChanges() {
        return List.copyOf(linkChanges);
    }

    synchronized List<byte[]> bodies() {
        return List.copyOf(bodies);
    }

    synchronized List<Member> displacements() {
        return List.copyOf(displacements);
    }

    synchronized String members() {
        return members;
    }

    /** Waits until the members are, in the form {@code [n1#1, n2#1]}. */
    void awaitMembers(String expected) {
        await("members " + expected, self -> self.members.equals(expected));
    }

    void awaitMembership(String expected) {
        await("a membership " + expected, self -> self.memberships.contains(expected));
    }

    void awaitMessages(int count) {
        await(count + " messages", self -> self.messages.size() >= count);
    }

    void awaitLinkChange(String sentence) {
        await("the sentence: " + sentence, self -> self.linkChanges.contains(sentence));
    }

    void awaitDisplacement() {
        await("to be displaced", self -> !self.displacements.isEmpty());
    }

    /** Waits for something that nobody announces; looks often. */
    static void awaitTrue(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited for " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private synchronized void await(String what, Predicate<RecordingListener> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.test(this)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("waited for " + what + ", but memberships were " + memberships
                            + ", links " + linkChanges + " and messages "
                            + messages.stream().limit(20).toList());
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
