package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.controller.status.ClusterProperties;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client throws the whole configuration away and brings one without what the DC itself has written. */
class ReplacedConfigurationTest {
    @Test
    void theDcPutsItsPropertiesAndTheNodesBackAtOnce() {
        var cluster = SimulatedCluster.of(23, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false));
        cluster.startAll().stabilise();
        Optional<NodeName> second = NodeIds.name(cluster.node("n1").cib(), "2");
        var replies = new ArrayList<ClusterReply>();
        var replacement = new CibChange.Replace(CibReader.cib(SampleCib.twoGroups(false).replace("epoch=\"1\"", "epoch=\"999\"")).root());

        cluster.node("n3").submit(new ClusterRequest.ChangeCib(List.of(replacement), "root", "crm", false), replies::add);
        cluster.runUntil("the answer", () -> !replies.isEmpty());
        cluster.stabilise();

        Cib cib = cluster.node("n2").cib();
        assertTrue(replies.getFirst().ok(), () -> "" + replies);
        assertEquals(Optional.of("0.1.0-simulated"), ClusterProperties.get(cib, "dc-version"));
        assertEquals(Optional.of("systole"), ClusterProperties.get(cib, "cluster-infrastructure"));
        assertEquals(Optional.of("false"), ClusterProperties.get(cib, "have-watchdog"));
        assertEquals(3, NodeIds.all(cib).size());
        assertEquals(second, NodeIds.name(cib, "2"));
        assertEquals(List.of("n1"), cluster.running("web"));
    }
}
