package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.acl.Access;
import io.systole.core.cib.edit.ChangeStamp;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.cib.edit.VersionPolicy;
import io.systole.core.cib.validate.CibValidator;
import io.systole.core.cib.validate.Problem;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.controller.status.FailCounts;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.Feature;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.Needed;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the DC does for clients of any node. Each request is answered once: at once, or when a write is safe. */
final class DcRequests {
    private final Context context;
    private final Sequencer sequencer;
    private final Roster roster;
    private final OwnConfiguration own;
    private final TransitionDriver driver;
    private final AttributeDesk attributes;
    private final NodeRemoval removal;

    DcRequests(Context context, Sequencer sequencer, Roster roster, OwnConfiguration own, TransitionDriver driver,
            AttributeDesk attributes) {
        this.context = context;
        this.sequencer = sequencer;
        this.roster = roster;
        this.own = own;
        this.driver = driver;
        this.attributes = attributes;
        this.removal = new NodeRemoval(context, sequencer, roster, driver, attributes);
    }

    void handle(Requester requester, ClusterRequest request) {
        Optional<String> obstacle = Needed.by(request).filter(Feature::everywhere)
                .flatMap(feature -> context.builds().obstacle(feature, roster.names()));
        if (obstacle.isPresent()) {
            sequencer.answer(requester, Outcome.UNSUPPORTED, obstacle.get());
            return;
        }
        switch (request) {
            case ClusterRequest.ChangeCib change -> change(requester, change);
            case ClusterRequest.SetAttribute set -> attributes.handle(requester, set.update(), set.everywhere());
            case ClusterRequest.CleanUp clean -> cleanUp(requester, clean);
            case ClusterRequest.ShutDown down -> shutDown(requester, down.node());
            case ClusterRequest.RemoveNode remove -> removal.handle(requester, remove);
            case ClusterRequest.Here own -> throw new IllegalStateException(own + " is answered by the node that was asked");
        }
    }

    private void change(Requester requester, ClusterRequest.ChangeCib request) {
        Cib before = sequencer.cib();
        switch (CibEditor.apply(visible(before), request.changes())) {
            case EditResult.Refused refused -> sequencer.answer(requester, outcome(refused.reason()), refused.sentence());
            case EditResult.Changed changed -> accept(requester, request, before, ours(before, changed.cib(), request.changes()));
        }
    }

    private static Outcome outcome(EditResult.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> Outcome.NOT_FOUND;
            case EXISTS -> Outcome.EXISTS;
            case OLD_VERSION -> Outcome.OLD_VERSION;
            case OUT_OF_STEP -> Outcome.MISFIT;
            case INVALID -> Outcome.INVALID;
        };
    }

    private void accept(Requester requester, ClusterRequest.ChangeCib request, Cib before, Cib after) {
        boolean configuration = VersionPolicy.configurationChanged(before, after)
                || after.version().adminEpoch() != before.version().adminEpoch() || after.version().epoch() > before.version().epoch();
        Optional<String> forbidden = request.subject().flatMap(subject -> Access.limits(before, subject))
                .flatMap(access -> access.refusal(after));
        if (forbidden.isPresent()) {
            sequencer.answer(requester, Outcome.DENIED, forbidden.get());
            return;
        }
        if (!configuration) {
            changeStatus(before, after);
            sequencer.answer(requester, Outcome.OK, "");
            return;
        }
        List<String> problems = problems(visible(after));
        if (!problems.isEmpty()) {
            sequencer.answer(requester, Outcome.INVALID, String.join("\n", problems));
        } else if (!roster.quorate() && !request.force()) {
            sequencer.answer(requester, Outcome.NO_QUORUM,
                    "this part of the cluster has no quorum, the change was not made; with --force it is"
                    + " made here only, and is lost if the rest of the cluster has changed its configuration meanwhile");
        } else {
            // Also a change that throws everything away leaves what the DC itself has to say.
            sequencer.configure(roster.quorate() ? own.in(after) : after, stamp(requester, request), requester);
            driver.abort(tickets(before, after) ? "Ticket attribute change" : "Configuration change");
        }
    }

    private ChangeStamp stamp(Requester requester, ClusterRequest.ChangeCib request) {
        NodeName node = requester instanceof Requester.Remote remote ? remote.node() : context.self();
        Optional<CibVersion> undoes = request.changes().stream().filter(CibChange.Undo.class::isInstance).map(CibChange.Undo.class::cast)
                .map(CibChange.Undo::undone).findFirst();
        return new ChangeStamp(context.now().clock().atZone(ZoneOffset.UTC), node.value(), request.client(), request.user(),
                request.comment(), undoes);
    }

    private static List<String> problems(Cib cib) {
        return CibValidator.check(cib).stream().filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(problem -> problem.place() + ": " + problem.text()).toList();
    }

    private void changeStatus(Cib before, Cib after) {
        if (!before.equals(after)) {
            sequencer.update(after);
            if (!before.status().equals(after.status())) {
                driver.abort(tickets(before, after) ? "Ticket attribute change" : "Resource state removal");
            }
        }
    }

    /** What a client sees of the CIB: without our own marks. */
    static Cib visible(Cib cib) {
        return BackingMark.without(cib);
    }

    /** A changed CIB in which what only the DC may decide is as before; a whole CIB from a client brings no status either. */
    private static Cib ours(Cib before, Cib after, List<CibChange> changes) {
        boolean whole = changes.stream().anyMatch(change -> change instanceof CibChange.Replace replace && replace.element().is("cib"));
        Cib kept = BackingMark.like(after, before)
                .withAttribute("have-quorum", before.root().get("have-quorum")).withAttribute("dc-uuid", before.root().get("dc-uuid"));
        return whole ? kept.withStatus(before.status()) : kept;
    }

    private static boolean tickets(Cib before, Cib after) {
        return !before.status().child("tickets").equals(after.status().child("tickets"));
    }

    private void cleanUp(Requester requester, ClusterRequest.CleanUp clean) {
        Cib cib = sequencer.cib();
        if (clean.node().isPresent() && NodeIds.of(cib, clean.node().get()).isEmpty()) {
            sequencer.answer(requester, Outcome.NOT_FOUND, "there is no node " + clean.node().get());
            return;
        }
        Set<String> wanted = new TreeSet<>();
        if (clean.resource().isPresent()) {
            wanted.add(clean.resource().get().value());
            Stream<Element> inside = cib.byId(clean.resource().get().value()).stream().flatMap(Element::tree);
            inside.filter(element -> element.is("primitive") && element.id() != null).forEach(element -> wanted.add(element.id()));
        }
        boolean found = clean.resource().isEmpty() || cib.byId(clean.resource().get().value()).isPresent();
        int cleaned = 0;
        for (NodeName node : clean.node().map(List::of).orElseGet(() -> NodeIds.all(cib))) {
            for (Element resource : NodeStates.history(cib, node).children("lrm_resource")) {
                String id = resource.get("id", "");
                boolean named = clean.resource().isEmpty() || wanted.contains(id) || wanted.contains(id.replaceFirst(":\\d+$", ""));
                found |= named;
                if (named && (!clean.onlyFailures() || failed(cib, node, resource))) {
                    driver.dispatcher().forget(node, new ResourceId(id));
                    sequencer.update(FailCounts.clear(sequencer.cib(), node, new ResourceId(id)));
                    cleaned++;
                }
            }
        }
        if (!found) {
            sequencer.answer(requester, Outcome.NOT_FOUND, "there is no resource " + clean.resource().get());
            return;
        }
        if (cleaned > 0) {
            refreshed();
        }
        sequencer.answer(requester, Outcome.OK, cleaned == 0 ? "there was nothing to clean up" : "");
    }

    private void refreshed() {
        if (roster.quorate()) {
            String epoch = Long.toString(context.now().clock().getEpochSecond());
            sequencer.configure(ClusterProperties.set(sequencer.cib(), "last-lrm-refresh", epoch), sequencer.ownStamp());
        }
        driver.abort("Resource operation removal");
    }

    private static boolean failed(Cib cib, NodeName node, Element resource) {
        var id = new ResourceId(resource.get("id", "-"));
        return resource.child("lrm_rsc_op", id + "_last_failure_0").isPresent() || FailCounts.any(cib, node, id);
    }

    private void shutDown(Requester requester, NodeName node) {
        if (!roster.has(node)) {
            sequencer.answer(requester, Outcome.NOT_FOUND, "node " + node + " is not a member of the cluster now");
            return;
        }
        boolean asked = NodeAttributes.get(sequencer.cib(), node, "shutdown").filter(value -> !value.equals("0")).isPresent();
        if (!asked) {
            String epoch = Long.toString(context.now().clock().getEpochSecond());
            sequencer.update(NodeAttributes.set(sequencer.cib(), node, "shutdown", epoch));
            driver.abort("Transient attribute change");
        }
        sequencer.answer(requester, Outcome.OK, "");
    }

    /** Nodes that are asked to leave, for people. */
    List<String> activity() {
        var leaving = new ArrayList<String>();
        for (NodeName node : roster.names()) {
            Optional<String> since = NodeAttributes.get(sequencer.cib(), node, "shutdown").filter(value -> !value.equals("0"));
            since.ifPresent(value -> leaving.add("node " + node + " is shutting down"));
        }
        return leaving;
    }
}
