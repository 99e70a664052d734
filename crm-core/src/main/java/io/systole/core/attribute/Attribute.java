package io.systole.core.attribute;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one attribute besides what the CIB holds.
 *
 * @param dampening how long a changed value must stay the same before it is written; the same for all nodes
 * @param secret true if the values are private and never written
 * @param values by node: the private values, or those that wait to be written; an empty one waits to be deleted
 */
public record Attribute(Duration dampening, boolean secret, SortedMap<NodeName, Optional<String>> values) {
    public Attribute {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** An attribute without values. */
    public static Attribute empty(Duration dampening, boolean secret) {
        return new Attribute(dampening, secret, new TreeMap<>());
    }

    /** The attribute with another dampening. */
    public Attribute withDampening(Duration changed) {
        return new Attribute(changed, secret, values);
    }

    /** The attribute with this value of a node; an empty one waits to be deleted, or is deleted at once if it is private. */
    public Attribute with(NodeName node, Optional<String> value) {
        var changed = new TreeMap<>(values);
        if (secret && value.isEmpty()) {
            changed.remove(node);
        } else {
            changed.put(node, value);
        }
        return new Attribute(dampening, secret, changed);
    }

    Attribute without(NodeName node) {
        var changed = new TreeMap<>(values);
        changed.remove(node);
        return new Attribute(dampening, secret, changed);
    }

    /** True if the CIB says all there is to say. */
    boolean idle() {
        return values.isEmpty() && dampening.isZero();
    }
}
