package io.systole.core.scheduler.order;

import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.CloneSettings;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The meta attributes that go with an action ({@code CRM_meta_…}; rules 3:G-30, 3:G-33, 3:G-34, 3:G-36). */
final class ActionMeta {
    private ActionMeta() {}

    static SortedMap<String, String> of(PlannedAction action, Routing routing) {
        var meta = new TreeMap<String, String>();
        action.meta().forEach((name, value) -> {
            if (name.indexOf('#') < 0 && name.indexOf(':') < 0) {
                meta.put(name.replace('-', '_'), value);
            }
        });
        Node node = action.node();
        if (node != null && (!action.pseudo() || action.task().equals("stonith"))) {
            meta.put("on_node", node.name().value());
            meta.put("on_node_uuid", node.id());
        }
        if (action.resource() != null && node != null && node.kind() == Node.Kind.GUEST) {
            routing.physicalHost(action).ifPresent(host -> {
                meta.put("physical_host", host.name().value());
                Optional.ofNullable(action.resource().meta("container-attribute-target"))
                        .ifPresent(target -> meta.put("container_attribute_target", target));
            });
        }
        if (action.resource() != null) {
            containers(meta, action.resource());
        }
        if (action.resource() != null && action.resource().inClone()) {
            clone(meta, action.resource());
        }
        return meta;
    }

    /** Rule 3:G-33. */
    private static void containers(SortedMap<String, String> meta, Resource resource) {
        if (resource.isPrimitive() && resource.meta("remote-node") != null) {
            meta.put("remote_node", resource.meta("remote-node"));
        }
        for (Resource at = resource; at != null; at = at.parent().orElse(null)) {
            at.launcher().ifPresent(launcher -> meta.put("container", launcher.id()));
        }
    }

    private static void clone(SortedMap<String, String> meta, Resource resource) {
        CloneSettings clone = resource.cloneSettings();
        if (resource.isPrimitive()) {
            meta.put("clone", Integer.toString(resource.instance()));
        }
        meta.put("globally_unique", Boolean.toString(clone.globallyUnique()));
        meta.put("notify", Boolean.toString(clone.notifies()));
        meta.put("clone_max", Integer.toString(clone.max()));
        meta.put("clone_node_max", Integer.toString(clone.nodeMax()));
        if (clone.promotable()) {
            meta.put("promoted_max", Integer.toString(clone.promotedMax()));
            meta.put("promoted_node_max", Integer.toString(clone.promotedNodeMax()));
            meta.put("master_max", Integer.toString(clone.promotedMax()));
            meta.put("master_node_max", Integer.toString(clone.promotedNodeMax()));
        }
    }
}
