package io.systole.lrm.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The waiting line of one resource: first in, first out, one operation at a time. An operation whose start delay has not
 * passed holds back everything behind it.
 */
final class OperationQueue {
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Optional<Order> running = Optional.empty();

    private record Waiting(Order order, Duration since, Duration readyAt) {
        Waiting with(Order newer) {
            return new Waiting(newer, since, readyAt);
        }
    }

    /** An order that has left the line, and how long it stood there. */
    record Taken(Order order, Duration waited) {}

    void add(Order order, Duration now, Duration startDelay) {
        waiting.addLast(new Waiting(order, now, now.plus(startDelay)));
    }

    /** The order that may run now, if any; it is the running one until {@link #release}. */
    Optional<Taken> take(Duration now) {
        Optional<Taken> head = ready(now);
        head.ifPresent(taken -> {
            waiting.removeFirst();
            running = Optional.of(taken.order());
        });
        return head;
    }

    /** What {@link #take} would give. */
    Optional<Taken> ready(Duration now) {
        if (running.isPresent() || waiting.isEmpty() || waiting.peekFirst().readyAt().compareTo(now) > 0) {
            return Optional.empty();
        }
        Waiting head = waiting.peekFirst();
        return Optional.of(new Taken(head.order(), now.minus(head.since())));
    }

    /** The running order has ended. */
    void release() {
        running = Optional.empty();
    }

    Optional<Order> running() {
        return running;
    }

    boolean isIdle() {
        return running.isEmpty() && waiting.isEmpty();
    }

    /** When the head may run, if only time holds it back. */
    Optional<Duration> readyAt() {
        return running.isPresent() || waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.peekFirst().readyAt());
    }

    /** Puts a newer order in the place of a waiting one; false if the old one does not wait. */
    boolean replace(Order old, Order newer) {
        List<Waiting> line = List.copyOf(waiting);
        waiting.clear();
        line.forEach(entry -> waiting.addLast(entry.order().equals(old) ? entry.with(newer) : entry));
        return line.stream().anyMatch(entry -> entry.order().equals(old));
    }

    /** Takes waiting orders out of the line, in their order. */
    List<Order> remove(Predicate<Order> which) {
        List<Order> removed = new ArrayList<>();
        waiting.removeIf(entry -> which.test(entry.order()) && removed.add(entry.order()));
        return removed;
    }
}
