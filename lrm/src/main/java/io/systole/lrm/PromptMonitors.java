package io.systole.lrm;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.instant.InstantDetection;
import io.systole.lrm.instant.Pace;
import io.systole.lrm.memory.LastStarts;
import io.systole.lrm.process.MarkedProcesses;
import io.systole.lrm.queue.Order;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which monitors are to run before their time, because something of their resource has gone away. Only on the thread of the local
 * resource manager, except {@link #begins}.
 */
final class PromptMonitors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PromptMonitors.class);

    private final InstantDetection detection;
    private final LrmLoop loop;
    private final Runnable advance;
    private final Function<ResourceId, CompletionStage<Boolean>> wanted;
    private final Pace pace = new Pace();
    /** Why the next monitor of a resource runs early. */
    private final Map<ResourceId, String> reasons = new HashMap<>();

    /**
     * Hears nothing before {@link #start}.
     *
     * @param advance to be called when {@link #due} may have something
     * @param wanted whether this is switched on for a resource; asked anew each time
     */
    PromptMonitors(MarkedProcesses marks, AgentRuns runs, LrmLoop loop, Runnable advance,
            Function<ResourceId, CompletionStage<Boolean>> wanted) {
        this.detection = new InstantDetection(marks, runs::sessions, this::lost);
        this.loop = loop;
        this.advance = advance;
        this.wanted = wanted;
    }

    void start() {
        detection.start();
    }

    private void lost(ResourceId resource, String what) {
        wanted.apply(resource).thenAccept(yes -> {
            if (yes) {
                loop.submit(() -> {
                    pace.wanted(resource, what, loop.now());
                    advance.run();
                });
            } else {
                LOG.debug("{}: {}; instant-detection is off", resource, what);
            }
        });
    }

    /** The resources whose monitors are to run now. */
    List<Pace.Due> due() {
        return pace.due(loop.now());
    }

    Optional<Duration> wakeAt() {
        return pace.wakeAt();
    }

    /** The monitors of this resource run now, or as soon as they can. */
    void prompted(Pace.Due due) {
        LOG.info("{}: {}; its monitor runs now", due.resource(), due.why());
        reasons.put(due.resource(), due.why());
    }

    /** Any thread: an agent is about to be run. */
    void begins(OperationRequest request, long run) {
        if (!request.key().recurring()) {
            detection.begins(request, run);
        }
    }

    /** An order is launched; why it is launched before its time, if it is. */
    Optional<String> reason(Order order) {
        return order.key().recurring() ? Optional.ofNullable(reasons.remove(order.key().resource())) : Optional.empty();
    }

    /** A run has ended, which had this reason if it was before its time. */
    void ended(Order order, AgentRuns.Run run, Optional<String> reason) {
        boolean done = run.verdict().status() == ExecutionStatus.DONE;
        if (!order.key().recurring()) {
            reasons.remove(order.key().resource());
            detection.ended(run.request(), order.callId(), run.session(), done && leavesActive(order, run.verdict().exitCode()));
        } else if (reason.isPresent()) {
            boolean well = done && run.verdict().exitCode() == order.request().targetRc();
            pace.found(order.key().resource(), well);
            if (well) {
                LOG.info("{} is well although {}", order.key().resource(), reason.get());
                detection.lookAgain(run.request());
            }
        }
    }

    private static boolean leavesActive(Order order, int exitCode) {
        return switch (order.key().operation()) {
            case "start", "migrate_from", "promote", "demote", "reload", "reload-agent" -> exitCode == ExitCode.OK;
            case "monitor" -> LastStarts.tellsActive(exitCode);
            default -> false;
        };
    }

    void forget(ResourceId resource) {
        reasons.remove(resource);
        pace.forget(resource);
        detection.forget(resource);
    }

    @Override
    public void close() {
        detection.close();
    }
}
