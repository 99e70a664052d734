package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.edit.ChangeStamp;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Forgets a node that is gone for good (rule C-89): its {@code <node>} with the permanent attributes, its {@code node_state}, its
 * other attributes, and on all nodes what fencing remembers of it. Refused while it may still run something.
 */
final class NodeRemoval {
    private final Context context;
    private final Sequencer sequencer;
    private final Roster roster;
    private final TransitionDriver driver;
    private final AttributeDesk attributes;

    NodeRemoval(Context context, Sequencer sequencer, Roster roster, TransitionDriver driver, AttributeDesk attributes) {
        this.context = context;
        this.sequencer = sequencer;
        this.roster = roster;
        this.driver = driver;
        this.attributes = attributes;
    }

    void handle(Requester requester, ClusterRequest.RemoveNode request) {
        NodeName node = request.node();
        Cib cib = sequencer.cib();
        Optional<String> refusal = refusal(node, cib);
        if (NodeIds.of(cib, node).isEmpty()) {
            sequencer.answer(requester, Outcome.NOT_FOUND, "there is no node " + node);
        } else if (refusal.isPresent()) {
            sequencer.answer(requester, Outcome.INVALID, refusal.get());
        } else if (!roster.quorate()) {
            sequencer.answer(requester, Outcome.NO_QUORUM, "this part of the cluster has no quorum; node " + node + " was not removed");
        } else {
            remove(requester, request, cib);
        }
    }

    private Optional<String> refusal(NodeName node, Cib cib) {
        if (context.membership().has(node) || roster.has(node)) {
            return Optional.of("node " + node + " is a member of the cluster now; stop its daemon first (crm cluster stop on "
                    + node + ")");
        }
        boolean unclean = NodeStates.expected(cib, node);
        return unclean && TakeoverWait.fencing(cib) ? Optional.of("node " + node + " was lost, and nothing has confirmed that it is down;"
                + " fence it first (crm node fence " + node + "), or say that it is down (crm node fence-ack " + node + " is-down)")
                : Optional.empty();
    }

    private void remove(Requester requester, ClusterRequest.RemoveNode request, Cib cib) {
        NodeName node = request.node();
        String id = NodeIds.of(cib, node).orElseThrow();
        attributes.left(node);
        context.add(new Effect.ForgetNode(node));
        Element nodes = cib.section("nodes");
        Cib without = nodes.child("node", id).map(gone -> cib.withSection(nodes.minus(gone))).orElse(cib);
        Element status = without.status();
        Cib after = status.child("node_state", id).map(gone -> without.withStatus(status.minus(gone))).orElse(without);
        boolean configured = context.settings.configuredNodes().contains(node);
        sequencer.configure(after, new ChangeStamp(context.now().clock().atZone(ZoneOffset.UTC), context.self().value(), request.client(),
                request.user()), requester, configured ? "node " + node + " still has a line in systole.conf: its vote counts until that"
                        + " line is removed on all nodes and their daemons are restarted, one after the other" : "");
        driver.abort("Node state removal");
    }
}
