package io.systole.node.rehearsal;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Time and wire of the rehearsal: time goes on only when nothing is left to do now, and everything happens on the thread that calls
 * {@link #playUntil}.
 */
final class Stage implements Timers {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Instant begin;
    private final PriorityQueue<Act> acts = new PriorityQueue<>();
    private final SortedMap<NodeName, StageTransport> players = new TreeMap<>();
    private long now;
    private long number;

    Stage(Instant begin) {
        this.begin = begin;
    }

    Duration elapsed() {
        return Duration.ofNanos(now);
    }

    Instant clock() {
        return begin.plusNanos(now);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var act = new Act(now + Math.max(0, delay.toNanos()), number++, task);
        acts.add(act);
        return () -> acts.remove(act);
    }

    /** Plays on until this is so; false if it did not come to that in two minutes of virtual time. */
    boolean playUntil(BooleanSupplier so) {
        long end = now + LONGEST.toNanos();
        while (!so.getAsBoolean()) {
            if (acts.isEmpty() || acts.peek().at > end) {
                return false;
            }
            Act next = acts.poll();
            now = Math.max(now, next.at);
            next.task.run();
        }
        return true;
    }

    /** Comes on, and everybody is told who is here. */
    void enter(StageTransport player) {
        players.put(player.self().name(), player);
        tellMembership();
    }

    void leave(StageTransport player) {
        if (players.remove(player.self().name(), player)) {
            tellMembership();
        }
    }

    private void tellMembership() {
        SortedSet<Member> members = new TreeSet<>();
        players.values().forEach(player -> members.add(player.self()));
        players.values().forEach(player -> after(Duration.ZERO, () -> player.members(Collections.unmodifiableSortedSet(members))));
    }

    void carry(NodeName from, NodeName to, byte[] message) {
        after(Duration.ZERO, () -> {
            StageTransport player = players.get(to);
            if (player != null) {
                player.message(from, message);
            }
        });
    }

    void carryToOthers(NodeName from, byte[] message) {
        players.keySet().stream().filter(player -> !player.equals(from)).forEach(player -> carry(from, player, message));
    }

    private record Act(long at, long number, Runnable task) implements Comparable<Act> {
        @Override
        public int compareTo(Act other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }
}
