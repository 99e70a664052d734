package io.systole.messaging;

import io.systole.core.contract.ClusterTransportContract;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** The real transport keeps the promises that the simulated network keeps. */
@Timeout(60)
final class JGroupsTransportContractIT extends ClusterTransportContract {
    private final LoopbackCluster cluster = new LoopbackCluster();
    private final Map<NodeName, LoopbackCluster.Node> nodes = new LinkedHashMap<>();

    @AfterEach
    void leave() {
        cluster.close();
    }

    @Override
    protected ClusterTransport transport(Member self) {
        LoopbackCluster.Node node = cluster.prepare(cluster.settings(self.name().value(), self.incarnation()));
        nodes.put(self.name(), node);
        return node.transport();
    }

    @Override
    protected void crash(ClusterTransport transport) {
        nodes.values().stream().filter(node -> node.transport() == transport).forEach(LoopbackCluster.Node::crash);
    }

    @Override
    protected void isolate(NodeName name) {
        LoopbackCluster.Node cut = nodes.get(name);
        LoopbackCluster.Node[] others = nodes.values().stream().filter(node -> node != cut).toArray(LoopbackCluster.Node[]::new);
        cut.cutFrom(others);
        for (LoopbackCluster.Node other : others) {
            other.cutFrom(cut);
        }
    }

    @Override
    protected void heal() {
        nodes.values().forEach(LoopbackCluster.Node::mend);
    }

    @Override
    protected void await(String description, BooleanSupplier condition) {
        RecordingListener.awaitTrue(description, condition);
    }
}
