package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.node.NodePorts;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Patches with gaps and patches that lead elsewhere: the member fetches the whole CIB, and nothing acknowledged is lost. */
class MisfitPatchScenarioTest {
    @Test
    void aMemberThatGetsPatchesWithGapsAndWrongDigestsHasTheSameCibInTheEnd() {
        var cluster = SimulatedCluster.of(11, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false))
                .withDefect((all, daemon, ports) -> spoilt(ports));
        cluster.startAll().stabilise();
        var replies = new ArrayList<ClusterReply>();
        for (int i = 0; i < 12; i++) {
            var tag = Element.of("tag", "id", "t" + i).plus(Element.of("obj_ref", "id", "ip"));
            cluster.node("n" + (1 + i % 3)).submit(new ClusterRequest.ChangeCib(
                    List.of(new CibChange.Create("/cib/configuration/tags", tag)), "root", "crm", false), replies::add);
            cluster.runFor(Duration.ofMillis(40));
        }
        cluster.stabilise();

        assertEquals(12, replies.stream().filter(reply -> reply.outcome() == Outcome.OK).count(), replies.toString());
        for (String node : List.of("n1", "n2", "n3")) {
            assertEquals(12, cluster.node(node).cib().section("tags").children().size());
            assertEquals(cluster.node("n1").cib(), cluster.node(node).cib());
            assertEquals(cluster.node("n1").history(), cluster.node(node).history());
        }
    }

    /** Of four patches one is lost, one has another digest, and one changes something else. */
    private static NodePorts spoilt(NodePorts ports) {
        return new Ports(ports).with(new WireTap(ports.transport()) {
            private int patches;

            @Override
            void arrives(NodeName from, PeerMessage message) {
                if (message instanceof PeerMessage.Patch patch) {
                    Element diff = patch.patch().diff();
                    switch (++patches % 4) {
                        case 0 -> { }
                        case 1 -> hand(from, with(patch, diff.with("digest", "0123456789abcdef0123456789abcdef")));
                        case 2 -> hand(from, with(patch, diff.plus(Element.of("change", "operation", "delete",
                                "path", "/cib/configuration/tags"))));
                        default -> hand(from, patch);
                    }
                } else {
                    hand(from, message);
                }
            }
        });
    }

    private static PeerMessage with(PeerMessage.Patch patch, Element diff) {
        return new PeerMessage.Patch(patch.term(), new CibPatch(patch.patch().source(), patch.patch().target(), diff), patch.stamp());
    }
}
