package io.systole.core.controller;

import io.systole.core.cib.CibFormat;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.peer.PeerMessage;
import java.util.TreeMap;

/** What this node tells a DC of itself when it says yes to its claim. */
record OwnReport(Context context, Replica replica, LocalOperations local, AttributeCopy attributes) {
    /** In this term; {@code fresh} if this node has not joined anybody since its start. */
    PeerMessage.Report in(long term, boolean fresh) {
        return new PeerMessage.Report(term, replica.state(), local.report(), context.membership().released(), fresh,
                attributes.table(), fresh ? new TreeMap<>() : NodeAttributes.all(replica.cib(), context.self()),
                context.backing().sinceSupport().toMillis(), context.builds().own(), CibFormat.FEATURE_SET,
                context.electorate().text());
    }
}
