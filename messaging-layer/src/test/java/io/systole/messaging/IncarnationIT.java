package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jgroups.Event;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Crashes, restarts, and two daemons that claim one name. */
@Timeout(60)
final class IncarnationIT {
    private LoopbackCluster cluster = new LoopbackCluster();

    @AfterEach
    void leave() {
        cluster.close();
    }

    @Test
    void aCrashedMemberIsNoticedThoughItsSilenceIsNot() {
        var n1 = startPatient("n1");
        var n2 = startPatient("n2");
        var n3 = startPatient("n3");
        List.of(n1, n2, n3).forEach(node -> node.heard().awaitMembers("[n1#1, n2#1, n3#1]"));

        n3.crash();

        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");
    }

    /** A merge shuts the ear of JGroups' membership until all have answered to the merged view, the one that has just died among them. */
    @Test
    void aCrashDuringAMergeIsNotForgotten() throws Exception {
        var n1 = startPatient("n1");
        var n2 = startPatient("n2");
        var n3 = startPatient("n3");
        List.of(n1, n2, n3).forEach(node -> node.heard().awaitMembers("[n1#1, n2#1, n3#1]"));
        ProtocolStack stack = n1.transport().channel().getProtocolStack();
        GMS membership = stack.findProtocol(GMS.class);
        var told = new CountDownLatch(1);
        stack.insertProtocol(new Protocol() {
            @Override
            public Object up(Event event) {
                Object answer = up_prot.up(event);
                if (event.getType() == Event.SUSPECT) {
                    told.countDown();
                }
                return answer;
            }
        }, ProtocolStack.Position.ABOVE, MonotonicVerifySuspect.class);
        membership.getViewHandler().suspend();

        n3.crash();
        assertTrue(told.await(20, TimeUnit.SECONDS));
        membership.getViewHandler().resume();

        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");
    }

    /** To whom silence means nothing for longer than this test may take. */
    private LoopbackCluster.Node startPatient(String name) {
        var times = new FailureDetectionTimes(Duration.ofMillis(100), Duration.ofMinutes(5), Duration.ofMillis(150));
        return cluster.start(cluster.settings(name, 1).withFailureDetection(times));
    }

    @Test
    void theNextTakesOverWhenTheCoordinatorCrashes() {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        var n3 = cluster.start("n3", 1);
        List.of(n1, n2, n3).forEach(node -> node.heard().awaitMembers("[n1#1, n2#1, n3#1]"));

        n1.crash();

        n2.heard().awaitMembers("[n2#1, n3#1]");
        n3.heard().awaitMembers("[n2#1, n3#1]");
        assertEquals(n2.address(), n3.transport().channel().getView().getCoord());
    }

    @Test
    void aRestartedMemberIsTheOnlyOneOfItsName() {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");
        n2.crash();

        var again = cluster.start("n2", 2);

        n1.heard().awaitMembers("[n1#1, n2#2]");
        again.heard().awaitMembers("[n1#1, n2#2]");
        n1.send("n2", "welcome");
        again.heard().awaitMessages(1);
        assertEquals(List.of("n1: welcome"), again.heard().messages());
    }

    @Test
    void aRestartedCoordinatorJoinsItsSuccessor() {
        var n1 = cluster.start("n1", 1);
        var n2 = cluster.start("n2", 1);
        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");
        n1.crash();

        var again = cluster.start("n1", 2);

        n2.heard().awaitMembers("[n1#2, n2#1]");
        again.heard().awaitMembers("[n1#2, n2#1]");
        assertEquals(n2.address(), again.transport().channel().getView().getCoord());
    }

    @Test
    void theOlderOfTwoDaemonsWithOneNameIsDisplaced() {
        var n1 = cluster.start("n1", 1);
        var older = cluster.start("n2", 4);
        n1.heard().awaitMembers("[n1#1, n2#4]");
        older.heard().awaitMembers("[n1#1, n2#4]");

        var newer = cluster.start(cluster.twin("n2", "127.0.0.3", 5));

        older.heard().awaitDisplacement();
        n1.heard().awaitMembers("[n1#1, n2#5]");
        newer.heard().awaitMembers("[n1#1, n2#5]");
        assertEquals(List.of(new Member(new NodeName("n2"), 5)), older.heard().displacements());
        assertTrue(newer.heard().displacements().isEmpty());
        n1.send("n2", "to the newer");
        newer.heard().awaitMessages(1);
        assertTrue(older.heard().messages().isEmpty());
    }

    @Test
    void aMemberTellsAFormerDaemonThatCannotHearItsSuccessor() {
        cluster = new LoopbackCluster(2);
        var older = cluster.start("n1", 4);
        older.isolate();
        var newer = cluster.start(cluster.twin("n1", "127.0.0.3", 5));
        var n2 = cluster.start(cluster.settings("n2", 1, "n1", "127.0.0.3"));
        newer.heard().awaitMembers("[n1#5, n2#1]");
        n2.heard().awaitMembers("[n1#5, n2#1]");

        older.mend();

        older.heard().awaitDisplacement();
        assertEquals(List.of(new Member(new NodeName("n1"), 5)), older.heard().displacements());
        assertEquals("[n1#5, n2#1]", n2.heard().members());
        assertTrue(newer.heard().displacements().isEmpty());
    }

    @Test
    void aDaemonWithAnOldIncarnationGetsNoMembership() {
        var n1 = cluster.start("n1", 1);
        var living = cluster.start("n2", 5);
        n1.heard().awaitMembers("[n1#1, n2#5]");

        var stale = cluster.start(cluster.twin("n2", "127.0.0.3", 4));

        stale.heard().awaitDisplacement();
        assertEquals(List.of(new Member(new NodeName("n2"), 5)), stale.heard().displacements());
        n1.send("n2", "to the living");
        living.heard().awaitMessages(1);
        assertEquals(List.of("[n1#1]", "[n1#1, n2#5]"), n1.heard().memberships());
        assertEquals(List.of(), stale.heard().memberships());
        assertTrue(stale.heard().messages().isEmpty());
    }

    @Test
    void ofTwoEqualDaemonsTheFirstStays() {
        var n1 = cluster.start("n1", 1);
        var first = cluster.start("n2", 3);
        n1.heard().awaitMembers("[n1#1, n2#3]");

        var copy = cluster.start(cluster.twin("n2", "127.0.0.3", 3));

        copy.heard().awaitDisplacement();
        n1.send("n2", "to the first");
        first.heard().awaitMessages(1);
        assertTrue(first.heard().displacements().isEmpty());
        assertTrue(copy.heard().messages().isEmpty());
    }
}
