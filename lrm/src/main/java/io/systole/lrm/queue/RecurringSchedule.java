package io.systole.lrm.queue;

import io.systole.core.operation.OperationKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The recurring operations of one resource. The interval counts from the end of a run, so an interval shorter than the
 * run does no harm. After the first report only a changed outcome is news.
 */
final class RecurringSchedule {
    private static final String MONITOR = "monitor";
    private static final int COMPANY = 100;
    private static final long LONGEST_STEP_NANOS = 250_000_000;

    private final Map<OperationKey, Repeat> repeats = new LinkedHashMap<>();
    /** Monitors that run now and are to run again right after. */
    private final Set<OperationKey> again = new HashSet<>();

    /** {@code dueAt} is empty while the operation waits in the queue or runs. */
    private record Repeat(Order order, Optional<Outcome> reported, Optional<Duration> dueAt) {}

    /** What to do with a recurring order that has just come. */
    sealed interface Admission {
        /** New: queue it with its first delay. */
        record First() implements Admission {}

        /** It was resting under an older order: queue it now. */
        record Kick() implements Admission {}

        /** The older order waits in the queue or runs: put this one in its place. */
        record Supersede(Order older) implements Admission {}
    }

    Admission admit(Order order) {
        Repeat older = repeats.put(order.key(), new Repeat(order, Optional.empty(), Optional.empty()));
        if (older == null) {
            return new Admission.First();
        }
        return older.dueAt().isPresent() ? new Admission.Kick() : new Admission.Supersede(older.order());
    }

    /** Those whose time has come, earliest first; from now on they count as queued. */
    List<Order> takeDue(Duration now) {
        if (nextDue().filter(time -> time.compareTo(now) <= 0).isEmpty()) {
            return List.of();
        }
        List<Repeat> due = new ArrayList<>(repeats.values());
        due.removeIf(repeat -> repeat.dueAt().isEmpty() || repeat.dueAt().get().compareTo(now) > 0);
        due.sort(Comparator.comparing((Repeat repeat) -> repeat.dueAt().get()));
        return queued(due);
    }

    private List<Order> queued(List<Repeat> some) {
        List<Order> orders = new ArrayList<>(some.size());
        for (Repeat repeat : some) {
            repeats.put(repeat.order().key(), new Repeat(repeat.order(), repeat.reported(), Optional.empty()));
            orders.add(repeat.order());
        }
        return orders;
    }

    /** True if this very order is the one in force. */
    boolean holds(Order order) {
        Repeat repeat = repeats.get(order.key());
        return repeat != null && repeat.order().equals(order);
    }

    Optional<Order> find(OperationKey key) {
        return Optional.ofNullable(repeats.get(key)).map(Repeat::order);
    }

    /** A run of the order in force has ended: sets its next time and says whether the outcome is news. */
    boolean ended(Order order, Outcome outcome, Duration now) {
        Repeat repeat = repeats.get(order.key());
        boolean news = !repeat.reported().equals(Optional.of(outcome));
        Duration next = again.remove(order.key()) ? now : inCompany(now.plus(order.key().interval()), order.key().interval());
        repeats.put(order.key(), new Repeat(order, Optional.of(outcome), Optional.of(next)));
        return news;
    }

    /**
     * This time or a little later, when others run too: what a node has to wake up for and to fetch into its caches for one run, it need
     * not for the next ones. Later by less than a hundredth of the interval, and less than a quarter of a second.
     */
    private static Duration inCompany(Duration time, Duration interval) {
        long step = Math.clamp(interval.toNanos() / COMPANY, 1, LONGEST_STEP_NANOS);
        return Duration.ofNanos(Math.ceilDiv(time.toNanos(), step) * step);
    }

    /** True if there is a monitor. */
    boolean hasMonitor() {
        return repeats.keySet().stream().anyMatch(key -> key.operation().equals(MONITOR));
    }

    /**
     * The monitors that rest, those with the shortest interval first; from now on they count as queued.
     *
     * @param running what runs now: if it is one of the monitors it has perhaps looked too early, and is due again at its end
     */
    List<Order> takeMonitors(Optional<Order> running) {
        running.map(Order::key).filter(key -> key.operation().equals(MONITOR) && repeats.containsKey(key)).ifPresent(again::add);
        List<Repeat> resting = new ArrayList<>(repeats.values());
        resting.removeIf(repeat -> repeat.dueAt().isEmpty() || !repeat.order().key().operation().equals(MONITOR));
        resting.sort(Comparator.comparing((Repeat repeat) -> repeat.order().key().interval()));
        return queued(resting);
    }

    /** The next time that {@link #takeDue} will give something. */
    Optional<Duration> nextDue() {
        Optional<Duration> next = Optional.empty();
        for (Repeat repeat : repeats.values()) {
            if (next.isEmpty() || repeat.dueAt().isPresent() && repeat.dueAt().get().compareTo(next.get()) < 0) {
                next = repeat.dueAt();
            }
        }
        return next;
    }

    void remove(OperationKey key) {
        again.remove(key);
        repeats.remove(key);
    }

    /** Ends all of them and says which there were. */
    List<Order> removeAll() {
        List<Order> all = repeats.values().stream().map(Repeat::order).toList();
        again.clear();
        repeats.clear();
        return all;
    }

    boolean isEmpty() {
        return repeats.isEmpty();
    }
}
