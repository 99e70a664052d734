package io.systole.shell.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.systole.core.attribute.AttributeForm;
import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.acl.Subject;
import io.systole.core.cib.history.HistoryForm;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.FeatureReport;
import io.systole.core.request.NodeReport;
import io.systole.core.request.QuorumReport;
import io.systole.core.throttle.HeldBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** How requests, replies and state travel between a {@link SocketConnection} and the daemon: JSON, with XML for elements. */
public final class RemoteForm {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RemoteForm() {}

    /** What a node has: its CIB, what it knows of attributes besides, and its report. */
    public record State(Cib cib, AttributeTable attributes, Optional<NodeReport> report) {}

    public static String write(State state) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("cib", CibWriter.line(state.cib().root()));
        json.put("attributes", CibWriter.line(AttributeForm.write(state.attributes())));
        state.report().ifPresent(report -> {
            ObjectNode node = json.putObject("report");
            node.put("node", report.node().value()).put("state", report.state()).put("term", report.term())
                    .put("quorate", report.quorate());
            report.dc().ifPresent(dc -> node.put("dc", dc.value()));
            report.members().forEach(member -> node.withArray("members").addObject()
                    .put("name", member.name().value()).put("incarnation", member.incarnation()));
            report.activity().forEach(node.withArray("activity")::add);
            report.quorum().sentences().forEach(node.withArray("quorum")::add);
            report.quorum().risks().forEach(node.withArray("risks")::add);
            node.put("featureLevel", report.features().level());
            report.features().sentences().forEach(node.withArray("upgrade")::add);
            report.held().forEach(each -> node.withArray("held").addObject().put("waiting", each.waiting()).put("why", each.why())
                    .put("node", each.node().map(NodeName::value).orElse(null)));
            report.fencing().forEach(record -> FencingForm.write(node.withArray("fencing").addObject(), record));
        });
        return text(json);
    }

    public static State readState(String text) {
        JsonNode json = tree(text);
        Cib cib = CibReader.cib(json.path("cib").asText());
        AttributeTable attributes = AttributeForm.table(CibReader.element(json.path("attributes").asText()));
        JsonNode node = json.path("report");
        if (node.isMissingNode()) {
            return new State(cib, attributes, Optional.empty());
        }
        var members = new TreeSet<Member>();
        node.path("members").forEach(each ->
                members.add(new Member(new NodeName(each.path("name").asText()), each.path("incarnation").asLong())));
        return new State(cib, attributes, Optional.of(new NodeReport(new NodeName(node.path("node").asText()), node.path("state").asText(),
                optional(node, "dc").map(NodeName::new), node.path("term").asLong(), node.path("quorate").asBoolean(), members,
                texts(node, "activity"), FencingForm.records(node.path("fencing")),
                new QuorumReport(texts(node, "quorum"), texts(node, "risks")),
                new FeatureReport(node.path("featureLevel").asInt(1), texts(node, "upgrade")), held(node.path("held")))));
    }

    private static List<HeldBack> held(JsonNode json) {
        var held = new ArrayList<HeldBack>();
        json.forEach(each -> held.add(new HeldBack(optional(each, "node").map(NodeName::new), each.path("waiting").asInt(),
                each.path("why").asText())));
        return held;
    }

    private static List<String> texts(JsonNode node, String name) {
        var texts = new ArrayList<String>();
        node.path(name).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    public static String write(ClusterRequest request) {
        ObjectNode json = MAPPER.createObjectNode();
        switch (request) {
            case ClusterRequest.ChangeCib change -> {
                json.put("do", "change").put("user", change.user()).put("client", change.client()).put("force", change.force())
                        .put("comment", change.comment());
                change.subject().ifPresent(subject -> {
                    json.put("subject", subject.user());
                    subject.groups().forEach(json.withArray("groups")::add);
                });
                change.changes().forEach(each -> write(json.withArray("changes").addObject(), each));
            }
            case ClusterRequest.SetAttribute set ->
                json.put("do", "attribute").put("everywhere", set.everywhere())
                        .put("xml", CibWriter.line(AttributeForm.write(set.update())));
            case ClusterRequest.CleanUp clean -> {
                json.put("do", "cleanup").put("failures", clean.onlyFailures());
                clean.resource().ifPresent(resource -> json.put("resource", resource.value()));
                clean.node().ifPresent(node -> json.put("node", node.value()));
            }
            case ClusterRequest.RemoveNode remove -> json.put("do", "remove-node").put("node", remove.node().value())
                    .put("user", remove.user()).put("client", remove.client());
            case ClusterRequest.ShutDown shutDown -> json.put("do", "shutdown").put("node", shutDown.node().value());
            case ClusterRequest.ChangeKey change -> json.put("do", "change-key").put("force", change.force());
            case ClusterRequest.ToFencer fencing -> FencingForm.write(json, fencing);
        }
        return text(json);
    }

    public static ClusterRequest readRequest(String text) {
        JsonNode json = tree(text);
        return switch (json.path("do").asText()) {
            case "change" -> {
                var changes = new ArrayList<CibChange>();
                json.path("changes").forEach(each -> changes.add(readChange(each)));
                yield new ClusterRequest.ChangeCib(changes, json.path("user").asText(), json.path("client").asText(),
                        json.path("force").asBoolean(), json.path("comment").asText(), subject(json));
            }
            case "attribute" -> new ClusterRequest.SetAttribute(AttributeForm.update(element(json)), json.path("everywhere").asBoolean());
            case "cleanup" -> new ClusterRequest.CleanUp(optional(json, "resource").map(ResourceId::new),
                    optional(json, "node").map(NodeName::new), json.path("failures").asBoolean());
            case "remove-node" -> new ClusterRequest.RemoveNode(new NodeName(json.path("node").asText()), json.path("user").asText(),
                    json.path("client").asText());
            case "shutdown" -> new ClusterRequest.ShutDown(new NodeName(json.path("node").asText()));
            case "change-key" -> new ClusterRequest.ChangeKey(json.path("force").asBoolean());
            default -> FencingForm.request(json)
                    .orElseThrow(() -> new IllegalArgumentException("unknown request " + json.path("do")));
        };
    }

    public static String write(ClusterReply reply) {
        CibVersion version = reply.version();
        ObjectNode json = MAPPER.createObjectNode().put("outcome", reply.outcome().name()).put("message", reply.message());
        version(json.putObject("version"), version);
        reply.lines().forEach(json.withArray("lines")::add);
        return text(json);
    }

    public static ClusterReply readReply(String text) {
        JsonNode json = tree(text);
        var lines = new ArrayList<String>();
        json.path("lines").forEach(line -> lines.add(line.asText()));
        return new ClusterReply(ClusterReply.Outcome.valueOf(json.path("outcome").asText()), json.path("message").asText(),
                version(json.path("version")), lines);
    }

    private static void write(ObjectNode json, CibChange change) {
        switch (change) {
            case CibChange.Create create ->
                json.put("change", "create").put("path", create.parentPath()).put("xml", CibWriter.line(create.element()));
            case CibChange.Modify modify -> json.put("change", "modify").put("path", modify.parentPath())
                    .put("xml", CibWriter.line(modify.element())).put("create", modify.createMissing());
            case CibChange.Replace replace -> json.put("change", "replace").put("xml", CibWriter.line(replace.element()));
            case CibChange.Delete delete -> json.put("change", "delete").put("path", delete.path());
            case CibChange.Undo undo -> {
                json.put("change", "undo").put("xml", CibWriter.line(Element.of("edits").withChildren(HistoryForm.write(undo.edits()))));
                version(json.putObject("undone"), undo.undone());
            }
            case CibChange.ApplyPatch patch -> {
                json.put("change", "patch").put("xml", CibWriter.line(patch.patch().diff()));
                version(json.putObject("from"), patch.patch().source());
                version(json.putObject("to"), patch.patch().target());
            }
        }
    }

    private static CibChange readChange(JsonNode json) {
        String path = json.path("path").asText();
        return switch (json.path("change").asText()) {
            case "create" -> new CibChange.Create(path, element(json));
            case "modify" -> new CibChange.Modify(path, element(json), json.path("create").asBoolean());
            case "replace" -> new CibChange.Replace(element(json));
            case "delete" -> new CibChange.Delete(path);
            case "undo" -> new CibChange.Undo(version(json.path("undone")), HistoryForm.edits(element(json).children()));
            case "patch" -> new CibChange.ApplyPatch(new CibPatch(version(json.path("from")), version(json.path("to")), element(json)));
            default -> throw new IllegalArgumentException("unknown change " + json.path("change"));
        };
    }

    private static Optional<Subject> subject(JsonNode json) {
        var groups = new ArrayList<String>();
        json.path("groups").forEach(group -> groups.add(group.asText()));
        return optional(json, "subject").map(user -> new Subject(user, groups));
    }

    private static Element element(JsonNode json) {
        return CibReader.element(json.path("xml").asText());
    }

    private static void version(ObjectNode json, CibVersion version) {
        json.put("admin_epoch", version.adminEpoch()).put("epoch", version.epoch()).put("num_updates", version.numUpdates());
    }

    private static CibVersion version(JsonNode json) {
        return new CibVersion(json.path("admin_epoch").asLong(), json.path("epoch").asLong(), json.path("num_updates").asLong());
    }

    private static Optional<String> optional(JsonNode json, String name) {
        return json.hasNonNull(name) ? Optional.of(json.path(name).asText()) : Optional.empty();
    }

    private static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException bad) {
            throw new IllegalArgumentException("not JSON: " + bad.getOriginalMessage(), bad);
        }
    }

    private static String text(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", impossible);
        }
    }
}
