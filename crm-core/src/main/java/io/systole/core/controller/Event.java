package io.systole.core.controller;

import io.systole.core.cib.ResourceId;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationResult;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.List;

/** Something that happens to a node's controller. */
public sealed interface Event {
    /** The node begins; comes first and once. */
    record Started() implements Event {}

    /**
     * The transport tells who is here.
     *
     * @param endedAlone of those who are gone, the ones whose daemon ended while their host went on answering
     */
    record MembershipChanged(List<Member> members, boolean merged, List<Member> endedAlone) implements Event {
        public MembershipChanged {
            members = List.copyOf(members);
            endedAlone = List.copyOf(endedAlone);
        }
    }

    /** Another daemon has taken this node's name in the cluster; the transport is out of it already. */
    record Displaced(Member newer) implements Event {}

    /** A peer says something. */
    record Received(NodeName from, PeerMessage message) implements Event {}

    /** A timer that was armed has run out. */
    record TimerFired(TimerId timer) implements Event {}

    /** An operation on this node has ended. */
    record OperationEnded(OperationResult result) implements Event {}

    /** A fencing has ended, whoever asked for it; {@code orders} are those of this controller that it answers. */
    record FenceEnded(FencingRecord record, List<Long> orders) implements Event {
        public FenceEnded {
            orders = List.copyOf(orders);
        }
    }

    /** The witness has answered the request of this number. */
    record WitnessAnswered(long number, boolean granted, String reason) implements Event {}

    /** What ran here was ended by force; {@code left} may still be active. */
    record Halted(List<ResourceId> left) implements Event {
        public Halted {
            left = List.copyOf(left);
        }
    }

    /** There was no poison pill for this node on the shared disk at some moment after this one, in uptime. */
    record NoPill(Duration moment) implements Event {}

    /** There is a poison pill for this node on the shared disk. */
    record PillFound(String id, NodeName from, String reason) implements Event {}

    /** Who wrote the pill can see that it was obeyed, or the disk did not take that in time. */
    record PillObeyed() implements Event {}

    /** A client of this node asks for something; the answer carries the same number. */
    record Requested(long number, ClusterRequest request) implements Event {}

    /** The owner wants the node to leave in order. */
    record ShutdownWanted() implements Event {}
}
