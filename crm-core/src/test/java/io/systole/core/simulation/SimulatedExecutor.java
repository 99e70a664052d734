package io.systole.core.simulation;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationDigests;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import io.systole.core.spi.ResourceExecutor;
import io.systole.core.spi.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The executor of one daemon's life: runs agents on its machine and reports what they say. */
final class SimulatedExecutor implements ResourceExecutor {
    private final VirtualTime time;
    private final SimulatedMachine machine;
    /** The daemon's own: results wait while it stands still. */
    private final Timers timers;
    private final Map<String, Recurring> recurring = new TreeMap<>();
    private final Map<OperationRequest, Integer> running = new LinkedHashMap<>();
    private final Consumer<OperationRequest> ordered;
    private Listener listener;
    private boolean closed;

    SimulatedExecutor(VirtualTime time, Timers timers, SimulatedMachine machine, Consumer<OperationRequest> ordered) {
        this.timers = timers;
        this.ordered = ordered;
        this.time = time;
        this.machine = machine;
    }

    private static final class Recurring {
        private final OperationRequest request;
        private Integer reported;
        private boolean ended;

        Recurring(OperationRequest request) {
            this.request = request;
        }
    }

    @Override
    public void start(Listener heard) {
        listener = heard;
    }

    @Override
    public void execute(OperationRequest request) {
        if (closed) {
            return;
        }
        ordered.accept(request);
        OperationKey key = request.key();
        if (key.recurring()) {
            var monitor = new Recurring(request);
            end(recurring.put(key.toString(), monitor));
            repeat(monitor);
            return;
        }
        if (key.operation().equals("stop")) {
            endRecurring(key.resource());
        }
        running.merge(request, 1, Integer::sum);
        machine.run(request, code -> {
            if (running.remove(request) != null) {
                tell(request, code);
            }
        });
    }

    @Override
    public void halt(Duration within, Consumer<List<ResourceId>> done) {
        if (closed) {
            return;
        }
        List.copyOf(recurring.values()).forEach(one -> endRecurring(one.request.key().resource()));
        List.copyOf(running.keySet()).forEach(request -> tell(request, ExecutionStatus.CANCELLED, 0));
        running.clear();
        machine.halt(left -> timers.after(Duration.ZERO, () -> {
            if (!closed) {
                done.accept(left);
            }
        }));
    }

    @Override
    public void cancel(OperationKey key, String transitionKey) {
        end(recurring.remove(key.toString()));
        tell(new OperationRequest(key, new AgentId("none", "", "none"), Duration.ZERO, Duration.ZERO, new TreeMap<>(), new TreeMap<>(),
                transitionKey, 0), ExecutionStatus.CANCELLED, 0);
    }

    @Override
    public void forget(ResourceId resource) {
        endRecurring(resource);
    }

    /** The daemon has died or left: nothing is told any more, agents go on. */
    @Override
    public void close() {
        closed = true;
        recurring.values().forEach(SimulatedExecutor::end);
        recurring.clear();
    }

    private void endRecurring(ResourceId resource) {
        for (String name : List.copyOf(recurring.keySet())) {
            Recurring one = recurring.get(name);
            if (one.request.key().resource().equals(resource)) {
                end(recurring.remove(name));
                tell(one.request, ExecutionStatus.CANCELLED, 0);
            }
        }
    }

    private void repeat(Recurring monitor) {
        machine.run(monitor.request, code -> {
            if (!monitor.ended && !closed) {
                if (monitor.reported == null || monitor.reported != code) {
                    monitor.reported = code;
                    tell(monitor.request, code);
                }
                time.after(monitor.request.key().interval(), () -> {
                    if (!monitor.ended && !closed) {
                        repeat(monitor);
                    }
                });
            }
        });
    }

    private static void end(Recurring monitor) {
        if (monitor != null) {
            monitor.ended = true;
        }
    }

    private void tell(OperationRequest request, int code) {
        boolean killed = code == SimulatedMachine.TIMED_OUT;
        tell(request, killed ? ExecutionStatus.TIMED_OUT : ExecutionStatus.DONE, killed ? ExitCode.GENERIC : code);
    }

    private void tell(OperationRequest request, ExecutionStatus status, int code) {
        Instant now = time.clock();
        timers.after(Duration.ZERO, () -> {
            if (!closed) {
                listener.onResult(new OperationResult(request, machine.nextCallId(), status, code, "", "", now, Duration.ZERO,
                        Duration.ZERO, OperationDigests.attributes(request.key(), request.timeout(), request.parameters(),
                        machine.declared)));
            }
        });
    }
}
