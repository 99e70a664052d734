package io.systole.core.scheduler.order;

import io.systole.core.scheduler.plan.PlannedAction;
import io.systole.core.scheduler.snapshot.CloneSettings;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.SortedMap;
import java.util.TreeMap;

/** The meta attributes that go with an action ({@code CRM_meta_…}; rules 3:G-30, 3:G-33, 3:G-34, 3:G-36). */
final class ActionMeta {
    private ActionMeta() {}

    static SortedMap<String, String> of(PlannedAction action) {
        var meta = new TreeMap<String, String>();
        action.meta().forEach((name, value) -> {
            if (name.indexOf('#') < 0 && name.indexOf(':') < 0) {
                meta.put(name.replace('-', '_'), value);
            }
        });
        Node node = action.node();
        if (node != null && !action.pseudo()) {
            meta.put("on_node", node.name().value());
            meta.put("on_node_uuid", node.id());
        }
        if (action.resource() != null && action.resource().inClone()) {
            clone(meta, action.resource());
        }
        return meta;
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
