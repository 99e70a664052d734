package io.systole.core.scheduler.plan;

import io.systole.core.option.TimeSpan;
import io.systole.core.scheduler.assign.Placements;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.Facts;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes actions and finds those that exist (rules 3:A-2, 3:A-6). */
public final class ActionBook {
    private final Facts facts;
    private final Placements placements;
    private final Runnability runnability;
    private final List<PlannedAction> all = new ArrayList<>();
    /** By the index of the resource; null as long as it has none. */
    private final ResourceActions[] byResource;
    private final Map<String, PlannedAction> marks = new HashMap<>();
    private final Map<Node, Reason> uncleanNodes = new LinkedHashMap<>();
    private final Set<Node> resets = new LinkedHashSet<>();
    private final Map<String, PlannedAction> fencing = new LinkedHashMap<>();
    private final UnfencingDigests digests;

    ActionBook(Placements placements, Targets targets) {
        this.placements = placements;
        this.facts = placements.snapshot().facts();
        this.digests = new UnfencingDigests(placements.snapshot());
        this.byResource = new ResourceActions[placements.snapshot().resourceCount()];
        this.runnability = new Runnability(placements.snapshot(), targets, this);
        placements.snapshot().nodes().stream().filter(node -> node.kind() == Node.Kind.GUEST && node.needsReset()).forEach(resets::add);
        placements.snapshot().nodes().stream().filter(Node::unclean).forEach(node -> uncleanNodes.put(node, node.uncleanReason()));
    }

    List<PlannedAction> all() {
        return Collections.unmodifiableList(all);
    }

    /** The actions of a resource, newest first. */
    public List<PlannedAction> of(Resource resource) {
        ResourceActions actions = byResource[resource.index()];
        return actions == null ? List.of() : actions.all();
    }

    /** The existing action with this key; on this node, or without a node. */
    public Optional<PlannedAction> find(Resource resource, String key, Node node) {
        PlannedAction nodeless = null;
        for (PlannedAction action : withKey(resource, key)) {
            if (node == null || action.node() == node) {
                return Optional.of(action);
            }
            nodeless = action.node() == null ? action : nodeless;
        }
        return Optional.ofNullable(nodeless);
    }

    /** Existing actions with this key, on any node, newest first. */
    public List<PlannedAction> find(Resource resource, String key) {
        return List.copyOf(withKey(resource, key));
    }

    private List<PlannedAction> withKey(Resource resource, String key) {
        ResourceActions actions = byResource[resource.index()];
        return actions == null ? List.of() : actions.withKey(key);
    }

    /** The newest action of a resource with this task; on this node unless it is null. */
    public Optional<PlannedAction> newest(Resource resource, String task, Node node) {
        for (PlannedAction action : of(resource)) {
            if (action.task().equals(task) && (node == null || action.node() == node)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    /** The one-shot operation of a resource on a node; made if it does not exist. */
    public PlannedAction once(Resource resource, String task, Node node, boolean required) {
        return request(resource, resource.id() + "_" + task + "_0", task, node, required);
    }

    /** An operation with this key; made if it does not exist. */
    public PlannedAction request(Resource resource, String key, String task, Node node, boolean required) {
        Optional<PlannedAction> found = find(resource, key, node);
        PlannedAction action = found.orElseGet(() -> create(key, task, resource, node));
        if (action.node() == null && node != null) {
            action.adopt(node);
        }
        boolean managed = placements.of(resource).managed();
        if (!managed && action.node() != null && !action.pseudo() && interval(key) == 0 && !isProbe(key)) {
            action.makeOptional();
        } else if (required) {
            action.require();
        }
        if (found.isEmpty() && resource.isPrimitive()) {
            action.meta().putAll(facts.operations().meta(resource, task, interval(key)));
            monitorTimeout(action, isProbe(key));
        }
        if (!action.pseudo()) {
            runnability.check(action);
        }
        return action;
    }

    /** Rule 3:T-4: what it means for the actions that exist already that the resource gets no node. */
    public void withoutNode(Resource resource) {
        for (PlannedAction action : of(resource)) {
            boolean expectsStopped = "7".equals(action.meta().get("op_target_rc"));
            if (action.task().equals("stop")) {
                action.require();
            } else if (action.task().equals("start") || interval(action.key()) > 0 && !expectsStopped) {
                action.runnable(false);
            }
        }
    }

    /** Rule 3:M-4: fence devices have a timeout of their own for being started and probed. */
    private void monitorTimeout(PlannedAction action, boolean probe) {
        if (action.node() != null && action.resource().isFenceDevice() && (probe || action.task().equals("start"))) {
            TimeSpan.timeout(facts.parameters().of(action.resource(), action.node()).get("pcmk_monitor_timeout"))
                    .ifPresent(millis -> action.meta().put("timeout", Long.toString(millis)));
        }
    }

    private static boolean isProbe(String key) {
        return key.endsWith("_monitor_0");
    }

    /** A mark of a group or clone: possible, optional, nothing to be executed. */
    public PlannedAction mark(Resource resource, String task) {
        return mark(resource, resource.id() + "_" + task + "_0", task);
    }

    /** A mark with a key of its own. */
    PlannedAction mark(Resource resource, String key, String task) {
        return find(resource, key, null).orElseGet(() -> {
            PlannedAction action = create(key, task, resource, null);
            action.pseudo(true);
            action.meta().putAll(facts.operations().meta(resource, task, 0));
            return action;
        });
    }

    /** A mark of the whole cluster. */
    PlannedAction mark(String name) {
        return marks.computeIfAbsent(name, key -> {
            PlannedAction action = create(key, key, null, null);
            action.pseudo(true);
            return action;
        });
    }

    /** The mark that all that leaves a node has made room there. */
    PlannedAction loadStopped(Node node) {
        PlannedAction mark = mark("load_stopped_" + node);
        mark.adopt(node);
        mark.require();
        mark.note(new Consequent.RoomMade(node.name()));
        return mark;
    }

    /** The fencing of a node; optional until fencing turns out to be needed. */
    PlannedAction fence(Node node, String action) {
        return fencing.computeIfAbsent("stonith-" + node + "-" + action, key -> {
            PlannedAction fence = create(key, "stonith", null, node);
            fence.meta().put("on_node", node.name().value());
            fence.meta().put("on_node_uuid", node.id());
            fence.meta().put("stonith_action", action);
            if (digests.describe(fence, node) && facts.canFence(node)) {
                fence.require();
            }
            return fence;
        });
    }

    /** Notes that a node has to be fenced; a guest with what it lives in. */
    void markUnclean(Node node, Reason reason) {
        if (node.kind() == Node.Kind.GUEST) {
            node.launcher().filter(Resource::managed).ifPresent(launcher -> resets.add(node));
            return;
        }
        uncleanNodes.putIfAbsent(node, reason);
    }

    /** A guest that has to be brought down with what it lives in (rule 4:B-69). */
    boolean resets(Node node) {
        return resets.contains(node);
    }

    boolean unclean(Node node) {
        return uncleanNodes.containsKey(node);
    }

    Reason uncleanReason(Node node) {
        return uncleanNodes.getOrDefault(node, Reason.NONE);
    }

    PlannedAction create(String key, String task, Resource resource, Node node) {
        var action = new PlannedAction(all.size() + 1, key, task, resource, node);
        all.add(action);
        if (resource != null) {
            if (byResource[resource.index()] == null) {
                byResource[resource.index()] = new ResourceActions();
            }
            byResource[resource.index()].add(action);
        }
        return action;
    }

    static long interval(String key) {
        return Long.parseLong(key, key.lastIndexOf('_') + 1, key.length(), 10);
    }
}
