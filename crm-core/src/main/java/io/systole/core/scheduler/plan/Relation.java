package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.constraint.OrderProperty;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** How one action depends on another; properties are taken away when they turn out not to matter. */
public final class Relation {
    private final PlannedAction first;
    private final PlannedAction then;
    /** What it was made with: says whether it is there already, whatever was taken away since (rule 3:O-2). */
    private final Set<OrderProperty> declared;
    private final EnumSet<OrderProperty> properties;

    private Relation(PlannedAction first, PlannedAction then, Collection<OrderProperty> properties) {
        this.first = first;
        this.then = then;
        this.declared = EnumSet.copyOf(properties);
        this.properties = EnumSet.copyOf(properties);
    }

    /**
     * Joins two actions. Nothing happens if they are joined already by a relation that shares a property (rule 3:O-2).
     *
     * @return true if the relation is new
     */
    public static boolean join(PlannedAction first, PlannedAction then, Collection<OrderProperty> properties) {
        if (properties.isEmpty() || first == null || then == null || first == then) {
            return false;
        }
        boolean fewAfter = first.after().size() < then.before().size();
        for (Relation relation : fewAfter ? first.after() : then.before()) {
            if (relation.first == first && relation.then == then && relation.sharesWith(properties)) {
                return false;
            }
        }
        var relation = new Relation(first, then, properties);
        first.link(relation);
        then.link(relation);
        return true;
    }

    private boolean sharesWith(Collection<OrderProperty> others) {
        for (OrderProperty property : others) {
            if (declared.contains(property)) {
                return true;
            }
        }
        return false;
    }

    public PlannedAction first() {
        return first;
    }

    public PlannedAction then() {
        return then;
    }

    public boolean has(OrderProperty property) {
        return properties.contains(property);
    }

    /** The properties it still has; a copy. */
    public Set<OrderProperty> properties() {
        return properties.clone();
    }

    public boolean disabled() {
        return properties.isEmpty();
    }

    public void disable() {
        properties.clear();
    }

    public void replace(OrderProperty old, OrderProperty with) {
        if (properties.remove(old)) {
            properties.add(with);
        }
    }
}
