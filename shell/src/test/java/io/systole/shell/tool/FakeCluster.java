package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.delta.Delta;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.cib.patch.CibDigest;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import io.systole.core.throttle.HeldBack;
import io.systole.shell.client.ClusterConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A cluster of n1 (DC, here) and n2 that applies changes to a CIB in memory and remembers what it was asked. */
class FakeCluster implements ClusterConnection {
    final List<ClusterRequest> requests = new ArrayList<>();
    Cib cib;
    ChangeHistory history = ChangeHistory.EMPTY;
    List<HeldBack> held = List.of();

    FakeCluster(Cib cib) {
        this.cib = cib;
    }

    @Override
    public Cib cib() {
        return cib;
    }

    @Override
    public Optional<NodeReport> report() {
        var members = new TreeSet<>(List.of(new Member(new NodeName("n1"), 1), new Member(new NodeName("n2"), 1)));
        return Optional.of(new NodeReport(new NodeName("n1"), "S_IDLE", Optional.of(new NodeName("n1")), 3, true, members, List.of())
                .withHeld(held));
    }

    @Override
    public ClusterReply submit(ClusterRequest request) {
        requests.add(request);
        if (request instanceof ClusterRequest.ChangeCib change) {
            switch (CibEditor.apply(cib, change.changes())) {
                case EditResult.Changed changed -> take(change, changed.cib().withVersion(cib.version().nextEpoch()));
                case EditResult.Refused refused -> {
                    return new ClusterReply(ClusterReply.Outcome.NOT_FOUND, refused.sentence(), cib.version());
                }
            }
        }
        return new ClusterReply(ClusterReply.Outcome.OK, "", cib.version());
    }

    private void take(ClusterRequest.ChangeCib change, Cib next) {
        var undoes = change.changes().getFirst() instanceof CibChange.Undo undo ? Optional.of(undo.undone()) : Optional.<CibVersion>empty();
        history = history.plus(new ChangeRecord(cib.version(), next.version(), CibDigest.of(cib.configuration()),
                CibDigest.of(next.configuration()), Instant.parse("2026-11-20T11:22:33Z"), "n1", change.client(), change.user(),
                change.comment(), undoes, Delta.between(cib, next)));
        cib = next;
    }

    @Override
    public ChangeHistory history() {
        return history;
    }

    @Override
    public boolean awaitChange(Cib seen, Duration atMost) {
        return !cib.equals(seen);
    }
}
