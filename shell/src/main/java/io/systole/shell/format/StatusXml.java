package io.systole.shell.format;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.status.BundleStatus;
import io.systole.core.status.CloneStatus;
import io.systole.core.status.ClusterStatus;
import io.systole.core.status.FailedAction;
import io.systole.core.status.GroupStatus;
import io.systole.core.status.NodeHistory;
import io.systole.core.status.NodeStatus;
import io.systole.core.status.PrimitiveStatus;
import io.systole.core.status.ResourceStatus;
import io.systole.core.status.Summary;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The status as {@code crm_mon --output-as=xml} writes it (api 2.25), which agents and exporters read. */
public final class StatusXml {
    private final ClusterStatus status;
    private final ZoneId zone;
    private final StatusView view;

    /** For all of this status. */
    public StatusXml(ClusterStatus status, ZoneId zone) {
        this(status, StatusView.all(zone));
    }

    /** For what of this status a view shows: its sections, and its node and resource if it is about one. */
    public StatusXml(ClusterStatus status, StatusView view) {
        this.status = status;
        this.zone = view.zone();
        this.view = view;
    }

    /** The parts that a simulation shows. */
    List<Element> simulated(boolean attributes, boolean failCounts) {
        var parts = new ArrayList<Element>();
        parts.add(nodes());
        parts.add(resources());
        if (attributes) {
            nodeAttributes().ifPresent(parts::add);
        }
        if (failCounts) {
            parts.add(histories());
            failures().ifPresent(parts::add);
        }
        return parts;
    }

    private Element nodes() {
        return Element.of("nodes").withChildren(status.nodes().stream().filter(node -> view.showsNode(node.name()))
                .map(this::nodeWithResources).toList());
    }

    private Element nodeWithResources(NodeStatus node) {
        return !view.byNode() ? node(node) : node(node).withChildren(node.hosted().stream()
                .filter(resource -> view.resource().isEmpty() || view.resource().equals(resource.name()))
                .map(StatusXml::primitive).toList());
    }

    /** The resources and their state; below the nodes only what does not stand there. */
    public Element resources() {
        return Element.of("resources").withChildren(status.resources().stream().filter(view::showsResource)
                .filter(resource -> !view.byNode() || view.showsBesideNodes(resource)).map(this::resource).toList());
    }

    /** One resource and its state, wherever it stands; empty if there is none of this id. */
    public Optional<Element> resource(String id) {
        return status.resources().stream().map(this::resource).flatMap(Element::tree)
                .filter(each -> id.equals(each.get("id")) && !each.is("node")).findFirst();
    }

    private Optional<Element> nodeAttributes() {
        var attributes = status.nodes().stream().filter(node -> view.showsNode(node.name()))
                .filter(node -> node.online() && !node.attributes().isEmpty()).map(StatusXml::attributes).toList();
        return attributes.isEmpty() ? Optional.empty() : Optional.of(Element.of("node_attributes").withChildren(attributes));
    }

    private Element histories() {
        return Element.of("node_history").withChildren(status.histories().stream()
                .filter(history -> view.showsNode(history.node()))
                .map(this::history).filter(history -> !history.children().isEmpty()).toList());
    }

    private Optional<Element> failures() {
        var shown = status.failures().stream().filter(view::showsFailure).map(this::failure).toList();
        return shown.isEmpty() ? Optional.empty() : Optional.of(Element.of("failures").withChildren(shown));
    }

    /** The document for a request (the command line as typed). */
    public String document(String request) {
        var parts = new ArrayList<Element>();
        summary(status.summary()).ifPresent(parts::add);
        if (view.shows(Section.NODES)) {
            parts.add(nodes());
        }
        if (view.shows(Section.RESOURCES)) {
            Element resources = resources();
            if (!view.byNode() || !resources.children().isEmpty()) {
                parts.add(resources);
            }
        }
        if (view.shows(Section.ATTRIBUTES)) {
            nodeAttributes().ifPresent(parts::add);
        }
        if (view.shows(Section.OPERATIONS) || view.shows(Section.FAILCOUNTS)) {
            parts.add(histories());
        }
        if (view.shows(Section.FAILURES)) {
            failures().ifPresent(parts::add);
        }
        if (view.shows(Section.FENCING) && !status.fencing().isEmpty()) {
            parts.add(Element.of("fence_history").withChildren(status.fencing().stream().map(FencingText::element).toList()));
        }
        if (view.shows(Section.TICKETS) && !status.tickets().isEmpty()) {
            parts.add(Element.of("tickets").withChildren(status.tickets().stream().map(this::ticket).toList()));
        }
        if (view.shows(Section.BANS)) {
            bans().ifPresent(parts::add);
        }
        parts.add(Element.of("status", "code", "0", "message", "OK"));
        return CibWriter.text(Element.of("pacemaker-result", "api-version", "2.25", "request", request).withChildren(parts));
    }

    private Element ticket(ClusterStatus.Ticket ticket) {
        return Element.of("ticket", "id", ticket.id(), "status", ticket.granted() ? "granted" : "revoked",
                "standby", flag(ticket.standby()),
                "last-granted", ticket.lastGranted().isEmpty() ? null : Texts.time(Long.parseLong(ticket.lastGranted()), zone));
    }

    private Optional<Element> bans() {
        var shown = status.bans().stream().filter(view::showsBan).map(ban -> Element.of("ban", "id", ban.constraint(),
                "resource", ban.resource(), "node", ban.node(), "weight", weight(ban.score()), "promoted-only", flag(ban.promotedOnly()),
                "master_only", flag(ban.promotedOnly()))).toList();
        return shown.isEmpty() ? Optional.empty() : Optional.of(Element.of("bans").withChildren(shown));
    }

    private static String weight(String score) {
        return score.equals("-INFINITY") ? "-1000000" : score;
    }

    private Optional<Element> summary(Summary summary) {
        var parts = new ArrayList<Element>();
        if (view.shows(Section.STACK)) {
            parts.add(Element.of("stack", "type", summary.stack()));
        }
        if (view.shows(Section.DC)) {
            parts.add(summary.dc().map(each -> Element.of("current_dc", "present", "true", "version", summary.version(),
                    "name", each.name(), "id", each.id(), "with_quorum", flag(summary.quorate()), "mixed_version", "false"))
                    .orElseGet(() -> Element.of("current_dc", "present", "false")));
        }
        if (view.shows(Section.TIMES)) {
            Summary.LastChange change = summary.lastChange();
            parts.add(Element.of("last_update", "time", Texts.time(status.at(), zone)));
            parts.add(Element.of("last_change", "time", change.time(), "user", change.user(), "client", change.client(),
                    "origin", change.origin()));
        }
        if (view.shows(Section.COUNTS)) {
            parts.add(Element.of("nodes_configured", "number", Integer.toString(summary.nodes())));
            parts.add(Element.of("resources_configured", "number", Integer.toString(summary.instances()),
                    "disabled", Integer.toString(summary.disabled()), "blocked", Integer.toString(summary.blocked())));
        }
        if (view.shows(Section.OPTIONS)) {
            Summary.Policy policy = summary.policy();
            parts.add(Element.of("cluster_options", "stonith-enabled", flag(policy.fencing()),
                    "symmetric-cluster", flag(policy.symmetric()), "no-quorum-policy", policy.withoutQuorum(),
                    "maintenance-mode", flag(summary.maintenance()),
                    "stop-all-resources", flag(summary.stopAll()), "stonith-timeout-ms", Long.toString(policy.fencingTimeoutMillis()),
                    "priority-fencing-delay-ms", Long.toString(policy.priorityDelayMillis())));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(Element.of("summary").withChildren(parts));
    }

    private static Element node(NodeStatus node) {
        return Element.of("node", "name", node.name(), "id", node.id(), "online", flag(node.online()), "standby", flag(node.standby()),
                "standby_onfail", flag(node.standbyOnFail()), "maintenance", flag(node.maintenance()), "pending", flag(node.pending()),
                "unclean", flag(node.unclean()), "health", node.health().name().toLowerCase(Locale.ROOT),
                "feature_set", featureSet(node), "shutdown", flag(node.shuttingDown()),
                "expected_up", flag(node.expectedUp()), "is_dc", flag(node.dc()),
                "resources_running", Integer.toString(node.hosted().size()),
                "type", node.kind() == NodeStatus.Kind.MEMBER ? "member" : "remote",
                "id_as_resource", node.guest().map(NodeStatus.Guest::container).orElse(null));
    }

    private static String featureSet(NodeStatus node) {
        boolean told = (node.online() || node.pending()) && node.kind() == NodeStatus.Kind.MEMBER;
        return !node.featureSet().isEmpty() ? node.featureSet() : told ? Texts.OLD_FEATURE_SET : null;
    }

    private Element resource(ResourceStatus resource) {
        return switch (resource) {
            case PrimitiveStatus primitive -> primitive(primitive);
            case GroupStatus group -> Element.of("group", "id", group.id(), "number_resources", Integer.toString(group.children().size()),
                    "managed", flag(group.managed()), "disabled", flag(group.disabled()))
                    .withChildren(group.children().stream().filter(member -> view.showsMember(group, member))
                            .map(StatusXml::primitive).toList());
            case BundleStatus bundle -> bundle(bundle);
            case CloneStatus clone -> Element.of("clone", "id", clone.id(), "multi_state", flag(clone.promotable()),
                    "unique", flag(clone.unique()), "managed", flag(clone.managed()), "disabled", flag(clone.disabled()),
                    "failed", flag(clone.primitives().anyMatch(PrimitiveStatus::failed)), "failure_ignored", "false",
                    "target_role", clone.targetRole().isEmpty() ? null : clone.targetRole())
                    .withChildren(clone.children().stream().filter(view::showsInstance).map(this::resource).toList());
        };
    }

    private Element bundle(BundleStatus bundle) {
        Element element = Element.of("bundle", "id", bundle.id(), "type", bundle.technology(), "image", bundle.image(),
                "unique", flag(bundle.unique()), "managed", flag(bundle.managed()),
                "failed", flag(bundle.primitives().anyMatch(PrimitiveStatus::failed)));
        for (BundleStatus.Replica replica : bundle.replicas()) {
            List<Element> parts = replica.parts().stream().filter(part -> view.showsPart(bundle, part)).map(StatusXml::primitive).toList();
            if (!parts.isEmpty() && view.showsReplica(replica)) {
                element = element.plus(Element.of("replica", "id", Integer.toString(replica.number())).withChildren(parts));
            }
        }
        return element;
    }

    private static Element primitive(PrimitiveStatus resource) {
        return Element.of("resource", "id", resource.name(), "resource_agent", resource.agent(), "role", resource.role(),
                "target_role", resource.targetRole().isEmpty() ? null : resource.targetRole(), "active", flag(resource.active()),
                "orphaned", flag(resource.removed()), "blocked", flag(resource.blocked()), "managed", flag(resource.managed()),
                "failed", flag(resource.failed()), "failure_ignored", flag(resource.failureIgnored()),
                "nodes_running_on", Integer.toString(resource.activeOn().size()),
                "pending", resource.pending().isEmpty() ? null : resource.pending())
                .withChildren(resource.activeOn().stream()
                        .map(place -> Element.of("node", "name", place.node(), "id", place.id(), "cached", flag(place.online())))
                        .toList());
    }

    private static Element attributes(NodeStatus node) {
        return Element.of("node", "name", node.name()).withChildren(node.attributes().entrySet().stream()
                .map(attribute -> Element.of("attribute", "name", attribute.getKey(), "value", attribute.getValue(),
                        "expected", Optional.ofNullable(node.expected().get(attribute.getKey())).map(String::valueOf).orElse(null)))
                .toList());
    }

    private Element history(NodeHistory history) {
        return Element.of("node", "name", history.node()).withChildren(history.resources().stream()
                .filter(resource -> !resource.operations().isEmpty())
                .filter(resource -> view.resource().isEmpty() || view.resource().equals(resource.resource()))
                .map(this::history)
                .toList());
    }

    private Element history(NodeHistory.ResourceHistory history) {
        int threshold = history.migrationThreshold() == 0 ? 1_000_000 : history.migrationThreshold();
        return Element.of("resource_history", "id", history.resource(), "orphan", flag(history.removed()),
                "migration-threshold", Integer.toString(threshold),
                "fail-count", history.failCount() == 0 ? null : Integer.toString(history.failCount()),
                "last-failure", history.lastFailure().map(time -> Texts.time(time, zone)).orElse(null))
                .withChildren(history.operations().stream().map(this::operation).toList());
    }

    private Element operation(NodeHistory.Operation operation) {
        return Element.of("operation_history", "call", operation.call(), "task", operation.task(), "rc", Integer.toString(operation.rc()),
                "rc_text", Texts.exitCode(operation.rc()),
                "interval", operation.intervalMillis() == 0 ? null : operation.intervalMillis() + "ms",
                "last-rc-change", operation.lastChange().map(time -> Texts.time(time, zone)).orElse(null),
                "exec-time", operation.execMillis().map(time -> time + "ms").orElse(null),
                "queue-time", operation.queueMillis().map(time -> time + "ms").orElse(null));
    }

    private Element failure(FailedAction failure) {
        return Element.of("failure", "op_key", failure.key(), "node", failure.node(), "exitstatus", Texts.exitCode(failure.rc()),
                "exitreason", failure.reason().isEmpty() ? "none" : failure.reason(),
                "exitcode", Integer.toString(failure.rc()), "call", failure.call(),
                "status", Texts.executionStatus(failure.status()),
                "last-rc-change", failure.lastChange().map(time -> Texts.utc(Instant.ofEpochSecond(time))).orElse(null),
                "queued", failure.queuedMillis().map(String::valueOf).orElse(null),
                "exec", failure.execMillis().map(String::valueOf).orElse(null),
                "interval", Long.toString(failure.intervalMillis()), "task", failure.task());
    }

    private static String flag(boolean value) {
        return Boolean.toString(value);
    }
}
