package io.systole.lrm.queue;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All operations of this node: takes orders, says what to start, kill and report. Not thread-safe; one caller.
 *
 * <p>One-shot operations never wait for those of other resources: how many there are is the coordinator's business
 * ({@code node-action-limit}), and a stop must not stand behind hung monitors. Recurring runs, which nobody else counts,
 * wait while {@code maxRecurringRuns} of them are under way.
 */
public final class OperationBoard {
    private final int maxRecurringRuns;
    private final Map<ResourceId, ResourceLane> lanes = new LinkedHashMap<>();
    private int recurringRuns;

    /** A board without orders. */
    public OperationBoard(int maxRecurringRuns) {
        this.maxRecurringRuns = maxRecurringRuns;
    }

    /** Takes an order; a stop, or another change of state, ends the recurring operations of the resource first. */
    public List<Step> accept(Order order, Duration firstDelay, Duration now) {
        return lanes.computeIfAbsent(order.key().resource(), id -> new ResourceLane()).accept(order, firstDelay, now);
    }

    /** An agent that was ordered by nobody here is at work on this resource: nothing begins before {@link #vacate}. */
    public void occupy(ResourceId resource) {
        lanes.computeIfAbsent(resource, id -> new ResourceLane()).strangers(1);
    }

    /** It has ended. */
    public void vacate(ResourceId resource) {
        lanes.get(resource).strangers(-1);
    }

    /** Ends a recurring operation; empty if there is none of this key. */
    public List<Step> cancel(OperationKey key, String transitionKey) {
        ResourceLane lane = lanes.get(key.resource());
        return lane == null ? List.of() : lane.cancel(key, transitionKey);
    }

    /**
     * Has the monitors of a resource run as soon as they can, whatever is left of their interval, which counts anew from their end.
     * False if it has none. One that runs already runs once more; one that waits for its first run is left alone.
     */
    public boolean prompt(ResourceId resource, Duration now) {
        ResourceLane lane = lanes.get(resource);
        return lane != null && lane.prompt(now);
    }

    /** Ends all operations of a resource. */
    public List<Step> forget(ResourceId resource, String reason) {
        ResourceLane lane = lanes.get(resource);
        return lane == null ? List.of() : lane.forget(reason);
    }

    /** Whose operations are on the board. */
    public List<ResourceId> resources() {
        return List.copyOf(lanes.keySet());
    }

    /** Ends everything but what runs. */
    public List<Step> close(String reason) {
        return lanes.values().stream().flatMap(lane -> lane.close(reason).stream()).toList();
    }

    /** The agent of a launched order has ended. */
    public List<Step> ended(Order order, Outcome outcome, Duration now) {
        if (order.key().recurring()) {
            recurringRuns--;
        }
        return lanes.get(order.key().resource()).ended(order, outcome, now);
    }

    /** What may start now, the longest waiting first; to be called after every other call, and at {@link #wakeAt}. */
    public List<Step> advance(Duration now) {
        lanes.values().forEach(lane -> lane.wakeUp(now));
        List<ResourceLane> ready = new ArrayList<>(lanes.values());
        ready.removeIf(lane -> lane.ready(now).isEmpty());
        ready.sort(Comparator.comparing((ResourceLane lane) -> lane.ready(now).orElseThrow().waited()).reversed());
        List<Step> steps = new ArrayList<>();
        for (ResourceLane lane : ready) {
            boolean repeats = lane.ready(now).orElseThrow().order().key().recurring();
            if (!repeats || recurringRuns < maxRecurringRuns) {
                recurringRuns += repeats ? 1 : 0;
                steps.add(lane.launch(now));
            }
        }
        lanes.values().removeIf(ResourceLane::isEmpty);
        return steps;
    }

    /** When to look again if nothing happens before. What is ready but has to wait for the end of another run sets no time. */
    public Optional<Duration> wakeAt(Duration now) {
        return lanes.values().stream().flatMap(lane -> lane.wakeAt().stream()).filter(time -> time.compareTo(now) > 0)
                .min(Comparator.naturalOrder());
    }

    /** True if no agent runs. */
    public boolean isQuiet() {
        return lanes.values().stream().noneMatch(ResourceLane::running);
    }
}
