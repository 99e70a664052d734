package io.systole.lrm.queue;

import io.systole.core.operation.OperationKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All operations of one resource: the line of those that wait, the one that runs, and those that rest until their interval ends. */
final class ResourceLane {
    private final long number;
    private final OperationQueue queue = new OperationQueue();
    private final RecurringSchedule recurring = new RecurringSchedule();
    /** Set when the running order is no longer wanted: what will be reported at its end. */
    private Optional<Step.ReportCancelled> cancellation = Optional.empty();

    /** How many agents that are nobody's order are at work on the resource. */
    private int strangers;

    /** An empty lane; the number tells the order in which lanes were made. */
    ResourceLane(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    /** An agent that is nobody's order is at work, or has ended: until then nothing begins. */
    void strangers(int more) {
        strangers += more;
    }

    List<Step> accept(Order order, Duration firstDelay, Duration now) {
        List<Step> steps = new ArrayList<>();
        if (!order.key().recurring()) {
            if (order.changesState()) {
                steps.addAll(endRecurring("ended by " + order.key().operation() + " of the same resource"));
            }
            queue.add(order, now, firstDelay);
            return steps;
        }
        switch (recurring.admit(order)) {
            case RecurringSchedule.Admission.First() -> {
                queue.add(order, now, firstDelay);
                if (firstDelay.compareTo(FirstRun.TOO_FAR) > 0) {
                    steps.add(new Step.ReportDelayed(order, firstDelay));
                }
            }
            case RecurringSchedule.Admission.Kick() -> queue.add(order, now, Duration.ZERO);
            case RecurringSchedule.Admission.Supersede(Order older) -> {
                if (!queue.replace(older, order)) {
                    // The older one runs: its end is reported to nobody, the new one runs right after it.
                    queue.add(order, now, Duration.ZERO);
                }
            }
        }
        return steps;
    }

    /** Ends a recurring operation; nothing is returned to report if there is none. */
    List<Step> cancel(OperationKey key, String transitionKey) {
        Optional<Order> found = recurring.find(key);
        recurring.remove(key);
        return found.map(order -> end(order, transitionKey, "")).orElse(List.of());
    }

    List<Step> endRecurring(String reason) {
        return recurring.removeAll().stream().flatMap(order -> end(order, order.request().transitionKey(), reason).stream()).toList();
    }

    /** Ends everything; a one-shot operation that runs is left to end, but its outcome counts for nothing. */
    List<Step> forget(String reason) {
        List<Step> steps = new ArrayList<>(endRecurring(reason));
        queue.running().filter(order -> cancellation.isEmpty() && !order.key().recurring())
                .ifPresent(order -> cancellation = Optional.of(new Step.ReportCancelled(order, order.request().transitionKey(), reason)));
        steps.addAll(dropWaiting(reason));
        return steps;
    }

    /** Reports all orders that wait in the line as cancelled. */
    List<Step> dropWaiting(String reason) {
        return queue.remove(order -> true).stream()
                .<Step>map(order -> new Step.ReportCancelled(order, order.request().transitionKey(), reason)).toList();
    }

    /** Ends recurring operations without a word, for a daemon that goes: what runs is left to end. */
    List<Step> close(String reason) {
        List<Order> resting = recurring.removeAll();
        queue.remove(resting::contains);
        return dropWaiting(reason);
    }

    private List<Step> end(Order order, String transitionKey, String reason) {
        var report = new Step.ReportCancelled(order, transitionKey, reason);
        queue.remove(order::equals);
        // With a cancellation under way, the running order is an older one of the same key, and has its own report coming.
        Optional<Order> runs = cancellation.isPresent() ? Optional.empty()
                : queue.running().filter(running -> running.key().equals(order.key()));
        if (runs.isEmpty()) {
            return List.of(report);
        }
        cancellation = Optional.of(report);
        return List.of(new Step.Kill(runs.get()));
    }

    /** The running agent has ended. */
    List<Step> ended(Order order, Outcome outcome, Duration now) {
        queue.release();
        if (cancellation.isPresent()) {
            Step report = cancellation.get();
            cancellation = Optional.empty();
            return List.of(report);
        }
        if (!order.key().recurring()) {
            return List.of(new Step.ReportOutcome(order));
        }
        return recurring.holds(order) && recurring.ended(order, outcome, now) ? List.of(new Step.ReportOutcome(order)) : List.of();
    }

    /** Moves recurring operations whose time has come into the line. */
    void wakeUp(Duration now) {
        recurring.takeDue(now).forEach(order -> queue.add(order, now, Duration.ZERO));
    }

    /** Has the monitors run as soon as they can; false if there are none. */
    boolean prompt(Duration now) {
        recurring.takeMonitors(queue.running()).forEach(order -> queue.add(order, now, Duration.ZERO));
        return recurring.hasMonitor();
    }

    /** What could start now. */
    Optional<OperationQueue.Taken> ready(Duration now) {
        return strangers > 0 ? Optional.empty() : queue.ready(now);
    }

    Step.Launch launch(Duration now) {
        OperationQueue.Taken taken = queue.take(now).orElseThrow(() -> new IllegalStateException("nothing is ready to run"));
        return new Step.Launch(taken.order(), taken.waited());
    }

    Optional<Duration> wakeAt() {
        Optional<Duration> due = recurring.nextDue();
        return queue.readyAt().filter(time -> due.isEmpty() || time.compareTo(due.get()) < 0).or(() -> due);
    }

    boolean running() {
        return queue.running().isPresent();
    }

    boolean isEmpty() {
        return strangers == 0 && queue.isIdle() && recurring.isEmpty();
    }
}
