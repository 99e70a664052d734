package io.systole.core.simulation;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import io.systole.core.spi.ResourceExecutor;
import io.systole.core.spi.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * An executor without processes: agents answer what the script says, on virtual time. Keeps the same contract as the real
 * one ({@code ResourceExecutorContract}), with its own simple means: nothing of the real one's code is used here.
 */
final class ScriptedExecutor implements ResourceExecutor {
    private final VirtualTime time;
    private final Map<String, Integer> exitCodes = new TreeMap<>();
    private final Map<String, Duration> durations = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();
    private final Map<ResourceId, Lane> lanes = new LinkedHashMap<>();
    private final Map<ResourceId, SortedMap<String, String>> lastStarts = new LinkedHashMap<>();
    private final Set<ResourceId> tried = new TreeSet<>();
    private Listener listener;
    /** Orders that came during an end by force. */
    private Optional<List<OperationRequest>> held = Optional.empty();
    private long callIds;
    private boolean closed;

    ScriptedExecutor(VirtualTime time) {
        this.time = time;
    }

    /** An order with its number; mutable is only what became of it. */
    private static final class Job {
        private final OperationRequest request;
        private final long callId;
        private Optional<String> reported = Optional.empty();
        private Optional<Timers.Timer> timer = Optional.empty();
        private Duration readyAt = Duration.ZERO;

        Job(OperationRequest request, long callId) {
            this.request = request;
            this.callId = callId;
        }

        OperationKey key() {
            return request.key();
        }
    }

    private static final class Lane {
        private final Deque<Job> waiting = new ArrayDeque<>();
        private final Map<OperationKey, Job> recurring = new LinkedHashMap<>();
        private Optional<Job> running = Optional.empty();
        private boolean forgotten;
    }

    void answer(ResourceId resource, String operation, int exitCode) {
        exitCodes.put(resource + " " + operation, exitCode);
    }

    void prolong(ResourceId resource, String operation, Duration duration) {
        durations.put(resource + " " + operation, duration);
    }

    List<String> journal() {
        return List.copyOf(journal);
    }

    @Override
    public void start(Listener newListener) {
        listener = newListener;
    }

    @Override
    public void execute(OperationRequest request) {
        if (held.isPresent()) {
            held.get().add(request);
            return;
        }
        var job = new Job(request, ++callIds);
        if (closed) {
            tell(job, request, ExecutionStatus.INVALID, 1);
            return;
        }
        Lane lane = lanes.computeIfAbsent(request.key().resource(), id -> new Lane());
        if (request.key().recurring()) {
            Job older = lane.recurring.put(request.key(), job);
            if (older != null) {
                older.timer.ifPresent(Timers.Timer::cancel);
                lane.waiting.remove(older);
            }
        } else if (!request.key().operation().equals("monitor") && !request.key().operation().equals("notify")) {
            List.copyOf(lane.recurring.keySet()).forEach(key -> end(lane, key, Optional.empty()));
        }
        job.readyAt = time.elapsed().plus(request.startDelay());
        lane.waiting.add(job);
        time.after(request.startDelay(), () -> next(lane));
    }

    private void next(Lane lane) {
        if (lane.running.isPresent() || lane.waiting.isEmpty() || lane.waiting.peek().readyAt.compareTo(time.elapsed()) > 0) {
            return;
        }
        Job job = lane.waiting.remove();
        lane.running = Optional.of(job);
        String action = job.key().resource() + " " + job.key().operation();
        Duration needed = durations.getOrDefault(action, Duration.ZERO);
        boolean late = needed.compareTo(job.request.timeout()) > 0;
        journal.add(action + " begins");
        if (job.key().operation().equals("start")) {
            tried.add(job.key().resource());
        }
        job.timer = Optional.of(time.after(late ? job.request.timeout() : needed, () -> {
            if (!late) {
                journal.add(action + " ends");
            }
            lane.running = Optional.empty();
            ended(lane, job, late ? ExecutionStatus.TIMED_OUT : ExecutionStatus.DONE, late ? 1 : exitCodes.getOrDefault(action, 0));
            next(lane);
        }));
    }

    private void ended(Lane lane, Job job, ExecutionStatus status, int exitCode) {
        if (lane.forgotten) {
            lane.forgotten = false;
            tell(job, job.request, ExecutionStatus.CANCELLED, 0);
        } else if (!job.key().recurring()) {
            OperationRequest used = used(job.request);
            learn(job.request, status, exitCode);
            tell(job, used, status, exitCode);
        } else if (lane.recurring.get(job.key()) == job) {
            String outcome = status + " " + exitCode;
            if (!job.reported.equals(Optional.of(outcome))) {
                tell(job, job.request, status, exitCode);
            }
            job.reported = Optional.of(outcome);
            job.timer = Optional.of(time.after(job.key().interval(), () -> {
                lane.waiting.add(job);
                next(lane);
            }));
        }
    }

    private OperationRequest used(OperationRequest request) {
        SortedMap<String, String> start = lastStarts.get(request.key().resource());
        if (start == null || !request.key().operation().equals("stop")) {
            return request;
        }
        return new OperationRequest(request.key(), request.agent(), request.timeout(), request.startDelay(), start, request.meta(),
                request.transitionKey(), request.targetRc());
    }

    private void learn(OperationRequest request, ExecutionStatus status, int exitCode) {
        if (status == ExecutionStatus.DONE && exitCode == 0) {
            switch (request.key().operation()) {
                case "start", "reload", "reload-agent", "migrate_from", "monitor" ->
                    lastStarts.put(request.key().resource(), request.parameters());
                case "stop" -> {
                    lastStarts.remove(request.key().resource());
                    tried.remove(request.key().resource());
                }
                default -> { }
            }
        }
    }

    @Override
    public void cancel(OperationKey key, String transitionKey) {
        Lane lane = lanes.get(key.resource());
        if (lane == null || !lane.recurring.containsKey(key)) {
            var request = new OperationRequest(key, new AgentId("none", "", "none"), Duration.ZERO, Duration.ZERO, new TreeMap<>(),
                    new TreeMap<>(), transitionKey, 0);
            tell(new Job(request, ++callIds), request, ExecutionStatus.CANCELLED, 0);
        } else {
            end(lane, key, Optional.of(transitionKey));
        }
    }

    private void end(Lane lane, OperationKey key, Optional<String> transitionKey) {
        Job job = lane.recurring.remove(key);
        job.timer.ifPresent(Timers.Timer::cancel);
        lane.waiting.remove(job);
        lane.running.filter(running -> running.key().equals(key)).ifPresent(running -> {
            running.timer.ifPresent(Timers.Timer::cancel);
            lane.running = Optional.empty();
            time.after(Duration.ZERO, () -> next(lane));
        });
        OperationRequest request = job.request;
        tell(job, new OperationRequest(key, request.agent(), request.timeout(), request.startDelay(), request.parameters(),
                request.meta(), transitionKey.orElse(request.transitionKey()), request.targetRc()), ExecutionStatus.CANCELLED, 0);
    }

    @Override
    public void forget(ResourceId resource) {
        lastStarts.remove(resource);
        Lane lane = lanes.get(resource);
        if (lane != null) {
            List.copyOf(lane.recurring.keySet()).forEach(key -> end(lane, key, Optional.empty()));
            lane.forgotten = lane.running.isPresent();
            List<Job> dropped = List.copyOf(lane.waiting);
            lane.waiting.clear();
            dropped.forEach(job -> tell(job, job.request, ExecutionStatus.CANCELLED, 0));
        }
    }

    @Override
    public void halt(Duration within, Consumer<List<ResourceId>> done) {
        for (ResourceId resource : List.copyOf(lanes.keySet())) {
            Lane lane = lanes.get(resource);
            List.copyOf(lane.recurring.keySet()).forEach(key -> end(lane, key, Optional.empty()));
            lane.running.ifPresent(job -> {
                job.timer.ifPresent(Timers.Timer::cancel);
                lane.running = Optional.empty();
                tell(job, job.request, ExecutionStatus.CANCELLED, 0);
            });
            List<Job> dropped = List.copyOf(lane.waiting);
            lane.waiting.clear();
            dropped.forEach(job -> tell(job, job.request, ExecutionStatus.CANCELLED, 0));
        }
        var left = new ArrayList<ResourceId>();
        tried.addAll(lastStarts.keySet());
        for (ResourceId resource : List.copyOf(tried)) {
            journal.add(resource + " stop begins");
            if (exitCodes.getOrDefault(resource + " stop", 0) == 0) {
                journal.add(resource + " stop ends");
                lastStarts.remove(resource);
                tried.remove(resource);
            } else {
                left.add(resource);
            }
        }
        held = Optional.of(new ArrayList<>());
        time.after(left.isEmpty() ? Duration.ZERO : within, () -> {
            done.accept(left);
            List<OperationRequest> orders = held.orElse(List.of());
            held = Optional.empty();
            orders.forEach(this::execute);
        });
    }

    @Override
    public void close() {
        closed = true;
        lanes.values().forEach(lane -> {
            lane.recurring.values().forEach(job -> job.timer.ifPresent(Timers.Timer::cancel));
            lane.recurring.clear();
            lane.waiting.clear();
        });
    }

    private void tell(Job job, OperationRequest request, ExecutionStatus status, int exitCode) {
        listener.onResult(new OperationResult(request, job.callId, status, exitCode, "", "", time.clock(), Duration.ZERO, Duration.ZERO,
                new TreeMap<>()));
    }
}
