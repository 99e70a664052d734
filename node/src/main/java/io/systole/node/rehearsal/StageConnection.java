package io.systole.node.rehearsal;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.node.ClusterApi;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import io.systole.shell.client.ClusterConnection;
import io.systole.shell.client.NotConnectedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The rehearsed cluster as tools see it: whoever waits for an answer plays on meanwhile. */
final class StageConnection implements ClusterConnection {
    private final Stage stage;
    private final ClusterApi node;

    StageConnection(Stage stage, ClusterApi node) {
        this.stage = stage;
        this.node = node;
    }

    @Override
    public Cib cib() {
        return node.cib();
    }

    @Override
    public AttributeTable attributes() {
        return node.attributes();
    }

    @Override
    public ChangeHistory history() {
        return node.history();
    }

    @Override
    public Optional<NodeReport> report() {
        return Optional.of(node.report());
    }

    @Override
    public ClusterReply submit(ClusterRequest request) {
        var answer = new AtomicReference<ClusterReply>();
        node.submit(request, answer::set);
        if (!stage.playUntil(() -> answer.get() != null)) {
            throw new NotConnectedException("no answer in the rehearsal");
        }
        return answer.get();
    }

    @Override
    public boolean awaitChange(Cib seen, Duration atMost) {
        return stage.playUntil(() -> node.cib() != seen);
    }
}
