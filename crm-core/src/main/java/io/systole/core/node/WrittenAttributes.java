package io.systole.core.node;

import io.systole.core.alert.AlertEvent;
import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.membership.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Finds the transient node attributes that differ between two states of a CIB, whoever wrote them. */
final class WrittenAttributes {
    private WrittenAttributes() {}

    /** Node by node, by name. That a node has left, and its attributes with it, is told otherwise. */
    static List<AlertEvent.AttributeChange> between(Cib before, Cib after) {
        if (before.status() == after.status()) {
            return List.of();
        }
        List<AlertEvent.AttributeChange> changes = new ArrayList<>();
        for (Element state : after.status().children("node_state")) {
            String name = state.get("uname", "");
            Element attributes = state.child("transient_attributes").orElse(null);
            if (!name.isEmpty() && attributes != null && former(before, state) != attributes) {
                compare(before, after, new NodeName(name), state.id(), changes);
            }
        }
        return changes;
    }

    private static Element former(Cib before, Element state) {
        return before.status().children("node_state").stream().filter(one -> state.id().equals(one.id())).findFirst()
                .flatMap(one -> one.child("transient_attributes")).orElse(null);
    }

    private static void compare(Cib before, Cib after, NodeName node, String id, List<AlertEvent.AttributeChange> changes) {
        SortedMap<String, String> old = NodeAttributes.all(before, node);
        SortedMap<String, String> present = NodeAttributes.all(after, node);
        var names = new TreeSet<>(old.keySet());
        names.addAll(present.keySet());
        for (String name : names) {
            String value = present.get(name);
            if (value == null || !value.equals(old.get(name))) {
                changes.add(new AlertEvent.AttributeChange(node, id, name, value == null ? "" : value));
            }
        }
    }
}
