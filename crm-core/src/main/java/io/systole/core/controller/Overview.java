package io.systole.core.controller;

import io.systole.core.membership.Membership;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.Verdict;
import io.systole.core.request.FeatureReport;
import io.systole.core.request.NodeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts in plain words what a node is doing or waiting for. */
record Overview(Context context, Replica replica, LocalOperations local, Clients clients, Terms terms, boolean shuttingDown,
        boolean left) {
    /** The report; of the three roles at most one is not null. */
    NodeReport report(Follower following, Candidate candidate, Coordinator coordinator) {
        Optional<NodeName> dc = coordinator != null ? Optional.of(context.self())
                : Optional.ofNullable(following).filter(Follower::joined).map(Follower::dc);
        boolean quorate = coordinator != null ? coordinator.quorate() : dc.isPresent() && "1".equals(replica.cib().root()
                .get("have-quorum"));
        var activity = new ArrayList<String>(role(following, candidate, coordinator));
        Membership membership = context.membership();
        apart().ifPresent(activity::add);
        Verdict verdict = coordinator != null ? coordinator.verdict()
                : context.judge(membership.members().keySet(), membership.released(), quorate);
        if (!verdict.quorate()) {
            activity.add(verdict.reason());
        }
        if (shuttingDown) {
            activity.add("shutting down this node: its resources are stopped in order first");
        }
        if (clients.waiting() > 0) {
            activity.add(clients.waiting() + " requests wait for the DC");
        }
        if (!replica.failure().isEmpty()) {
            activity.add(replica.failure());
        }
        if (!terms.failure().isEmpty()) {
            activity.add(terms.failure());
        }
        activity.addAll(local.activity());
        return new NodeReport(context.self(), state(following, candidate, coordinator), dc, terms.current(), quorate, membership.all(),
                activity).with(new QuorumView(context, replica.cib()).report(verdict, coordinator, dc),
                        new FeatureReport(context.builds().level(), context.builds().sentences(membership)))
                .withHeld(coordinator != null ? coordinator.held() : dc.isPresent() ? following.held() : List.of());
    }

    private Optional<String> apart() {
        OwnSlot slot = context.backing().slot();
        if (slot.pill().isPresent()) {
            return Optional.of("ending by force what runs here, because " + slot.pill().get().from() + " has written a poison pill for this"
                    + " node");
        }
        if (slot.blind()) {
            return Optional.of("taking no part in anything before its slot on the shared disk was read (fence_disk)");
        }
        return context.backing().ending() ? Optional.of("ending by force what runs here, because this node has lost its quorum")
                : Optional.empty();
    }

    /** The state in Pacemaker's words. */
    private String state(Follower following, Candidate candidate, Coordinator coordinator) {
        if (left) {
            return "S_STOPPING";
        }
        if (coordinator != null) {
            return coordinator.state();
        }
        if (candidate != null) {
            return "S_ELECTION";
        }
        if (context.membership().members().isEmpty()) {
            return "S_STARTING";
        }
        return following != null && following.joined() ? "S_NOT_DC" : "S_PENDING";
    }

    private List<String> role(Follower following, Candidate candidate, Coordinator coordinator) {
        if (coordinator != null) {
            return coordinator.activity();
        }
        if (candidate != null) {
            return List.of("standing for DC in term " + candidate.term() + ": " + candidate.reports().size() + " of "
                    + context.membership().members().size() + " members have said yes");
        }
        if (following == null) {
            return List.of("waiting for a DC");
        }
        if (following.doubts()) {
            return List.of("waiting until the DC " + following.dc() + " confirms that it counts on this node: its daemon stood still"
                    + " for a while");
        }
        return following.joined() ? List.of() : List.of("joining the DC " + following.dc());
    }
}
