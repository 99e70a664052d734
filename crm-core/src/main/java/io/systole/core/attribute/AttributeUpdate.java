package io.systole.core.attribute;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One wish to change a transient or private node attribute (controller and status reference, C-98 to C-108).
 *
 * @param how what is to be changed
 * @param node whose attribute
 * @param name the attribute; exact, case counts
 * @param value the value, {@code value++} or {@code value+=N}; empty deletes it
 * @param dampening how long a changed value must stay the same before it is written
 * @param secret true for a private attribute: never in the CIB, seen only by who asks for it by name
 */
public record AttributeUpdate(
        How how, NodeName node, String name, Optional<String> value, Optional<Duration> dampening, boolean secret) {
    public AttributeUpdate {
        Objects.requireNonNull(how);
        if (name.isEmpty() && how != How.REFRESH) {
            throw new IllegalArgumentException("an attribute has a name");
        }
        if (dampening.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("the dampening of " + name + " is negative: " + dampening.get());
        }
    }

    /** What an update changes. */
    public enum How {
        /** The value; a dampening counts only if the attribute is new. */
        VALUE,
        /** Value and dampening. */
        BOTH,
        /** The dampening of an attribute that exists. */
        DELAY,
        /** Nothing; all that waits for its dampening is written now. */
        REFRESH
    }

    /** A plain update of a transient attribute. */
    public static AttributeUpdate of(NodeName node, String name, Optional<String> value) {
        return new AttributeUpdate(How.VALUE, node, name, value, Optional.empty(), false);
    }
}
