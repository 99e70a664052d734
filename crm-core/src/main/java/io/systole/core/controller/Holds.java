package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.controller.status.NodeStates;
import java.time.Duration;

/** Why a DC does not go on with its work for the moment although something is to be done. */
final class Holds {
    private final Context context;
    private final Roster roster;
    private final Invitations invitations;
    private final TakeoverWait takeover;
    private Duration settledAt = Duration.ZERO;

    Holds(Context context, Roster roster, Invitations invitations, TakeoverWait takeover) {
        this.context = context;
        this.roster = roster;
        this.invitations = invitations;
        this.takeover = takeover;
    }

    /** After a start of the whole cluster, nodes that are a little later must not look like lost ones. */
    void settle(Cib cib) {
        boolean unseen = NodeIds.all(cib).stream().anyMatch(node -> !NodeStates.known(cib, node));
        if (roster.quorate() && unseen) {
            settledAt = context.now().uptime().plus(context.timeouts().deadtime().dividedBy(4));
        }
    }

    /** In plain words; empty if work may go on. */
    String reason(Cib cib) {
        String joining = invitations.wait("to tell what runs there");
        if (!joining.isEmpty()) {
            return joining;
        }
        if (roster.quorate() && !roster.leaseHolds()) {
            return "waiting for an echo of members that make a quorum; until then nothing is ordered";
        }
        String ending = roster.quorate() ? takeover.reason(cib) : "";
        if (!ending.isEmpty()) {
            return ending;
        }
        return context.now().uptime().compareTo(settledAt) < 0 ? "waiting a few seconds for nodes that start at the same time" : "";
    }
}
