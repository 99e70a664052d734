package io.systole.core.controller;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.cib.ResourceId;
import io.systole.core.fencing.FencingRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterReply;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/** What the controller wants done in the world; to be carried out in order. Only the store is called directly. */
public sealed interface Effect {
    /** Tell one peer. */
    record Send(NodeName to, PeerMessage message) implements Effect {}

    /** Tell all peers. */
    record Broadcast(PeerMessage message) implements Effect {}

    /** Give {@link Event.TimerFired} after this time, unless armed again or cancelled before. */
    record ArmTimer(TimerId timer, Duration delay) implements Effect {}

    /** Forget a timer. */
    record CancelTimer(TimerId timer) implements Effect {}

    /** Run an operation on this node. */
    record Execute(OperationRequest request) implements Effect {}

    /** End a recurring operation on this node. */
    record CancelOperation(OperationKey key, String transitionKey) implements Effect {}

    /** Forget a resource on this node. */
    record ForgetResource(ResourceId resource) implements Effect {}

    /** Have the fencer fence a node and give {@link Event.FenceEnded} with this number. */
    record Fence(long number, FencingRequest request) implements Effect {}

    /** Have all fencers forget what they remember of a node that was removed. */
    record ForgetNode(NodeName node) implements Effect {}

    /** Ask the witness for its grant and give {@link Event.WitnessAnswered} with the request's number. */
    record AskWitness(GrantRequest request) implements Effect {}

    /** Give the grant back. */
    record ReleaseWitness(NodeName holder, long term, long number) implements Effect {}

    /** What runs here may run on for so long; empty: without limit. */
    record Pet(Optional<Duration> left) implements Effect {}

    /** End by force what runs here and give {@link Event.Halted}. */
    record Halt(Duration within, String reason) implements Effect {}

    /** Nothing runs here any more: say so on the shared disk and give {@link Event.PillObeyed}, after this time at the latest. */
    record ObeyPill(String id, Duration within) implements Effect {}

    /** Reset this machine. */
    record Reset(String reason) implements Effect {}

    /** Answer a client of this node. */
    record Answer(long number, ClusterReply reply) implements Effect {}

    /** Tell people. */
    record Alert(String kind, NodeName node, String text, SortedMap<String, String> details) implements Effect {}

    /** This node has to leave the cluster now. */
    record Leave(String reason) implements Effect {}
}
