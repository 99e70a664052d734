package io.systole.shell.client;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.cib.Cib;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.Element;
import io.systole.core.cib.acl.Access;
import io.systole.core.cib.acl.Subject;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A cluster as somebody may see and change it whom ACLs may limit: he reads what he may read, and what he must not change is
 * refused with the rule. A change of the CIB carries his name to the DC, which judges once more by its own copy.
 */
public final class LimitedConnection implements ClusterConnection {
    private final ClusterConnection real;
    private final Subject subject;

    /** This cluster for this user. */
    public LimitedConnection(ClusterConnection real, Subject subject) {
        this.real = real;
        this.subject = subject;
    }

    @Override
    public Cib cib() {
        return filtered(real.cib());
    }

    private Cib filtered(Cib cib) {
        Optional<Access> limits = Access.limits(cib, subject);
        return limits.isEmpty() ? cib
                : limits.get().readable().orElseThrow(() -> new AccessDeniedException(limits.get().nothingReadable()));
    }

    @Override
    public AttributeTable attributes() {
        return real.attributes();
    }

    @Override
    public ChangeHistory history() {
        if (Access.limits(real.cib(), subject).isPresent()) {
            throw new AccessDeniedException("the history shows the whole configuration; with ACLs only root and hacluster may see it");
        }
        return real.history();
    }

    @Override
    public Optional<NodeReport> report() {
        return real.report();
    }

    @Override
    public Optional<NodeName> localNode() {
        return real.localNode();
    }

    @Override
    public boolean awaitChange(Cib seen, Duration atMost) {
        Cib now = real.cib();
        return !filtered(now).equals(seen) || real.awaitChange(now, atMost);
    }

    @Override
    public ClusterReply submit(ClusterRequest request) {
        Cib cib = real.cib();
        Optional<Access> limits = Access.limits(cib, subject);
        Optional<String> refusal = limits.flatMap(access -> refusal(access, cib, request));
        if (refusal.isPresent()) {
            return new ClusterReply(Outcome.DENIED, refusal.get(), cib.version());
        }
        // His name goes along also while ACLs are off here: the DC may know better, and the history names who it was.
        return real.submit(request instanceof ClusterRequest.ChangeCib change && !subject.unlimited()
                ? new ClusterRequest.ChangeCib(change.changes(), subject.user(), change.client(), change.force(), change.comment(),
                        Optional.of(subject))
                : request);
    }

    private Optional<String> refusal(Access access, Cib cib, ClusterRequest request) {
        return switch (request) {
            case ClusterRequest.ChangeCib change -> CibEditor.apply(cib, change.changes()) instanceof EditResult.Changed changed
                    ? access.refusal(changed.cib()) : Optional.empty();
            case ClusterRequest.SetAttribute(AttributeUpdate update, boolean _) ->
                access.refusal(NodeAttributes.set(cib, update.node(), update.name(), update.value().orElse("")));
            case ClusterRequest.CleanUp clean -> access.refusal(cib.withStatus(withoutHistory(cib.status(), cib, clean)));
            case ClusterRequest.ShutDown down -> access.refusal(NodeAttributes.set(cib, down.node(), "shutdown", "1"));
            case ClusterRequest.AskDevices ask -> Optional.empty();
            default -> Optional.of(subject + " may not do this: with ACLs it is for root and hacluster only");
        };
    }

    /** The status without the history that is to be forgotten: whoever may delete it may clean up (C-181). */
    private static Element withoutHistory(Element status, Cib cib, ClusterRequest.CleanUp clean) {
        List<String> ids = clean.resource().map(resource -> cib.byId(resource.value()).stream().flatMap(Element::tree)
                .map(each -> each.get("id", "")).toList()).orElse(List.of());
        return status.withChildren(status.children().stream()
                .map(state -> clean.node().filter(node -> !node.value().equals(state.get("uname"))).isPresent() ? state
                        : without(state, ids, clean.resource().isEmpty()))
                .toList());
    }

    private static Element without(Element element, List<String> ids, boolean all) {
        List<Element> kept = element.children().stream()
                .filter(child -> !child.is("lrm_resource") || !all && !ids.contains(child.get("id", "").replaceFirst(":\\d+$", "")))
                .map(child -> without(child, ids, all)).toList();
        return kept.equals(element.children()) ? element : element.withChildren(kept);
    }
}
