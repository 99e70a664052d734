package io.systole.shell.tool;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.membership.NodeName;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The attributes that a node has until it leaves: what the CIB holds, and over it what waits to be written there or is private. */
final class TransientAttributes {
    private final ToolContext context;

    TransientAttributes(ToolContext context) {
        this.context = context;
    }

    /** One value, also a private one. */
    Optional<String> value(NodeName node, String name) {
        return context.connection().attributes().value(node, name)
                .orElseGet(() -> NodeAttributes.get(context.connection().cib(), node, name));
    }

    /** All values that are not private; those are told only to who knows their names. */
    SortedMap<String, String> all(NodeName node) {
        AttributeTable table = context.connection().attributes();
        SortedMap<String, String> values = new TreeMap<>(NodeAttributes.all(context.connection().cib(), node));
        table.attributes().forEach((name, known) -> {
            if (!known.secret()) {
                table.value(node, name).ifPresent(waiting ->
                        waiting.ifPresentOrElse(value -> values.put(name, value), () -> values.remove(name)));
            }
        });
        return values;
    }
}
