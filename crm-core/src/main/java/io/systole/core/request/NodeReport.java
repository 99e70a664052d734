package io.systole.core.request;

import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.throttle.HeldBack;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a node knows of the cluster around it, for people and tools.
 *
 * @param node this node
 * @param state the controller's state in Pacemaker's words ({@code S_IDLE}, {@code S_NOT_DC}…)
 * @param dc the designated coordinator, if there is one
 * @param term the term of that DC
 * @param quorate whether this part of the cluster may act
 * @param members who is here
 * @param activity what is being done or waited for now, one sentence each; empty when idle
 * @param fencing the fencing history, oldest first, what is pending last
 * @param quorum who has which votes, what decides and what is risked
 * @param features how far an upgrade is
 * @param held what could begin now, were not enough under way, as the DC says
 */
public record NodeReport(NodeName node, String state, Optional<NodeName> dc, long term, boolean quorate, SortedSet<Member> members,
        List<String> activity, List<FencingRecord> fencing, QuorumReport quorum, FeatureReport features,
        List<HeldBack> held) {
    public NodeReport {
        fencing = List.copyOf(fencing);
        held = List.copyOf(held);
    }

    /** A report that says nothing of fencing and votes. */
    public NodeReport(NodeName node, String state, Optional<NodeName> dc, long term, boolean quorate, SortedSet<Member> members,
            List<String> activity) {
        this(node, state, dc, term, quorate, members, activity, List.of(), QuorumReport.NONE, FeatureReport.NONE, List.of());
    }

    /** The same report with this fencing history. */
    public NodeReport withFencing(List<FencingRecord> history) {
        return new NodeReport(node, state, dc, term, quorate, members, activity, history, quorum, features, held);
    }

    /** The same report with what is to be said of votes and of builds. */
    public NodeReport with(QuorumReport votes, FeatureReport builds) {
        return new NodeReport(node, state, dc, term, quorate, members, activity, fencing, votes, builds, held);
    }

    /** The same report with this held back. */
    public NodeReport withHeld(List<HeldBack> waiting) {
        return new NodeReport(node, state, dc, term, quorate, members, activity, fencing, quorum, features, waiting);
    }
}
