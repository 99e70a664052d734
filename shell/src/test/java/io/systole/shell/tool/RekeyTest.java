package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.AgentLibrary;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RekeyTest {
    private ClusterReply answer = new ClusterReply(ClusterReply.Outcome.OK, "", Cib.empty().version(), List.of("n3"));
    private final FakeCluster cluster = new FakeCluster(Cib.empty()) {
        @Override
        public ClusterReply submit(ClusterRequest request) {
            requests.add(request);
            return answer;
        }
    };
    private final Tools tools = new Tools(new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(),
            InstantSource.fixed(Instant.EPOCH), ZoneOffset.UTC));

    @Test
    void aNodeThatWasAwayIsNamedWithTheWayOut() {
        ToolResult result = tools.run(ToolCall.of("crm", "cluster", "rekey"));

        assertEquals(0, result.exitCode(), result.errors());
        assertEquals("WARNING: node n3 was not here: it has the old key and will be refused; copy the key file from this node to it"
                + " (scp -p /etc/systole/cluster.key n3:/etc/systole/), then start its daemon anew\n", result.errors());
    }

    @Test
    void whatIsLeftToDoForAnArbitratorIsAWarning() {
        answer = new ClusterReply(ClusterReply.Outcome.OK, "the arbitrator a:1 does not answer", Cib.empty().version());

        ToolResult result = tools.run(ToolCall.of("crm", "cluster", "rekey", "--force"));

        assertEquals(0, result.exitCode(), result.errors());
        assertEquals("WARNING: the arbitrator a:1 does not answer\n", result.errors());
        assertEquals(List.of(new ClusterRequest.ChangeKey(true)), cluster.requests);
    }

    @Test
    void aFailureAndAWrongWordAreTold() {
        answer = new ClusterReply(ClusterReply.Outcome.FAILED, "the cluster key was not changed (n2: the disk is full)",
                Cib.empty().version());

        ToolResult failed = tools.run(ToolCall.of("crm", "cluster", "rekey"));
        ToolResult wrong = tools.run(ToolCall.of("crm", "cluster", "rekey", "now"));

        assertEquals("ERROR: the cluster key was not changed (n2: the disk is full)\n", failed.errors());
        assertTrue(failed.exitCode() != 0);
        assertTrue(wrong.errors().contains("cluster rekey takes no arguments but --force"), wrong.errors());
    }
}
