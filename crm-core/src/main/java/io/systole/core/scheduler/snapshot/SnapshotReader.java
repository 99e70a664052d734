package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.upgrade.CibUpgrade;
import io.systole.core.option.ClusterOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Reads a CIB in the order that conclusions need: options, nodes, resources, node states, histories (rule 1:S-197). */
final class SnapshotReader {
    private final Facts facts;

    SnapshotReader(Cib cib, Instant now, ZoneId zone) {
        this.facts = new Facts(CibUpgrade.upgraded(cib), ZonedDateTime.ofInstant(now, zone));
    }

    ClusterSnapshot read() {
        facts.unfencing = Unfencing.inUse(facts);
        readPolicy();
        new NodeReader(facts).read();
        var resources = new ResourceReader(facts);
        resources.read();
        facts.haveFenceDevice = facts.options.isTrue(ClusterOption.HAVE_WATCHDOG)
                || facts.resources.stream().flatMap(Resource::leaves).anyMatch(Resource::isFenceDevice);
        if (facts.fencingEnabled && !facts.haveFenceDevice) {
            facts.problem("no fence device is configured: set fencing-enabled=false or configure one; until then nothing is started");
        }
        facts.section("tags").children("tag").stream().filter(tag -> tag.id() != null).forEach(tag ->
                facts.tags.put(tag.id(), tag.children("obj_ref").stream().map(Element::id).distinct().toList()));
        new NodeStateReader(facts).read();
        new HistoryReader(facts, resources).read();
        new ShutdownLocks(facts).apply();
        facts.resources.forEach(SnapshotReader::concludeRole);
        return new ClusterSnapshot(facts, new Tickets(facts, resources));
    }

    private void readPolicy() {
        facts.noQuorumPolicy = switch (facts.options.word(ClusterOption.NO_QUORUM_POLICY)) {
            case "freeze" -> ClusterSnapshot.NoQuorumPolicy.FREEZE;
            case "ignore" -> ClusterSnapshot.NoQuorumPolicy.IGNORE;
            case "demote" -> ClusterSnapshot.NoQuorumPolicy.DEMOTE;
            case "fence", "suicide" -> mayFenceWithoutQuorum() ? ClusterSnapshot.NoQuorumPolicy.FENCE : ClusterSnapshot.NoQuorumPolicy.STOP;
            default -> ClusterSnapshot.NoQuorumPolicy.STOP;
        };
    }

    private boolean mayFenceWithoutQuorum() {
        boolean hadQuorum = io.systole.core.option.WholeNumber.parse(facts.cib.root().get("no-quorum-panic"), 0) != 0;
        return facts.fencingEnabled && (facts.quorate || hadQuorum);
    }

    /** An instance of a promotable clone that is just started is unpromoted; where a member has a role already, the others keep theirs. */
    private static void concludeRole(Resource resource) {
        if (!resource.isPrimitive()) {
            resource.children.forEach(SnapshotReader::concludeRole);
            resource.role = resource.children.stream().map(child -> child.role).max(Role::compareTo).orElse(Role.STOPPED);
        }
        boolean instance = resource.parent().filter(Resource::isClone).isPresent();
        if (instance && resource.promotable() && resource.role == Role.STARTED) {
            resource.tree().filter(part -> part.role == Role.STARTED).forEach(part -> part.role = Role.UNPROMOTED);
        }
    }
}
