package io.systole.core.scheduler.order;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.CibFormat;
import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.scheduler.plan.ActionPlan;
import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.Synapse;
import io.systole.core.transition.TransitionGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The graph as Pacemaker's XML (rules 3:G-1, 3:G-10 to 3:G-37). */
public final class GraphXml {
    private final ActionPlan plan;
    private final TransitionGraph graph;
    private final Routing routing;
    private final Map<Integer, PlannedAction> planned = new HashMap<>();

    private GraphXml(ActionPlan plan, TransitionGraph graph) {
        this.plan = plan;
        this.graph = graph;
        this.routing = new Routing(plan);
        plan.actions().forEach(action -> planned.put(action.number(), action));
    }

    /** The {@code transition_graph} element. */
    public static Element of(ActionPlan plan, TransitionGraph graph) {
        return new GraphXml(plan, graph).write();
    }

    private Element write() {
        var options = plan.snapshot().options();
        Element root = Element.of("transition_graph",
                "cluster-delay", options.text(ClusterOption.CLUSTER_DELAY),
                "fencing-timeout", options.text(ClusterOption.FENCING_TIMEOUT),
                "failed-stop-offset", "INFINITY",
                "failed-start-offset", graph.failureIsFatal() ? "INFINITY" : "1",
                "batch-limit", options.text(ClusterOption.BATCH_LIMIT),
                "transition_id", "1",
                "migration-limit", graph.migrationLimit() > 0 ? Integer.toString(graph.migrationLimit()) : null,
                "recheck-by", graph.recheckBy().map(moment -> Long.toString(moment.getEpochSecond())).orElse(null));
        List<Element> synapses = new ArrayList<>();
        graph.synapses().forEach(synapse -> synapses.add(synapse(synapse)));
        return root.withChildren(synapses);
    }

    private Element synapse(Synapse synapse) {
        var actions = new ArrayList<Element>();
        synapse.actions().forEach(action -> actions.add(full(action)));
        var triggers = new ArrayList<Element>();
        synapse.inputs().forEach(input -> triggers.add(Element.of("trigger").plus(brief(planned.get(input)))));
        return Element.of("synapse", "id", Integer.toString(synapse.id()),
                        "priority", synapse.priority() > 0 ? Integer.toString(synapse.priority()) : null)
                .plus(Element.of("action_set").withChildren(actions))
                .plus(Element.of("inputs").withChildren(triggers));
    }

    private Element brief(PlannedAction action) {
        boolean event = action.task().equals("stonith") || action.task().equals("do_shutdown")
                || action.task().equals("clear_failcount") || action.task().equals("lrm_delete");
        boolean located = (!action.pseudo() || action.task().equals("stonith")) && action.node() != null;
        String key = WrittenKey.of(action);
        boolean renamed = action.resource() != null && action.resource().historyId().isPresent();
        return Element.of(action.pseudo() ? "pseudo_event" : event ? "crm_event" : "rsc_op",
                "mode", action.task().equals("lrm_delete") ? "cib" : null,
                "id", Integer.toString(action.number()),
                "operation", action.task(),
                "operation_key", key,
                "internal_operation_key", renamed ? action.key() : null,
                "on_node", located ? action.node().name().value() : null,
                "on_node_uuid", located ? action.node().id() : null,
                "router_node", located ? routing.router(action).map(node -> node.name().value()).orElse(null) : null);
    }

    private Element full(GraphAction action) {
        PlannedAction plannedAction = planned.get(action.id());
        Resource resource = plannedAction.resource();
        Element element = lock(brief(plannedAction), plannedAction);
        if (resource != null && !plannedAction.pseudo()) {
            element = element.plus(primitive(resource));
        }
        var attributes = new TreeMap<String, String>();
        attributes.put("crm_feature_set", CibFormat.FEATURE_SET);
        if (resource != null && resource.isPrimitive()) {
            attributes.putAll(parameters(action, plannedAction));
            externalAddress(resource).ifPresent(address -> attributes.put("pcmk_external_ip", address));
        }
        ActionMeta.of(plannedAction, routing).forEach((name, value) -> attributes.put("CRM_meta_" + name, value));
        element = element.plus(attributes(attributes));
        List<String> down = downed(plannedAction);
        if (down.isEmpty()) {
            return element;
        }
        Element downed = Element.of("downed");
        for (String id : down) {
            downed = downed.plus(Element.of("node", "id", id));
        }
        return element.plus(downed);
    }

    /** Rule 4:B-24: what runs in a bundle learns under which address others see it. */
    private static Optional<String> externalAddress(Resource resource) {
        return resource.replica().filter(replica -> replica.child().filter(resource::equals).isPresent())
                .flatMap(Bundle.Replica::address).or(() -> Optional.ofNullable(resource.meta("external-ip")));
    }

    /** A name that cannot be an XML attribute becomes an element (rule 3:G-31). */
    private static Element attributes(Map<String, String> values) {
        Element element = Element.of("attributes");
        for (Map.Entry<String, String> entry : values.entrySet()) {
            element = Character.isDigit(entry.getKey().charAt(0))
                    ? element.plus(Element.of("param", "name", entry.getKey(), "value", entry.getValue()))
                    : element.with(entry.getKey(), entry.getValue());
        }
        return element;
    }

    /** Rule 3:G-25. */
    private static Element lock(Element element, PlannedAction action) {
        Node node = action.node();
        boolean locked = action.resource() != null && node != null
                && action.resource().shutdownLock().filter(lock -> lock.getKey() == node).isPresent()
                && (!node.shuttingDown() || action.task().equals("stop"));
        return locked ? element.with("shutdown-lock", Long.toString(action.resource().shutdownLock().orElseThrow().getValue())) : element;
    }

    /** Rule 3:G-27. */
    private static List<String> downed(PlannedAction action) {
        var down = new ArrayList<String>();
        Resource resource = action.resource();
        if (action.task().equals("do_shutdown")) {
            down.add(action.node().id());
        } else if (action.task().equals("stonith") && !"on".equals(action.meta().get("stonith_action"))) {
            down.add(action.node().id());
            action.node().running().stream().filter(each -> each.isConnection() && each.launcher().isPresent())
                    .forEach(guest -> down.add(guest.id()));
        } else if (action.task().equals("stop") && !action.pseudo() && resource.isPrimitive() && resource.isConnection()
                && action.before().stream().noneMatch(relation -> relation.first().resource() == resource
                        && relation.first().task().equals("migrate_from"))) {
            down.add(resource.id());
        }
        return down;
    }

    private Map<String, String> parameters(GraphAction action, PlannedAction plannedAction) {
        return action instanceof GraphAction.ResourceAction operation ? operation.request().parameters()
                : plan.parameters(plannedAction.resource(), plannedAction.node());
    }

    private static Element primitive(Resource resource) {
        AgentId agent = resource.agent().orElseThrow();
        if (resource.removed() && resource.historyId().isPresent()) {
            return Element.of("primitive", "id", resource.historyId().get(), "long-id", resource.id(),
                    "class", agent.agentClass(), "provider", agent.provider().isEmpty() ? null : agent.provider(), "type", agent.type());
        }
        boolean plain = resource.unique();
        String longId = plain ? null : resource.historyId().filter(id -> !id.equals(resource.configuredId())).orElse(resource.id());
        return Element.of("primitive", "id", plain ? resource.id() : resource.configuredId(), "long-id", longId,
                "class", agent.agentClass(), "provider", agent.provider().isEmpty() ? null : agent.provider(), "type", agent.type());
    }
}
