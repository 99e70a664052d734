package io.systole.core.peer;

import io.systole.core.attribute.AttributeForm;
import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.Edit;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.acl.Subject;
import io.systole.core.cib.history.HistoryForm;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests of clients and their answers on the wire. */
final class RequestForm {
    private RequestForm() {}

    static Element write(ClusterRequest request) {
        return switch (request) {
            case ClusterRequest.ChangeCib change ->
                Element.of("change", "user", change.user(), "client", change.client(), "force", Boolean.toString(change.force()),
                        "comment", change.comment().isEmpty() ? null : change.comment(),
                        "subject", change.subject().map(Subject::user).orElse(null),
                        "groups", change.subject().map(subject -> String.join(" ", subject.groups())).orElse(null))
                        .withChildren(change.changes().stream().map(RequestForm::write).toList());
            case ClusterRequest.SetAttribute set ->
                AttributeForm.write(set.update()).with("everywhere", set.everywhere() ? "true" : null);
            case ClusterRequest.CleanUp clean ->
                Element.of("clean-up", "resource", clean.resource().map(ResourceId::value).orElse(null),
                        "node", clean.node().map(NodeName::value).orElse(null), "only-failures", Boolean.toString(clean.onlyFailures()));
            case ClusterRequest.RemoveNode remove ->
                Element.of("remove-node", "node", remove.node().value(), "user", remove.user(), "client", remove.client());
            case ClusterRequest.ShutDown down -> Element.of("shut-down", "node", down.node().value());
            case ClusterRequest.Here own -> throw new IllegalStateException(own + " is answered by the node and never sent");
        };
    }

    static ClusterRequest request(Element element) throws BadMessage {
        var fields = new Fields(element);
        return switch (element.name()) {
            case "change" -> {
                var changes = new ArrayList<CibChange>();
                for (Element change : element.children()) {
                    changes.add(change(change));
                }
                yield new ClusterRequest.ChangeCib(changes, fields.text("user"), fields.text("client"), fields.flag("force"),
                        element.get("comment", ""), element.attribute("subject").map(user -> new Subject(user,
                                Stream.of(element.get("groups", "").split(" ")).filter(group -> !group.isEmpty()).toList())));
            }
            case "attribute" -> new ClusterRequest.SetAttribute(update(element), fields.flag("everywhere"));
            case "clean-up" -> new ClusterRequest.CleanUp(
                    element.attribute("resource").filter(id -> !id.isEmpty()).map(ResourceId::new),
                    element.attribute("node").filter(name -> !name.isEmpty()).map(NodeName::new), fields.flag("only-failures"));
            case "remove-node" -> new ClusterRequest.RemoveNode(node(fields.text("node")), fields.text("user"), fields.text("client"));
            case "shut-down" -> new ClusterRequest.ShutDown(node(fields.text("node")));
            default -> throw new UnknownKind("a request " + element.name() + " that this node does not know");
        };
    }

    static Element write(ClusterReply reply) {
        return Element.of("reply", "outcome", reply.outcome().name(), "message", reply.message(), "version", reply.version().toString());
    }

    static ClusterReply reply(Element element) throws BadMessage {
        var fields = new Fields(element);
        String outcome = fields.text("outcome");
        for (ClusterReply.Outcome each : ClusterReply.Outcome.values()) {
            if (each.name().equals(outcome)) {
                return new ClusterReply(each, fields.text("message"), fields.version("version"));
            }
        }
        return new ClusterReply(ClusterReply.Outcome.FAILED, outcome + ": " + fields.text("message"), fields.version("version"));
    }

    private static Element write(CibChange change) {
        return switch (change) {
            case CibChange.Create create -> Element.of("create", "path", create.parentPath()).plus(create.element());
            case CibChange.Modify modify ->
                Element.of("modify", "path", modify.parentPath(), "create-missing", Boolean.toString(modify.createMissing()))
                        .plus(modify.element());
            case CibChange.Replace replace -> Element.of("replace").plus(replace.element());
            case CibChange.Delete delete -> Element.of("delete", "path", delete.path());
            case CibChange.Undo undo ->
                Element.of("undo", "undone", undo.undone().toString()).withChildren(HistoryForm.write(undo.edits()));
            case CibChange.ApplyPatch apply -> write(apply.patch());
        };
    }

    private static CibChange change(Element element) throws BadMessage {
        var fields = new Fields(element);
        return switch (element.name()) {
            case "create" -> new CibChange.Create(fields.text("path"), content(element));
            case "modify" -> new CibChange.Modify(fields.text("path"), content(element), fields.flag("create-missing"));
            case "replace" -> new CibChange.Replace(content(element));
            case "delete" -> new CibChange.Delete(fields.text("path"));
            case "undo" -> new CibChange.Undo(fields.version("undone"), edits(element));
            case "patch" -> new CibChange.ApplyPatch(patch(element));
            default -> throw new UnknownKind("a change " + element.name() + " that this node does not know");
        };
    }

    static Element write(CibPatch patch) {
        return Element.of("patch", "source", patch.source().toString(), "target", patch.target().toString()).plus(patch.diff());
    }

    static CibPatch patch(Element element) throws BadMessage {
        var fields = new Fields(element);
        return new CibPatch(fields.version("source"), fields.version("target"), content(element));
    }

    private static List<Edit> edits(Element element) throws BadMessage {
        try {
            return HistoryForm.edits(element.children());
        } catch (IllegalArgumentException unusable) {
            throw new BadMessage(unusable.getMessage(), unusable);
        }
    }

    private static AttributeUpdate update(Element element) throws BadMessage {
        try {
            return AttributeForm.update(element);
        } catch (IllegalArgumentException unusable) {
            throw new BadMessage(unusable.getMessage(), unusable);
        }
    }

    private static NodeName node(String name) throws BadMessage {
        if (name.isEmpty()) {
            throw new BadMessage("a request for a node without a name");
        }
        return new NodeName(name);
    }

    private static Element content(Element element) throws BadMessage {
        Optional<Element> only = element.children().stream().findFirst();
        return only.orElseThrow(() -> new BadMessage("a " + element.name() + " without content"));
    }
}
