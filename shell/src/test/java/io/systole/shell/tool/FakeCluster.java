package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import io.systole.shell.client.ClusterConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A cluster of n1 (DC, here) and n2 that applies changes to a CIB in memory and remembers what it was asked. */
class FakeCluster implements ClusterConnection {
    final List<ClusterRequest> requests = new ArrayList<>();
    Cib cib;

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
        return Optional.of(new NodeReport(new NodeName("n1"), "S_IDLE", Optional.of(new NodeName("n1")), 3, true, members, List.of()));
    }

    @Override
    public ClusterReply submit(ClusterRequest request) {
        requests.add(request);
        if (request instanceof ClusterRequest.ChangeCib change) {
            if (CibEditor.apply(cib, change.changes()) instanceof EditResult.Changed changed) {
                cib = changed.cib().withVersion(cib.version().nextEpoch());
            } else {
                return new ClusterReply(ClusterReply.Outcome.NOT_FOUND, "the change does not fit", cib.version());
            }
        }
        return new ClusterReply(ClusterReply.Outcome.OK, "", cib.version());
    }

    @Override
    public boolean awaitChange(Cib seen, Duration atMost) {
        return !cib.equals(seen);
    }
}
