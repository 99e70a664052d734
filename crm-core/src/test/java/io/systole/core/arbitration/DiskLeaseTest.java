package io.systole.core.arbitration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DiskLeaseTest {
    private static final Duration VALID = Duration.ofSeconds(4);
    private static final Duration TURN = Duration.ofMillis(500);

    private Optional<LeaseRecord> slot = Optional.empty();
    private Duration now = Duration.ZERO;
    /** How long looking and writing take. */
    private Duration look = Duration.ofMillis(5);
    private Duration write = Duration.ofMillis(5);
    /** Happens once, after the next time to settle. */
    private Runnable meanwhile = () -> { };

    private static DiskLease lease() {
        return new DiskLease("c", TURN);
    }

    private LeaseStep.Answer ask(DiskLease lease, String who) {
        LeaseStep step = lease.ask(new GrantRequest(new NodeName(who), 1, 1, new TreeSet<>(Set.of(new NodeName(who))), VALID), now);
        return (LeaseStep.Answer) finish(lease, step);
    }

    private LeaseStep finish(DiskLease lease, LeaseStep first) {
        LeaseStep step = first;
        while (true) {
            switch (step) {
                case LeaseStep.Look ignored -> {
                    Optional<LeaseRecord> found = slot;
                    now = now.plus(look);
                    step = lease.read(found, now);
                }
                case LeaseStep.Write wanted -> {
                    now = now.plus(write);
                    slot = Optional.of(wanted.content());
                    step = lease.written(now);
                }
                case LeaseStep.Settle settle -> {
                    now = now.plus(settle.span());
                    meanwhile.run();
                    meanwhile = () -> { };
                    step = lease.settled(now);
                }
                case LeaseStep.Answer end -> {
                    return end;
                }
                case LeaseStep.Done end -> {
                    return end;
                }
            }
        }
    }

    /** Looks in passing for so long. */
    private void watch(Duration span, DiskLease... leases) {
        for (Duration end = now.plus(span); now.compareTo(end) < 0; now = now.plus(TURN)) {
            for (DiskLease lease : leases) {
                finish(lease, lease.watch(now));
            }
        }
    }

    private DiskLease holding(String who) {
        DiskLease lease = lease();
        watch(Duration.ofSeconds(6), lease);
        assertTrue(ask(lease, who).granted());
        return lease;
    }

    @Test
    void aFreshDiskIsTakenWhenItHasStoodLongEnough() {
        DiskLease one = lease();

        assertEquals("the disk is new, somebody may be writing to it just now", ask(one, "n1").reason());
        watch(Duration.ofSeconds(6), one);
        assertEquals("the lease on the disk is n1's (generation 1)", ask(one, "n1").reason());
    }

    @Test
    void theHolderProlongsAndNobodyElseGetsIt() {
        DiskLease one = holding("n1");
        DiskLease two = lease();

        for (int i = 0; i < 10; i++) {
            watch(Duration.ofSeconds(1), one, two);
            assertTrue(ask(one, "n1").granted());
            assertFalse(ask(two, "n2").granted());
        }
    }

    @Test
    void aLeaseThatIsNotProlongedIsTakenWhenItsTimeIsSurelyOver() {
        holding("n1");
        DiskLease two = lease();

        watch(Duration.ofSeconds(4), two);
        assertFalse(ask(two, "n2").granted());
        watch(Duration.ofSeconds(2), two);
        assertTrue(ask(two, "n2").granted());
    }

    @Test
    void whatWasNotLookedAtForAWhileDoesNotCountAsUnchanged() {
        holding("n1");
        DiskLease two = lease();

        watch(Duration.ofSeconds(3), two);
        now = now.plus(TURN.multipliedBy(2));
        watch(Duration.ofSeconds(3), two);

        assertFalse(ask(two, "n2").granted());
        watch(Duration.ofSeconds(3), two);
        assertTrue(ask(two, "n2").granted());
    }

    @Test
    void aLeaseThatWasGivenBackSaysSoAndStandsAsLongAsAnyOther() {
        DiskLease one = holding("n1");
        DiskLease two = lease();

        finish(one, one.release(new NodeName("n1"), 1, now));

        assertEquals("the lease on the disk was given back by n1 (term 1), it is free soon", ask(two, "n2").reason());
        assertFalse(ask(one, "n1").granted());
        watch(Duration.ofSeconds(6), two);
        assertTrue(ask(two, "n2").granted());
    }

    @Test
    void onlyTheHolderOfThisTermGivesItBack() {
        DiskLease one = holding("n1");
        DiskLease two = lease();

        finish(two, two.release(new NodeName("n2"), 1, now));
        finish(one, one.release(new NodeName("n1"), 2, now));

        assertTrue(ask(one, "n1").granted());
    }

    @Test
    void aRestartedHolderWaitsLikeAnybodyElse() {
        holding("n1");
        DiskLease reborn = lease();

        assertFalse(ask(reborn, "n1").granted());
        watch(Duration.ofSeconds(6), reborn);
        assertTrue(ask(reborn, "n1").granted());
    }

    @Test
    void whoLookedLongBeforeHeHasWrittenDoesNotTakeIt() {
        DiskLease one = lease();
        watch(Duration.ofSeconds(6), one);
        look = Duration.ofMillis(300);
        write = Duration.ofMillis(210);

        assertEquals("the disk is too slow: looking and writing took 510 ms, they may take 500 ms", ask(one, "n1").reason());
    }

    @Test
    void aHolderMayProlongSlowlyAsLongAsItsTimeIsNotOver() {
        DiskLease one = holding("n1");
        write = Duration.ofSeconds(2);

        assertTrue(ask(one, "n1").granted());
        write = Duration.ofSeconds(3);
        assertEquals("the disk is too slow: the lease was over before it was prolonged", ask(one, "n1").reason());
        write = Duration.ofMillis(5);
        assertFalse(ask(one, "n1").granted());
    }

    @Test
    void aWriteThatFailedAndIsThereAllTheSameIsTheHoldersOwn() {
        DiskLease one = holding("n1");
        LeaseStep look = one.ask(new GrantRequest(new NodeName("n1"), 1, 2, new TreeSet<>(), VALID), now);
        var write = (LeaseStep.Write) one.read(slot, now);
        slot = Optional.of(write.content());

        assertEquals(new LeaseStep.Look(), look);
        assertEquals(new LeaseStep.Answer(false, "input/output error"), one.failed("input/output error"));
        assertTrue(ask(one, "n1").granted());
    }

    @Test
    void ofTwoWhoWriteAtTheSameMomentTheLastHasIt() {
        DiskLease one = lease();
        watch(Duration.ofSeconds(6), one);
        meanwhile = () -> slot = Optional.of(new LeaseRecord("c", "n2", 1, 1, VALID, false));

        assertEquals("the lease on the disk went to n2 at the same moment", ask(one, "n1").reason());
        assertFalse(ask(one, "n1").granted());
    }

    @Test
    void aLateWriteMakesTheHolderLoseItAndStandsBeforeAnybodyTakesIt() {
        DiskLease one = holding("n1");
        DiskLease two = lease();
        watch(Duration.ofSeconds(1), two);
        slot = Optional.of(new LeaseRecord("c", "n2", 1, 1, VALID, false));

        assertFalse(ask(one, "n1").granted());
        assertFalse(ask(two, "n2").granted());
        watch(Duration.ofSeconds(6), two);
        assertTrue(ask(two, "n2").granted());
    }

    @Test
    void theDiskOfAnotherClusterIsRefused() {
        holding("n1");

        assertEquals("the disk belongs to cluster 'c': each cluster needs a disk of its own",
                ask(new DiskLease("other", TURN), "n9").reason());
    }
}
