package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Why a DC does not go on with its work for the moment although something is to be done. */
final class Holds {
    private final Context context;
    private final Roster roster;
    private final Invitations invitations;
    private final TakeoverWait takeover;
    private final InFlight inFlight;
    private Duration settledAt = Duration.ZERO;

    Holds(Context context, Roster roster, Invitations invitations, TakeoverWait takeover, InFlight inFlight) {
        this.context = context;
        this.roster = roster;
        this.invitations = invitations;
        this.takeover = takeover;
        this.inFlight = inFlight;
    }

    /** After a start of the whole cluster, nodes that are a little later must not look like lost ones. */
    void settle(Cib cib) {
        if (roster.quorate() && unseen(cib)) {
            settledAt = context.now().uptime().plus(context.timeouts().initDead());
        }
    }

    private static boolean unseen(Cib cib) {
        return NodeIds.all(cib).stream().anyMatch(node -> !NodeStates.known(cib, node));
    }

    /** In plain words; empty if work may go on. */
    String reason(Cib cib) {
        String joining = invitations.wait("to tell what runs there");
        if (!joining.isEmpty()) {
            return joining;
        }
        String running = inFlight.reason(cib);
        if (!running.isEmpty()) {
            return running;
        }
        if (roster.quorate() && !roster.leaseHolds()) {
            return "waiting for an echo of members that make a quorum; until then nothing is ordered";
        }
        List<NodeName> doubted = roster.doubted();
        if (roster.quorate() && !doubted.isEmpty()) {
            return "waiting for the answer of " + String.join(", ", doubted.stream().map(NodeName::value).toList())
                    + ": this DC stood still for a while and asks whether another one has taken its place";
        }
        String ending = roster.quorate() ? takeover.reason(cib) : "";
        if (!ending.isEmpty()) {
            return ending;
        }
        String returning = roster.quorate() && TakeoverWait.fencing(cib) ? returning(cib) : "";
        if (!returning.isEmpty()) {
            return returning;
        }
        return context.now().uptime().compareTo(settledAt) < 0 && unseen(cib)
                ? "waiting a few seconds for nodes that start at the same time (initdead)" : "";
    }

    /** A crashed daemon that is started anew adopts what runs on its node; to fence the node at once would only do harm. */
    private String returning(Cib cib) {
        for (NodeName node : context.settings.quorum().nodes()) {
            Optional<Duration> left = context.endedAlone(node).map(at -> at.plus(context.timeouts().restartGrace()))
                    .map(until -> until.minus(context.now().uptime())).filter(span -> !span.isNegative() && !span.isZero());
            if (left.isPresent() && !roster.has(node) && NodeStates.expected(cib, node)) {
                return "waiting up to " + left.get().plusMillis(999).toSeconds() + " s until node " + node
                        + " has a daemon again: its host answers, so it is not fenced yet (restart_grace)";
            }
        }
        return "";
    }
}
