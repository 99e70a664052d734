package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.ResourceId;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.fencing.FencingAction;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.fencing.FencingRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole clusters with a power switch that works, fails, hangs, is slow, denies or lies. After every event nothing may run twice. */
class FencingScenarioTest {
    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");

    private static SimulatedCluster running(long seed, String... names) {
        return SimulatedCluster.of(seed, names).withCib(SampleCib.twoGroups(true)).startAll();
    }

    private static FencingRecord newest(SimulatedCluster cluster, String seenFrom) {
        return cluster.node(seenFrom).report().fencing().getLast();
    }

    /** Whatever the switch does, nothing of a lost node is started elsewhere before it is down, and all is well once it works. */
    @ParameterizedTest
    @EnumSource(value = SimulatedFencing.Mood.class, names = "LIES", mode = EnumSource.Mode.EXCLUDE)
    void nothingOfALostNodeStartsBeforeItIsDown(SimulatedFencing.Mood mood) {
        SimulatedCluster cluster = running(31, "n1", "n2", "n3");
        cluster.stabilise();
        cluster.fencing(mood);

        cluster.isolate("n1");
        cluster.runFor(Duration.ofMinutes(3));
        boolean elsewhere = !cluster.running("web").isEmpty() && !cluster.running("web").contains("n1");
        boolean alive = cluster.machine("n1").runs(new ResourceId("web"));
        cluster.fencing(SimulatedFencing.Mood.WORKS);
        cluster.heal();
        cluster.runFor(Duration.ofMinutes(16));

        assertFalse(elsewhere && alive);
        assertEquals(1, cluster.running("web").size());
    }

    /** A switch that claims what it did not do can be survived by no cluster; the check of the simulation must see that. */
    @Test
    void aSwitchThatLiesIsFoundOutByTheInvariants() {
        SimulatedCluster cluster = running(32, "n1", "n2", "n3");
        cluster.stabilise();
        cluster.fencing(SimulatedFencing.Mood.LIES);

        AssertionError found = assertThrows(AssertionError.class, () -> {
            for (int round = 0; round < 20; round++) {
                cluster.pause("n1");
                cluster.runFor(Duration.ofSeconds(20));
                cluster.resume("n1");
                cluster.runFor(Duration.ofSeconds(20));
            }
        });

        assertTrue(found.getMessage().contains("runs on [n1, n"), found.getMessage());
    }

    @Test
    void theHistoryIsTheSameOnAllNodesAndOutlivesTheDc() {
        SimulatedCluster cluster = running(33, "n1", "n2", "n3");
        cluster.stabilise();
        String dc = cluster.dc().orElseThrow();
        String other = dc.equals("n2") ? "n3" : "n2";
        String victim = List.of("n1", "n2", "n3").stream().filter(name -> !name.equals(dc)
                && !name.equals(other)).findFirst().orElseThrow();

        cluster.crash(victim);
        cluster.runUntil("the victim is fenced", () -> !cluster.node(other).report().fencing().isEmpty()
                && !newest(cluster, other).pending());
        FencingRecord told = newest(cluster, other);
        cluster.kill(dc);
        cluster.machine(dc).powerOff();
        cluster.runFor(Duration.ofSeconds(30));

        assertTrue(cluster.node(other).report().fencing().contains(told));
        assertEquals(victim, told.target().value());
    }

    /** The DC falls after the victim is down and before it has written that down: its successor does not fence again. */
    @Test
    void aNewDcWritesDownWhomItsPredecessorHadFenced() {
        SimulatedCluster cluster = running(34, "n1", "n2", "n3", "n4", "n5");
        cluster.stabilise();
        String dc = cluster.dc().orElseThrow();
        String victim = dc.equals("n5") ? "n4" : "n5";
        cluster.fencing(SimulatedFencing.Mood.SLOW);

        cluster.crash(victim);
        List<String> left = cluster.daemons().keySet().stream().map(NodeName::value).filter(name -> !name.equals(dc)).toList();
        cluster.runUntil("the members hear of the end", () -> left.stream().anyMatch(name ->
                cluster.node(name).report().fencing().stream().anyMatch(FencingRecord::succeeded)));
        cluster.crash(dc);
        cluster.runUntil("there is another DC", () -> left.stream().anyMatch(cluster::isUp)
                && cluster.dc().filter(name -> !name.equals(dc)).isPresent());
        cluster.fencing(SimulatedFencing.Mood.WORKS);
        cluster.runUntil("the fallen DC is fenced as well",
                () -> left.stream().anyMatch(name -> cluster.node(name).report().fencing().stream()
                .anyMatch(record -> record.succeeded() && record.target().value().equals(dc))));

        long times = cluster.node(left.getFirst()).report().fencing().stream().filter(record -> record.target().value().equals(victim)
                && record.succeeded()).count();
        assertEquals(1, times, "the victim was fenced once");
    }

    @Test
    void aHumanCanStandInForASwitchThatDoesNotWork() {
        SimulatedCluster cluster = running(35, "n1", "n2", "n3");
        cluster.stabilise();
        cluster.fencing(SimulatedFencing.Mood.FAILS);
        cluster.crash("n1");
        cluster.runFor(Duration.ofSeconds(30));
        List<String> before = cluster.running("web");
        var replies = new ArrayList<ClusterReply>();

        cluster.node("n2").submit(new ClusterRequest.ConfirmDown(N2, "crm"), replies::add);
        cluster.node("n2").submit(new ClusterRequest.ConfirmDown(N1, "crm"), replies::add);
        cluster.runUntil("the web server runs", () -> !cluster.running("web").isEmpty());

        assertEquals(List.of(), before);
        assertEquals(ClusterReply.Outcome.INVALID, replies.getFirst().outcome());
        assertTrue(replies.getLast().ok());
        assertEquals(FencingRecord.HUMAN, newest(cluster, "n3").delegate());
    }

    @Test
    void fencingByHandHasAllConsequencesOfFencing() {
        SimulatedCluster cluster = running(36, "n1", "n2", "n3");
        cluster.stabilise();
        var replies = new ArrayList<ClusterReply>();

        cluster.node("n1").submit(new ClusterRequest.Fence(new FencingRequest(N1, FencingAction.OFF, Duration.ofSeconds(60), Duration.ZERO,
                Duration.ZERO, false, "stonith_admin", "by hand")), replies::add);
        cluster.runUntil("the web server runs elsewhere", () -> cluster.running("web").stream().anyMatch(name -> !name.equals("n1")));

        assertFalse(cluster.isUp("n1"));
        assertEquals("n1", newest(cluster, "n2").origin().value());
        assertEquals("down", NodeStates.find(cluster.node("n2").cib(), N1).get("expected"));
    }

    /** A switch that lies about a member that can hear of it: the victim ends what runs on it, and leaves. */
    @Test
    void aNodeThatHearsOfItsOwnFencingEndsWhatRunsOnIt() {
        SimulatedCluster cluster = running(38, "n1", "n2", "n3");
        cluster.stabilise();
        cluster.fencing(SimulatedFencing.Mood.LIES);
        // The others start so slowly that the victim is done before: nobody could promise that for a switch that lies.
        List.of("n2", "n3").forEach(name -> cluster.machine(name).prolong("ip", "start", Duration.ofSeconds(60)));

        cluster.node("n2").submit(new ClusterRequest.Fence(new FencingRequest(N1, FencingAction.OFF, Duration.ofSeconds(60), Duration.ZERO,
                Duration.ZERO, false, "stonith_admin", "by hand")), reply -> { });
        cluster.runUntil("n1 has left", () -> !cluster.isUp("n1"));
        cluster.runUntil("the web server runs elsewhere", () -> cluster.running("web").stream().anyMatch(name -> !name.equals("n1")));

        assertFalse(cluster.machine("n1").runs(new ResourceId("web")));
        assertTrue(cluster.trace().contains("n1 stopped: node n1 was fenced and lives"), cluster.trace());
    }

    @Test
    void fencingIsGivenUpAfterTheConfiguredAttemptsUntilSomethingChanges() {
        String limit = "<nvpair id=\"m\" name=\"stonith-max-attempts\" value=\"3\"/>";
        SimulatedCluster cluster = SimulatedCluster.of(37, "n1", "n2", "n3").withCib(SampleCib.twoGroups(true, limit)).startAll();
        cluster.stabilise();
        cluster.fencing(SimulatedFencing.Mood.FAILS);

        cluster.crash("n1");
        cluster.runFor(Duration.ofMinutes(10));
        long tried = cluster.node("n2").report().fencing().size();

        assertTrue(tried >= 3 && tried <= 6, tried + " attempts");
        assertEquals(List.of(), cluster.running("web"));
    }
}
