package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.CANCELS_FIRST;
import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;

import io.systole.core.cib.AgentId;
import io.systole.core.option.ClusterOption;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Found;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.Digests;
import io.systole.core.scheduler.snapshot.Facts.ResourceHistory;
import io.systole.core.scheduler.snapshot.HistoryEntry;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What must be done because the configuration is no longer that of the history (rules 3:C-1 to 3:C-10). */
final class ConfigurationChanges {
    private static final Set<String> STATE_MAKING = Set.of("monitor", "start", "promote", "migrate_from");

    private final Workshop shop;
    /** Primitives by their id and by the id under which history knows them. */
    private final Map<String, List<Resource>> byId = new HashMap<>();

    ConfigurationChanges(Workshop shop) {
        this.shop = shop;
    }

    void plan() {
        Map<Node, List<ResourceHistory>> byNode = new HashMap<>();
        shop.snapshot.allResources().filter(Resource::isPrimitive).forEach(leaf -> {
            named(leaf.id()).add(leaf);
            leaf.historyId().filter(id -> !id.equals(leaf.id())).ifPresent(id -> named(id).add(leaf));
        });
        shop.facts.histories().forEach(history -> byNode.computeIfAbsent(history.node(), key -> new ArrayList<>()).add(history));
        for (Node node : shop.snapshot.nodes()) {
            if (node.wasAvailable() || node.maintenance()) {
                byNode.getOrDefault(node, List.of())
                        .forEach(history -> named(history.xml().id()).forEach(leaf -> check(history, leaf)));
            }
        }
        shop.facts.histories().stream().filter(history -> shop.facts.parameters().followHost(history.resource())).forEach(this::forgive);
    }

    /** Rule 4:B-65: whether the parameters of such a connection changed after its failure is known only now. */
    private void forgive(ResourceHistory history) {
        Resource connection = history.resource();
        for (HistoryEntry entry : history.entries()) {
            boolean counts = entry.lastFailure() && (entry.operation().equals("start") || entry.operation().equals("monitor"));
            if (counts && Digests.compare(shop.facts, connection, history.node(), entry,
                    shop.parameters.of(connection, history.node())).changed()) {
                clear(connection, history.node(), new Found.DefinitionChanged());
            }
        }
    }

    private List<Resource> named(String id) {
        return byId.computeIfAbsent(id, key -> new ArrayList<>());
    }

    /** A history is checked against what bears its name, even if an instance of another number took it (rule 3:C-1). */
    private void check(ResourceHistory history, Resource resource) {
        Node node = history.node();
        if (resource.removed()) {
            // What bears the name of a removed resource may be the history of a configured one, such as another replica's.
            if ((!resource.inClone() || resource.unique()) && history.resource() == resource) {
                if (shop.managed(resource)) {
                    forget(resource, node, new Found.Removed());
                }
            }
            return;
        }
        boolean active = resource.activeOn().contains(node);
        if (agentChanged(history, resource)) {
            shop.unfencing.changed(resource, node, new Found.DeviceChanged(Found.Device.DEFINITION));
            if (active) {
                shop.book.once(resource, "stop", node, true).note(new Found.AgentChanged());
                shop.startAgain.add(resource);
            }
            forget(resource, node, new Found.AgentChanged());
        }
        if (!active || history.startIndex() < history.stopIndex()) {
            return;
        }
        for (int i = Math.max(0, history.startIndex()); i < history.entries().size(); i++) {
            entry(resource, node, history.entries().get(i));
        }
    }

    private static boolean agentChanged(ResourceHistory history, Resource resource) {
        AgentId agent = resource.agent().orElse(null);
        return agent != null && (differs(history.xml().get("class"), agent.agentClass())
                || differs(history.xml().get("provider", ""), agent.provider())
                || differs(history.xml().get("type"), agent.type()));
    }

    private static boolean differs(String recorded, String configured) {
        return recorded != null && !Objects.equals(recorded, configured);
    }

    /** Rule 3:C-8. */
    private void forget(Resource resource, Node node, Reason reason) {
        if (resource.failed() || !node.onlineAndClean()) {
            return;
        }
        PlannedAction delete = shop.book.once(resource, "delete", node, true);
        delete.require();
        delete.note(reason);
        shop.order(resource, "stop", delete, ORDERED);
        shop.order(delete, resource, "start", ORDERED);
    }

    /** Rule 3:C-10: what was removed from the configuration needs no fail count. */
    void forgetFailures() {
        if (!shop.snapshot.options().isTrue(ClusterOption.STOP_REMOVED_RESOURCES)) {
            return;
        }
        for (Resource resource : shop.snapshot.resources()) {
            for (Node node : resource.removed() && resource.isPrimitive() ? shop.snapshot.nodes() : List.<Node>of()) {
                if (node.online() && shop.snapshot.failCount(resource, node) > 0) {
                    shop.order(clear(resource, node, new Found.Removed()), resource, "stop", ORDERED);
                }
            }
        }
    }

    private PlannedAction clear(Resource resource, Node node, Reason reason) {
        PlannedAction clear = shop.book.once(resource, "clear_failcount", node, true);
        clear.require();
        clear.meta().put("op_no_wait", "true");
        clear.note(reason);
        return clear;
    }

    private void entry(Resource resource, Node node, HistoryEntry entry) {
        boolean recurring = entry.intervalMillis() > 0;
        if (recurring && (resource.inMaintenance() || node.maintenance())) {
            cancel(resource, node, entry, new Consequent.Maintenance());
        } else if ((recurring || STATE_MAKING.contains(entry.operation())) && changed(resource, node, entry)
                && shop.snapshot.failCount(resource, node) > 0) {
            clear(resource, node, new Found.OperationChanged(entry.operation()));
        }
    }

    /** Rule 3:C-5. */
    private boolean changed(Resource resource, Node node, HistoryEntry entry) {
        boolean recurring = entry.intervalMillis() > 0;
        if (recurring && shop.facts.operations().findEnabled(resource, entry.operation(), entry.intervalMillis()).isEmpty()) {
            if (shop.snapshot.options().isTrue(ClusterOption.CANCEL_REMOVED_ACTIONS)) {
                cancel(resource, node, entry, new Found.OperationRemoved());
            }
            return true;
        }
        Digests.Result result = Digests.compare(shop.facts, resource, node, entry, shop.parameters.of(resource, node));
        switch (result) {
            case MATCH -> {
                return false;
            }
            case RESTART -> restart(resource, node, entry);
            case MISMATCH, UNKNOWN -> {
                if (recurring) {
                    running(resource, node, entry).ifPresent(PlannedAction::reschedules);
                } else if (entry.xml().get("op-restart-digest") != null) {
                    shop.unfencing.changed(resource, node, new Found.DeviceChanged(Found.Device.RELOAD));
                    reload(resource, node);
                } else {
                    restart(resource, node, entry);
                }
            }
        }
        return true;
    }

    /** Rule 3:C-6: a start that is required before it has a node makes the stop required. */
    private void restart(Resource resource, Node node, HistoryEntry entry) {
        String task = entry.intervalMillis() > 0 ? entry.operation() : "start";
        String key = resource.id() + "_" + task + "_" + entry.intervalMillis();
        PlannedAction action = shop.book.request(resource, key, task, null, true);
        action.require();
        action.reason(new Found.DefinitionChanged(), true);
        shop.unfencing.changed(resource, node, new Found.DeviceChanged(Found.Device.PARAMETERS));
    }

    /** Rule 3:C-7. */
    private void reload(Resource resource, Node node) {
        if (!shop.managed(resource) || resource.failed()) {
            return;
        }
        if (resource.startPending()) {
            shop.book.once(resource, "stop", node, true).reason(new Found.DefinitionChanged(), false);
            return;
        }
        PlannedAction reload = shop.book.once(resource, "reload-agent", node, true);
        reload.reason(new Found.DefinitionChanged(), false);
        shop.order(reload, resource, "stop", ORDERED, CANCELS_FIRST);
        shop.order(reload, resource, "demote", ORDERED, CANCELS_FIRST);
    }

    private static String key(Resource resource, HistoryEntry entry) {
        return resource.id() + "_" + entry.operation() + "_" + entry.intervalMillis();
    }

    private Optional<PlannedAction> running(Resource resource, Node node, HistoryEntry entry) {
        return shop.book.find(resource, key(resource, entry)).stream().filter(action -> action.node() == node).findFirst();
    }

    private void cancel(Resource resource, Node node, HistoryEntry entry, Reason reason) {
        PlannedAction action = shop.book.request(resource, key(resource, entry), entry.operation(), node, false);
        Recurring.cancel(action, entry.operation(), reason);
        action.meta().put("call_id", Integer.toString(entry.callId()));
        shop.order(resource, "stop", action, ORDERED);
    }
}
