package io.systole.core.status;

import io.systole.core.cib.AgentId;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Truth;
import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Failure;
import io.systole.core.scheduler.snapshot.NaturalOrder;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said of a resource (reference: T-24 to T-37). */
final class ResourceReader {
    private static final Map<String, String> PENDING = Map.of(
            "start", "Starting", "stop", "Stopping", "migrate_to", "Migrating", "migrate_from", "Migrating", "promote", "Promoting",
            "demote", "Demoting");

    private final ClusterSnapshot snapshot;

    ResourceReader(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Whether people are told of it: connections to guests, which nobody configured, stay out of sight (T-25). */
    static boolean shown(Resource resource) {
        return !Truth.isTrue(resource.meta("internal_rsc"));
    }

    ResourceStatus read(Resource resource) {
        return switch (resource.kind()) {
            case PRIMITIVE -> primitive(resource);
            case GROUP -> new GroupStatus(resource.id(), resource.managed(), resource.inMaintenance(), stopped(resource),
                    resource.children().stream().map(this::primitive).toList());
            case CLONE -> clone(resource);
            case BUNDLE -> bundle(resource, resource.bundle().orElseThrow());
        };
    }

    /** Rules T-40, T-41. */
    private BundleStatus bundle(Resource resource, Bundle bundle) {
        return new BundleStatus(resource.id(), bundle.definition().technology(), bundle.definition().image(), bundle.definition().unique(),
                resource.managed(), resource.inMaintenance(), stopped(resource), bundle.replicas().stream().map(this::replica).toList(),
                bundle.replicas().stream().map(this::parts).toList());
    }

    private BundleStatus.Replica parts(Bundle.Replica replica) {
        return new BundleStatus.Replica(replica.number(), Stream.of(replica.ip(), replica.child(), Optional.of(replica.container()),
                replica.connection()).flatMap(Optional::stream).map(this::primitive).toList());
    }

    /** A replica is called by its connection and its address, and is where its container is; the rest is told of what runs inside. */
    private PrimitiveStatus replica(Bundle.Replica replica) {
        String name = replica.connection().orElse(replica.container()).id();
        return primitive(replica.child().orElse(replica.container()), name + replica.address().map(each -> " (" + each + ")").orElse(""),
                where(replica.container()));
    }

    PrimitiveStatus primitive(Resource resource) {
        return primitive(resource, resource.unique() ? resource.id() : resource.configuredId(), where(resource));
    }

    private static Optional<Node> where(Resource resource) {
        return resource.currentNode().or(resource::pendingNode).or(() -> resource.shutdownLock().map(Map.Entry::getKey));
    }

    private PrimitiveStatus primitive(Resource resource, String name, Optional<Node> current) {
        Optional<Node> locked = resource.shutdownLock().map(Map.Entry::getKey);
        String pending = PENDING.getOrDefault(resource.pendingTask(), "");
        Role shown = resource.promotable() && resource.role() == Role.STARTED ? Role.UNPROMOTED : resource.role();
        return new PrimitiveStatus(
                resource.id(),
                name,
                resource.agent().map(AgentId::toString).orElse(""),
                shown.text(),
                Optional.ofNullable(resource.meta("target-role")).orElse(""),
                resource.activeOn().stream().map(ResourceReader::place).toList(),
                active(resource),
                current.map(ResourceReader::place),
                pending,
                resource.pendingTask().equals("monitor") && !resource.activeOn().isEmpty(),
                resource.failed(),
                resource.role() == Role.STOPPED ? failedProbe(resource, current) : "",
                resource.removed(),
                resource.blocked(),
                resource.managed(),
                resource.inMaintenance(),
                resource.disabled(),
                resource.failureIgnored(),
                locked.isPresent() && locked.equals(current),
                resource.promotable(),
                resource.unique(),
                !shown(resource),
                resource.xml().get("description", ""));
    }

    private CloneStatus clone(Resource clone) {
        Optional<Resource> first = clone.children().stream().findFirst();
        var candidates = candidates(clone).stream()
                .map(node -> new CloneStatus.Candidate(node.name().value(), occupied(clone, node),
                        first.map(child -> failedProbe(child, Optional.of(node))).orElse("")))
                .toList();
        String role = Optional.ofNullable(clone.meta("target-role"))
                .or(() -> first.map(child -> child.meta("target-role")))
                .orElse("");
        return new CloneStatus(
                clone.id(),
                first.map(Resource::configuredId).orElse(""),
                clone.cloneSettings().promotable(),
                clone.cloneSettings().globallyUnique(),
                clone.cloneSettings().max(),
                role,
                clone.managed(),
                clone.inMaintenance(),
                clone.disabled(),
                clone.children().stream().map(this::read).toList(),
                candidates);
    }

    /** Nodes that may have an instance: all in a symmetric cluster, else those where it was looked for (T-37). */
    private List<Node> candidates(Resource clone) {
        boolean symmetric = snapshot.options().isTrue(ClusterOption.SYMMETRIC_CLUSTER);
        return snapshot.nodes().stream()
                .filter(node -> symmetric || clone.knownOn().contains(node))
                .filter(node -> node.connection().flatMap(Resource::replica).isEmpty())
                .sorted(Comparator.comparing((Node node) -> node.name().value(), NaturalOrder.INSTANCE))
                .toList();
    }

    private static boolean occupied(Resource clone, Node node) {
        return clone.leaves().anyMatch(leaf -> leaf.activeOn().contains(node));
    }

    /** Rule T-35. */
    private static boolean active(Resource resource) {
        return resource.activeOn().stream().anyMatch(node -> node.unclean() || node.online() || !resource.managed());
    }

    private static boolean stopped(Resource group) {
        return group.settings().targetRole() == Role.STOPPED;
    }

    /** Rule T-32: a probe that says that the resource cannot run there. */
    private String failedProbe(Resource resource, Optional<Node> node) {
        for (Failure failure : snapshot.failures()) {
            var entry = failure.entry();
            boolean probe = entry.get("operation", "").equals("monitor") && entry.get("interval", "0").equals("0");
            String rc = entry.get("rc-code", "");
            boolean impossible = rc.equals("5") || rc.equals("2") || entry.get("op-status", "").equals("7");
            boolean there = node.isEmpty() || failure.node() == node.get();
            if (probe && impossible && there && failure.resource().configuredId().equals(resource.configuredId())) {
                return rc.equals("2") ? "Invalid parameter" : "Not installed";
            }
        }
        return "";
    }

    private static PrimitiveStatus.Place place(Node node) {
        return new PrimitiveStatus.Place(node.name().value(), node.id(), node.online(), node.unclean());
    }
}
