package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that a member has sent to the DC and that got lost on the way is answered when that is known, not when patience ends. */
class LostRequestScenarioTest {
    private static final Element TAG = Element.of("tag", "id", "important").plus(Element.of("obj_ref", "id", "ip"));
    private static final ClusterRequest CHANGE = new ClusterRequest.ChangeCib(
            List.of(new CibChange.Create("/cib/configuration/tags", TAG)), "root", "crm", false);

    private final List<ClusterReply> replies = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aMemberThatTheDcDidNotHearForAWhileSaysThatNobodyKnowsWhatBecameOfIt(long seed) {
        SimulatedCluster cluster = SimulatedCluster.of(seed, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false)).startAll();
        cluster.stabilise();
        assertEquals("n1", cluster.dc().orElseThrow());
        cluster.cutOneWay("n3", "n1");
        cluster.node("n3").submit(CHANGE, replies::add);
        cluster.runUntil("the DC gives n3 up", () -> cluster.node("n1").report().members().size() == 2);

        assertEquals(List.of(), replies, cluster::trace);
        cluster.heal();
        cluster.runUntil("n3 is back", () -> cluster.node("n1").report().members().size() == 3);
        cluster.runFor(Duration.ofSeconds(1));

        assertEquals(List.of(Outcome.TIMEOUT), replies.stream().map(ClusterReply::outcome).toList(), cluster::trace);
        assertTrue(replies.getFirst().message().contains("look whether the change is there"), replies.getFirst().message());
    }

    @Test
    void oneThatTheDcHasIsAnsweredByIt() {
        SimulatedCluster cluster = SimulatedCluster.of(5, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false)).startAll();
        cluster.stabilise();

        cluster.node("n3").submit(CHANGE, replies::add);
        cluster.runFor(Duration.ofSeconds(1));

        assertEquals(List.of(Outcome.OK), replies.stream().map(ClusterReply::outcome).toList());
    }
}
