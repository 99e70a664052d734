package io.systole.shell.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.status.BundleStatus;
import io.systole.core.status.CloneStatus;
import io.systole.core.status.ClusterStatus;
import io.systole.core.status.FailedAction;
import io.systole.core.status.GroupStatus;
import io.systole.core.status.NodeStatus;
import io.systole.core.status.PrimitiveStatus;
import io.systole.core.status.ResourceStatus;
import io.systole.core.status.Summary;

/** The status as JSON, for programs. */
public final class StatusJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private StatusJson() {}

    /** The document, with a line end. */
    public static String of(ClusterStatus status) {
        return text(tree(status));
    }

    static ObjectNode tree(ClusterStatus status) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("at", status.at().toString());
        summary(root.putObject("summary"), status.summary());
        status.nodes().forEach(node -> node(root.withArray("nodes").addObject(), node));
        status.resources().forEach(resource -> resource(root.withArray("resources"), resource));
        status.failures().forEach(failure -> failure(root.withArray("failures").addObject(), failure));
        status.fencing().forEach(record -> fencing(root.withArray("fencing").addObject(), record));
        status.bans().forEach(ban -> root.withArray("bans").addObject()
                .put("id", ban.constraint()).put("resource", ban.resource()).put("node", ban.node()).put("score", ban.score()));
        return root;
    }

    /** Any tree as text, with a line end. */
    static String text(ObjectNode root) {
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", impossible);
        }
    }

    private static void summary(ObjectNode json, Summary summary) {
        json.put("stack", summary.stack());
        summary.dc().ifPresent(dc -> json.put("dc", dc.name()));
        json.put("version", summary.version()).put("quorate", summary.quorate()).put("nodes", summary.nodes())
                .put("instances", summary.instances()).put("disabled", summary.disabled()).put("blocked", summary.blocked())
                .put("maintenance", summary.maintenance()).put("stop_all", summary.stopAll())
                .put("last_change", summary.lastChange().time());
    }

    private static void node(ObjectNode json, NodeStatus node) {
        json.put("name", node.name()).put("id", node.id()).put("state", node.state()).put("online", node.online())
                .put("standby", node.standby()).put("maintenance", node.maintenance()).put("unclean", node.unclean())
                .put("pending", node.pending()).put("dc", node.dc());
        ObjectNode attributes = json.putObject("attributes");
        node.attributes().forEach(attributes::put);
    }

    private static void resource(ArrayNode array, ResourceStatus resource) {
        ObjectNode json = array.addObject();
        json.put("id", resource.id()).put("managed", resource.managed()).put("maintenance", resource.maintenance())
                .put("disabled", resource.disabled());
        switch (resource) {
            case PrimitiveStatus primitive -> primitive(json, primitive);
            case GroupStatus group -> {
                json.put("type", "group");
                ArrayNode members = json.putArray("members");
                group.children().forEach(member -> resource(members, member));
            }
            case BundleStatus bundle -> {
                json.put("type", "bundle").put("technology", bundle.technology()).put("image", bundle.image())
                        .put("unique", bundle.unique());
                ArrayNode replicas = json.putArray("replicas");
                bundle.children().forEach(replica -> resource(replicas, replica));
            }
            case CloneStatus clone -> {
                json.put("type", "clone").put("promotable", clone.promotable()).put("unique", clone.unique());
                ArrayNode instances = json.putArray("instances");
                clone.children().forEach(instance -> resource(instances, instance));
            }
        }
    }

    private static void primitive(ObjectNode json, PrimitiveStatus primitive) {
        json.put("type", "primitive").put("agent", primitive.agent()).put("role", primitive.role()).put("active", primitive.active())
                .put("failed", primitive.failed()).put("blocked", primitive.blocked()).put("removed", primitive.removed());
        if (!primitive.pending().isEmpty()) {
            json.put("pending", primitive.pending());
        }
        ArrayNode nodes = json.putArray("nodes");
        primitive.activeOn().forEach(place -> nodes.add(place.node()));
    }

    private static void fencing(ObjectNode json, FencingRecord record) {
        json.put("action", record.action().word()).put("target", record.target().value()).put("client", record.client())
                .put("origin", record.origin().value()).put("delegate", record.delegate()).put("state", record.state().name())
                .put("cause", record.cause()).put("reason", record.reason());
        record.completed().ifPresent(end -> json.put("completed", end.toString()));
    }

    private static void failure(ObjectNode json, FailedAction failure) {
        json.put("operation", failure.key()).put("node", failure.node()).put("rc", failure.rc()).put("status", failure.status())
                .put("reason", failure.reason());
        failure.lastChange().ifPresent(time -> json.put("at", time));
    }
}
