package io.systole.core.scheduler.order;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.option.ClusterOption;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.Facts;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.transition.GraphAction;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns a planned action into one of the graph, with all that its executor needs (rules 3:G-20 to 3:G-37). */
final class ActionWriter {
    private final ActionPlan plan;
    private final Facts facts;
    private final Reasons reasons;
    private final Routing routing;

    ActionWriter(ActionPlan plan) {
        this.plan = plan;
        this.facts = plan.snapshot().facts();
        this.routing = new Routing(plan);
        this.reasons = new Reasons(plan);
    }

    GraphAction write(PlannedAction action) {
        String reason = reasons.sentence(action);
        if (action.pseudo()) {
            return new GraphAction.PseudoAction(action.number(), action.key(), ActionMeta.of(action, routing), reason);
        }
        return switch (action.task()) {
            case "stonith" -> fence(action, reason);
            case "do_shutdown" -> cluster(action, action.key(), reason);
            case "clear_failcount", "delete", "lrm_delete" -> cluster(action, key(action).toString(), reason);
            case "cancel" -> new GraphAction.CancelAction(action.number(), action.node().name(), key(action), reason);
            default -> operation(action, reason);
        };
    }

    private GraphAction fence(PlannedAction action, String reason) {
        Duration timeout = plan.snapshot().options().duration(ClusterOption.FENCING_TIMEOUT);
        String what = action.meta().get("stonith_action");
        return new GraphAction.FenceAction(action.number(), action.node().name(), what, timeout, ActionMeta.of(action, routing), reason);
    }

    private GraphAction cluster(PlannedAction action, String key, String reason) {
        return new GraphAction.ClusterAction(
                action.number(), action.node().name(), action.task(), key, ActionMeta.of(action, routing), reason);
    }

    private GraphAction operation(PlannedAction action, String reason) {
        Resource resource = action.resource();
        OperationKey key = key(action);
        AgentId agent = resource.agent().orElseThrow();
        Optional<Element> definition = facts.operations().find(resource, action.task(), key.interval().toMillis());
        SortedMap<String, String> parameters = new TreeMap<>(plan.parameters(resource, action.node()));
        definition.ifPresent(each -> parameters.putAll(facts.parameters().ofOperation(each, action.node())));
        SortedMap<String, String> meta = ActionMeta.of(action, routing);
        Duration timeout = Duration.ofMillis(Long.parseLong(meta.get("timeout")));
        Duration delay = Duration.ofMillis(Long.parseLong(meta.getOrDefault("start_delay", "0")));
        int expected = Integer.parseInt(meta.getOrDefault("op_target_rc", "0"));
        boolean canFail = "ignore".equalsIgnoreCase(meta.get("on_fail"));
        var request = new OperationRequest(key, agent, timeout, delay, parameters, meta, "", expected);
        return new GraphAction.ResourceAction(action.number(), action.node().name(), request, canFail, reason);
    }

    private static OperationKey key(PlannedAction action) {
        Resource resource = action.resource();
        String id = resource.removed() ? resource.historyId().orElse(resource.id())
                : resource.unique() ? resource.id() : resource.historyId().orElse(resource.configuredId());
        String task = action.task().equals("cancel") ? action.meta().get("operation") : action.task();
        long interval = Long.parseLong(action.key().substring(action.key().lastIndexOf('_') + 1));
        return new OperationKey(new ResourceId(id), task, Duration.ofMillis(interval));
    }
}
