package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.controller.status.FailCounts;
import io.systole.core.controller.status.HistoryEntries;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.controller.status.ResourceHistory;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationRequest;
import io.systole.core.peer.PeerMessage;
import io.systole.core.transition.AfterAbort;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.GraphAction.CancelAction;
import io.systole.core.transition.GraphAction.ClusterAction;
import io.systole.core.transition.GraphAction.FenceAction;
import io.systole.core.transition.GraphAction.ResourceAction;
import io.systole.core.transition.Synapse;
import io.systole.core.transition.TransitionEngine;
import io.systole.core.transition.TransitionKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the actions of a graph to where they are done, after the pending entry is on its way to all members (rule C-196). */
final class ActionDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(ActionDispatcher.class);

    private final Context context;
    private final Sequencer sequencer;
    private final Roster roster;
    private final long term;
    private final LocalOperations local;
    private final FenceDesk fences;
    private final TransitionDriver driver;
    /** What stood in the history before the pending entry, for an order that is refused: by transition key. */
    private final SortedMap<String, Optional<Element>> before = new TreeMap<>();

    ActionDispatcher(Context context, Sequencer sequencer, Roster roster, long term, LocalOperations local, FenceDesk fences,
            TransitionDriver driver) {
        this.context = context;
        this.sequencer = sequencer;
        this.roster = roster;
        this.term = term;
        this.local = local;
        this.fences = fences;
        this.driver = driver;
    }

    void perform(GraphAction action, TransitionEngine engine, String uuid) {
        switch (action) {
            case ResourceAction resource -> execute(resource, engine, uuid);
            case CancelAction cancel -> cancel(cancel, engine, uuid);
            case FenceAction fence -> {
                sequencer.flush();
                context.alert("fencing", fence.victim(), "fencing " + fence.victim() + " (" + fence.action() + "), because "
                        + fence.reason());
                boolean alone = roster.names().stream().allMatch(context.self()::equals);
                fences.ordered(engine.number(), fence, alone).ifPresentOrElse(context::add, () -> engine.fail(fence.id()));
            }
            case ClusterAction cluster -> perform(cluster, engine);
            case GraphAction.PseudoAction pseudo -> throw new IllegalStateException("pseudo action " + pseudo.key() + " confirms itself");
        }
    }

    /** The answer did not come in time: the DC writes the history itself. */
    void lost(GraphAction action, TransitionEngine engine) {
        engine.fail(action.id());
        driver.abort("Action lost");
        LOG.warn("no answer in time to {}", action.label());
        if (action instanceof ResourceAction resource) {
            NodeName node = resource.on();
            OperationRequest request = resource.request();
            String reason = "the controller on " + node + " did not answer in time";
            List<Element> entries = HistoryEntries.lost(request, node, context.now().clock(), reason);
            Cib cib = merge(sequencer.cib(), node, HistoryEntries.resource(request.key(), request.agent(), entries));
            sequencer.update(FailCounts.weight(request.key(), resource.canFail(), driver.failureIsFatal(), false)
                    .map(weight -> FailCounts.raise(cib, node, request.key(), weight, context.now().clock())).orElse(cib));
        }
    }

    /** A member has refused an order: its pending entry goes, and what stood there before comes back. */
    void refused(NodeName node, PeerMessage.Result result) {
        driver.refused(node + " refuses " + result.key() + ": " + result.exitReason());
        Optional<Element> former = before.remove(result.transitionKey());
        if (former != null) {
            String id = HistoryEntries.id(result.key());
            Element history = NodeStates.history(sequencer.cib(), node);
            Optional<Element> present = ResourceHistory.entry(history, result.key().resource(), id);
            if (present.isPresent() && result.transitionKey().equals(present.get().get("transition-key"))) {
                Element around = history.child("lrm_resource", result.key().resource().value()).orElseThrow();
                Element restored = former.map(entry -> around.replacing(present.get(), entry)).orElseGet(() -> around.minus(present.get()));
                Element changed = restored.children().isEmpty() ? history.minus(around) : history.replacing(around, restored);
                sequencer.update(NodeStates.withHistory(sequencer.cib(), node, changed));
            }
        }
    }

    void answered(String transitionKey) {
        before.remove(transitionKey);
    }

    static Cib merge(Cib cib, NodeName node, Element resource) {
        return resource.children().isEmpty() ? cib
                : NodeStates.withHistory(cib, node, ResourceHistory.merge(NodeStates.history(cib, node), resource));
    }

    private void execute(ResourceAction action, TransitionEngine engine, String uuid) {
        NodeName node = action.on();
        if (!roster.has(node)) {
            unsendable(action.id(), engine);
            return;
        }
        OperationRequest plain = action.request();
        String key = new TransitionKey(action.id(), engine.number(), plain.targetRc(), uuid).toString();
        var request = new OperationRequest(plain.key(), plain.agent(), plain.timeout(), plain.startDelay(), plain.parameters(),
                plain.meta(),
                key, plain.targetRc());
        List<Element> pending = HistoryEntries.pending(request, node, context.now().clock());
        if (!pending.isEmpty()) {
            String id = HistoryEntries.id(request.key());
            before.put(key, ResourceHistory.entry(NodeStates.history(sequencer.cib(), node), request.key().resource(), id));
            sequencer.update(merge(sequencer.cib(), node, HistoryEntries.resource(request.key(), request.agent(), pending)));
        }
        sequencer.flush();
        if (node.equals(context.self())) {
            local.execute(request).forEach(refusal -> {
                refused(node, refusal);
                local.confirmed(refusal.sequence());
                unsendable(action.id(), engine);
            });
        } else {
            context.send(node, new PeerMessage.Execute(term, request));
        }
    }

    private void cancel(CancelAction action, TransitionEngine engine, String uuid) {
        String key = new TransitionKey(action.id(), engine.number(), 0, uuid).toString();
        if (!roster.has(action.on())) {
            unsendable(action.id(), engine);
        } else if (action.on().equals(context.self())) {
            local.cancel(action.key(), key);
        } else {
            context.send(action.on(), new PeerMessage.Cancel(term, action.key(), key));
        }
    }

    private void perform(ClusterAction action, TransitionEngine engine) {
        NodeName node = action.on();
        ResourceId resource = resource(action.key());
        switch (action.task()) {
            case "do_shutdown" -> shutDown(node);
            case "clear_failcount" -> sequencer.update(FailCounts.clear(sequencer.cib(), node, resource));
            case "delete", "lrm_delete" -> forget(node, resource);
            default -> {
                // lrm_refresh and other tasks of the cluster itself have no effect beyond their place in the order.
            }
        }
        engine.confirm(action.id());
    }

    private void shutDown(NodeName node) {
        sequencer.update(NodeStates.leaving(sequencer.cib(), node, "do_dc_release"));
        sequencer.flush();
        if (node.equals(context.self())) {
            driver.leaveAtEnd();
        } else if (roster.has(node)) {
            context.send(node, new PeerMessage.Leave(term));
        }
    }

    /** Makes a node and the CIB forget a resource. */
    void forget(NodeName node, ResourceId resource) {
        if (node.equals(context.self())) {
            local.forget(resource);
        } else if (roster.has(node)) {
            context.send(node, new PeerMessage.Forget(term, resource));
        }
        Element history = NodeStates.history(sequencer.cib(), node);
        Element without = ResourceHistory.forget(history, resource);
        if (without != history) {
            sequencer.update(NodeStates.withHistory(sequencer.cib(), node, without));
        }
    }

    private void unsendable(int action, TransitionEngine engine) {
        engine.fail(action);
        engine.abort("Node failure", Synapse.INFINITE_PRIORITY, AfterAbort.RESTART);
    }

    /** {@code web_delete_0} is about {@code web}. */
    private static ResourceId resource(String key) {
        String name = key.replaceFirst("_(delete|lrm_delete|clear_failcount|do_shutdown|lrm_refresh|[a-z]+)_\\d+$", "");
        return new ResourceId(name.isEmpty() ? key : name);
    }
}
