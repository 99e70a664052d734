package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.scheduler.reason.Found;
import io.systole.core.scheduler.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What recorded migrations say about source and target (rules 1:S-159 to 1:S-162). */
final class MigrationHistory {
    private static final Set<String> STATE_CHANGES = Set.of("start", "stop", "migrate_to", "migrate_from");

    private final Facts facts;
    private final Node node;
    private final Resource resource;

    MigrationHistory(Facts facts, Node node, Resource resource) {
        this.facts = facts;
        this.node = node;
        this.resource = resource;
    }

    /** A migration was under way from a node that is unclean now: its target must be stopped. */
    void stopOnTarget(HistoryEntry entry) {
        Optional<Node> target = named(entry.xml().get("migrate_target"));
        Reason reason = new Found.MigrationInterrupted(node.name());
        target.ifPresent(where -> facts.consequences.add(new Consequence.Stop(resource, where, reason)));
    }

    /** Rule 1:S-160. */
    void successfulMigrateTo(HistoryEntry entry) {
        String source = entry.xml().get("migrate_source");
        String target = entry.xml().get("migrate_target");
        if (source == null || target == null || !source.equalsIgnoreCase(node.name.value())) {
            return;
        }
        Optional<HistoryEntry> arrival = migrateFrom(target, source);
        boolean superseded = actedAfter(source, entry);
        if (arrival.isPresent() && superseded || superseded && stateAfter(target, source, target)) {
            return;
        }
        if (arrival.isPresent() && arrival.get().rc() == 0 && arrival.get().status() == 0) {
            resource.role = Role.STOPPED;
            resource.danglingSources.add(node);
            return;
        }
        resource.role = Role.STARTED;
        Optional<Node> there = named(target);
        boolean up = !stateAfter(target, source, target) && there.filter(where -> where.online).isPresent();
        if (arrival.isPresent() && !arrival.get().pending()) {
            if (up) {
                alsoActiveOn(there.get(), true);
            } else {
                spoilt();
            }
        } else if (there.filter(where -> where.online).isPresent() && unknown(target)) {
            return;
        } else if (up) {
            alsoActiveOn(there.get(), false);
            if (node.online) {
                resource.migrationSource = node;
                resource.migrationTarget = there.get();
            }
        } else if (!superseded) {
            spoilt();
        }
    }

    /** Rule 1:S-161. */
    void failedMigrateTo(HistoryEntry entry) {
        String source = entry.xml().get("migrate_source");
        String target = entry.xml().get("migrate_target");
        if (source == null || target == null || !source.equalsIgnoreCase(node.name.value())) {
            return;
        }
        resource.role = Role.STARTED;
        if (!unknown(target) && !stateAfter(target, source, target)) {
            named(target).filter(where -> where.online).ifPresent(where -> alsoActiveOn(where, false));
        } else if (!actedAfter(source, entry)) {
            resource.danglingSources.add(node);
        }
    }

    /** Rule 1:S-162. */
    void failedMigrateFrom(HistoryEntry entry) {
        String source = entry.xml().get("migrate_source");
        String target = entry.xml().get("migrate_target");
        if (source == null || target == null || !target.equalsIgnoreCase(node.name.value())) {
            return;
        }
        resource.role = Role.STARTED;
        if (!unknown(source) && !stateAfter(source, source, target)) {
            named(source).filter(where -> where.online).ifPresent(where -> alsoActiveOn(where, true));
        }
    }

    private void alsoActiveOn(Node where, boolean failed) {
        new Activity(facts).add(resource, where, failed);
    }

    private void spoilt() {
        resource.failed = true;
        resource.stopWhenFailed = true;
        resource.mayMigrate = false;
    }

    private Optional<Node> named(String name) {
        return name == null ? Optional.empty()
                : facts.nodes.stream().filter(candidate -> candidate.name.value().equalsIgnoreCase(name)).findFirst();
    }

    private List<HistoryEntry> entries(String nodeName) {
        for (Element state : facts.cib.status().children("node_state")) {
            if (nodeName.equalsIgnoreCase(state.get("uname", ""))) {
                return state.child("lrm").flatMap(lrm -> lrm.child("lrm_resources"))
                        .flatMap(list -> list.child("lrm_resource", resource.id))
                        .map(history -> history.children("lrm_rsc_op").stream().map(HistoryEntry::of).toList())
                        .orElse(List.of());
            }
        }
        return List.of();
    }

    private Optional<HistoryEntry> migrateFrom(String target, String source) {
        return first(target, entry -> entry.operation().equals("migrate_from")
                && source.equalsIgnoreCase(entry.xml().get("migrate_source")));
    }

    private Optional<HistoryEntry> first(String nodeName, Predicate<HistoryEntry> wanted) {
        return entries(nodeName).stream().filter(wanted).findFirst();
    }

    private boolean actedAfter(String nodeName, HistoryEntry entry) {
        return first(nodeName, other -> STATE_CHANGES.contains(other.operation()) && !other.xml().id().equals(entry.xml().id())
                && HistoryOrder.INSTANCE.compare(other, entry) > 0).isPresent();
    }

    private boolean stateAfter(String nodeName, String source, String target) {
        Optional<HistoryEntry> from = migrateFrom(target, source);
        Optional<HistoryEntry> to = first(source, entry -> entry.operation().equals("migrate_to")
                && target.equalsIgnoreCase(entry.xml().get("migrate_target")));
        Optional<HistoryEntry> reference = from.isPresent() && !(to.isPresent() && nodeName.equalsIgnoreCase(source)) ? from : to;
        if (reference.isEmpty()) {
            return false;
        }
        return actedAfter(nodeName, reference.get())
                || first(nodeName, entry -> entry.operation().equals("monitor") && entry.rc() == 7 && entry.status() == 0)
                        .filter(entry -> HistoryOrder.INSTANCE.compare(entry, reference.get()) > 0).isPresent();
    }

    private boolean unknown(String nodeName) {
        return entries(nodeName).stream().allMatch(entry -> entry.rc() == 193);
    }
}
