package io.systole.core.simulate;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.ParameterDigest;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.transition.GraphAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Does what a graph says, one action after the other, to the status of a CIB in memory (reference: T-60, T-61, T-64 to T-67). */
final class Performer {
    private final Cib cib;
    private final StatusSection status;
    private final HistoryWriter history;
    private final List<OperationOutcome> failures;
    private final Map<Integer, WrittenAction> written = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();

    Performer(Cib cib, Schedule schedule, List<WrittenAction> actions, List<OperationOutcome> failures, Instant clock) {
        this.cib = cib;
        this.status = new StatusSection(cib);
        this.history = new HistoryWriter(status, clock, schedule.graph().failureIsFatal());
        this.failures = failures;
        actions.forEach(action -> written.put(action.id(), action));
        schedule.snapshot().allResources().forEach(this::learn);
    }

    private void learn(Resource resource) {
        known.add(resource.id());
        resource.historyId().ifPresent(known::add);
    }

    List<Step> steps() {
        return steps;
    }

    /**
     * The CIB as it is now.
     *
     * @param namedNodes touched nodes that the configuration lacks are added to it (T-77)
     */
    Cib cib(boolean namedNodes) {
        Cib changed = cib.withStatus(status.element());
        for (String node : namedNodes ? status.touched() : Set.<String>of()) {
            changed = NodeEntries.with(changed, node);
        }
        return changed;
    }

    /** Carries out an action; false if it was asked to fail. */
    boolean perform(GraphAction action) {
        WrittenAction order = written.get(action.id());
        if (order.pseudo()) {
            steps.add(new Step.Mark(order.key(), order.node()));
            return true;
        }
        if (action instanceof GraphAction.FenceAction fence) {
            steps.add(new Step.Fencing(fence.victim().value(), fence.action()));
            fence(order, fence);
            return true;
        }
        if (order.event()) {
            steps.add(new Step.ClusterTask(order.task(), order.primitive().map(Element::id), order.node().orElse("")));
            return true;
        }
        return operation(order, action);
    }

    private void fence(WrittenAction order, GraphAction.FenceAction fence) {
        if (!fence.action().equals("on")) {
            Element state = status.stateOf(fence.victim().value(), order.nodeId());
            status.change(state, NodeStates::down);
        }
    }

    private boolean operation(WrittenAction order, GraphAction action) {
        Element primitive = order.primitive().orElseThrow();
        String name = name(primitive);
        String node = order.node().orElse("");
        long interval = order.task().equals("delete") ? 0 : order.intervalMillis();
        steps.add(new Step.Operation(name, order.task(), interval, node));
        if (order.task().equals("delete") || order.task().equals("meta-data")) {
            return true;
        }
        Optional<OperationOutcome> asked = failures.stream()
                .filter(failure -> failure.matches(name, order.task(), interval, node)
                        || failure.matches(primitive.id(), order.task(), interval, node))
                .findFirst();
        int code = order.task().equals("notify") ? 0 : asked.map(OperationOutcome::exitCode).orElse(order.expected());
        asked.ifPresent(failure -> {
            steps.add(new Step.Pretence(order.id(), failure.exitCode()));
            String counted = failure.matches(name, order.task(), interval, node) ? name : primitive.id();
            history.countFailure(node, stateId(order), counted, order.task(), interval, steps::add);
        });
        record(order, action, primitive, name, code, asked.isPresent());
        return asked.isEmpty();
    }

    private static String stateId(WrittenAction order) {
        return order.routed() ? order.node().orElse("") : order.nodeId();
    }

    /** Rule T-61. */
    private String name(Element primitive) {
        String longId = primitive.get("long-id");
        return !known.contains(primitive.id()) && longId != null && known.contains(longId) ? longId : primitive.id();
    }

    private static String digest(GraphAction action) {
        if (action instanceof GraphAction.ResourceAction operation) {
            OperationRequest request = operation.request();
            return ParameterDigest.operation(request.parameters(), request.key().interval(), request.timeout()).value();
        }
        return ParameterDigest.of(new TreeMap<>()).value();
    }

    private void record(WrittenAction order, GraphAction action, Element primitive, String name, int code, boolean failed) {
        boolean reload = order.task().equals("reload") || order.task().equals("reload-agent");
        String task = reload ? "start" : order.task();
        var extra = new LinkedHashMap<String, String>();
        order.meta("migrate_source").ifPresent(source -> extra.put("migrate_source", source));
        order.meta("migrate_target").ifPresent(target -> extra.put("migrate_target", target));
        var agent = new AgentId(primitive.get("class", ""), primitive.get("provider", ""), primitive.get("type", ""));
        var result = new HistoryWriter.Result(primitive.id(), agent, task, order.intervalMillis(), order.expected(), code,
                failed ? "User-injected result" : "", digest(action), extra);
        Element state = status.stateOf(order.node().orElse(""), stateId(order));
        history.record(state, result, HistoryWriter.entryIds(order, primitive.id(), task, failed), name, primitive.id());
    }
}
