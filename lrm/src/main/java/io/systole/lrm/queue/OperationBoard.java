package io.systole.lrm.queue;

import io.systole.core.cib.ResourceId;
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
 * All operations of this node: takes orders, says what to start, kill and report. Not thread-safe; one caller.
 *
 * <p>One-shot operations never wait for those of other resources: how many there are is the coordinator's business
 * ({@code node-action-limit}), and a stop must not stand behind hung monitors. Recurring runs, which nobody else counts,
 * wait while {@code maxRecurringRuns} of them are under way.
 */
public final class OperationBoard {
    private final int maxRecurringRuns;
    private final Map<ResourceId, ResourceLane> lanes = new LinkedHashMap<>();
    private final Appointments appointments = new Appointments();
    /** Something has happened to them since the last {@link #advance}. */
    private final Set<ResourceId> touched = new HashSet<>();
    private long lanesMade;
    private int recurringRuns;

    /** A board without orders. */
    public OperationBoard(int maxRecurringRuns) {
        this.maxRecurringRuns = maxRecurringRuns;
    }

    /** Takes an order; a stop, or another change of state, ends the recurring operations of the resource first. */
    public List<Step> accept(Order order, Duration firstDelay, Duration now) {
        return made(order.key().resource()).accept(order, firstDelay, now);
    }

    /** An agent that was ordered by nobody here is at work on this resource: nothing begins before {@link #vacate}. */
    public void occupy(ResourceId resource) {
        made(resource).strangers(1);
    }

    /** It has ended. */
    public void vacate(ResourceId resource) {
        lane(resource).strangers(-1);
    }

    /** Ends a recurring operation; empty if there is none of this key. */
    public List<Step> cancel(OperationKey key, String transitionKey) {
        ResourceLane lane = lane(key.resource());
        return lane == null ? List.of() : lane.cancel(key, transitionKey);
    }

    /**
     * Has the monitors of a resource run as soon as they can, whatever is left of their interval, which counts anew from their end.
     * False if it has none. One that runs already runs once more; one that waits for its first run is left alone.
     */
    public boolean prompt(ResourceId resource, Duration now) {
        ResourceLane lane = lane(resource);
        return lane != null && lane.prompt(now);
    }

    /** Ends all operations of a resource. */
    public List<Step> forget(ResourceId resource, String reason) {
        ResourceLane lane = lane(resource);
        return lane == null ? List.of() : lane.forget(reason);
    }

    /** Whose operations are on the board. */
    public List<ResourceId> resources() {
        return List.copyOf(lanes.keySet());
    }

    /** Ends everything but what runs. */
    public List<Step> close(String reason) {
        touched.addAll(lanes.keySet());
        return lanes.values().stream().flatMap(lane -> lane.close(reason).stream()).toList();
    }

    /** The agent of a launched order has ended. */
    public List<Step> ended(Order order, Outcome outcome, Duration now) {
        if (order.key().recurring()) {
            recurringRuns--;
        }
        return lane(order.key().resource()).ended(order, outcome, now);
    }

    /** What may start now, the longest waiting first; to be called after every other call, and at {@link #wakeAt}. */
    public List<Step> advance(Duration now) {
        appointments.addDue(now, touched);
        List<ResourceLane> ready = new ArrayList<>();
        for (ResourceId resource : touched) {
            ResourceLane lane = lanes.get(resource);
            if (lane != null) {
                lane.wakeUp(now);
                lane.ready(now).ifPresent(taken -> ready.add(lane));
            }
        }
        ready.sort(Comparator.comparing((ResourceLane lane) -> lane.ready(now).orElseThrow().waited()).reversed()
                .thenComparing(ResourceLane::number));
        List<Step> steps = new ArrayList<>();
        for (ResourceLane lane : ready) {
            boolean repeats = lane.ready(now).orElseThrow().order().key().recurring();
            if (!repeats || recurringRuns < maxRecurringRuns) {
                recurringRuns += repeats ? 1 : 0;
                steps.add(lane.launch(now));
            }
        }
        touched.forEach(this::settle);
        touched.clear();
        return steps;
    }

    /** When it is to be looked at again; never if there is nothing left of it. */
    private void settle(ResourceId resource) {
        ResourceLane lane = lanes.get(resource);
        if (lane != null && lane.isEmpty()) {
            lanes.remove(resource);
            lane = null;
        }
        appointments.set(resource, lane == null ? Optional.empty() : lane.wakeAt());
    }

    /** When to look again if nothing happens before. What is ready but has to wait for the end of another run sets no time. */
    public Optional<Duration> wakeAt(Duration now) {
        touched.forEach(this::settle);
        return appointments.next(now);
    }

    private ResourceLane made(ResourceId resource) {
        touched.add(resource);
        return lanes.computeIfAbsent(resource, id -> new ResourceLane(lanesMade++));
    }

    /** Its lane, which the caller may change; null if it has none. */
    private ResourceLane lane(ResourceId resource) {
        touched.add(resource);
        return lanes.get(resource);
    }

    /** True if no agent runs. */
    public boolean isQuiet() {
        return lanes.values().stream().noneMatch(ResourceLane::running);
    }
}
