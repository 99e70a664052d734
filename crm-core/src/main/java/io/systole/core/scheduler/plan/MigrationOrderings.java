package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.constraint.OrderProperty;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Orderings of live migrations that follow from those of starts and stops (rule 3:L-11). */
final class MigrationOrderings {
    private MigrationOrderings() {}

    /** The orderings with each derived one right after its original. */
    static List<Ordering> withDerived(List<Ordering> orderings) {
        var all = new ArrayList<Ordering>();
        for (Ordering ordering : orderings) {
            all.add(ordering);
            Resource first = ordering.first().resource();
            Resource then = ordering.then().resource();
            boolean related = first == null || then == null || first == then || first.isInside(then) || then.isInside(first);
            if (!related && (first.mayMigrate() || then.mayMigrate())) {
                derive(all, first, task(ordering.first()), then, task(ordering.then()));
            }
        }
        return all;
    }

    private static String task(Ordering.End end) {
        return end.action() == null ? end.task() : end.action().task();
    }

    private static void derive(List<Ordering> all, Resource first, String firstTask, Resource then, String thenTask) {
        if (!then.mayMigrate()) {
            return;
        }
        Set<OrderProperty> ordered = EnumSet.of(OrderProperty.ORDERED);
        Set<OrderProperty> unlessMigrating = first.mayMigrate()
                ? EnumSet.of(OrderProperty.ORDERED, OrderProperty.NOT_FOR_MIGRATION) : ordered;
        switch (firstTask + " " + thenTask) {
            case "start start" -> {
                if (first.mayMigrate()) {
                    add(all, first, "migrate_from", then, "migrate_to", ordered);
                }
                add(all, first, "start", then, "migrate_to", unlessMigrating);
            }
            case "stop stop" -> {
                add(all, first, "stop", then, "migrate_to", unlessMigrating);
                if (then.migrationSource().isPresent()) {
                    add(all, first, "stop", then, "migrate_from", unlessMigrating);
                }
            }
            case "promote start" -> add(all, first, "promote", then, "migrate_to", ordered);
            case "demote stop" -> {
                add(all, first, "demote", then, "migrate_to", ordered);
                if (then.migrationSource().isPresent()) {
                    add(all, first, "demote", then, "migrate_from", ordered);
                }
            }
            default -> { }
        }
    }

    private static void add(
            List<Ordering> all, Resource first, String firstTask, Resource then, String thenTask, Set<OrderProperty> properties) {
        all.add(new Ordering(Ordering.End.of(first, firstTask), Ordering.End.of(then, thenTask), properties));
    }
}
