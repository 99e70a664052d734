package io.systole.core.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import io.systole.core.simulation.MemoryCibStore;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TermsTest {
    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");

    @Test
    void termIsOnDiskAsSoonAsTheVoteIsGiven() {
        var disk = new MemoryCibStore();
        var terms = new Terms(disk, N1);

        terms.vote(4, N1);

        assertEquals(4, disk.term());
        assertEquals(Optional.of(N1), terms.vote());
    }

    @Test
    void secondVoteInOneTermIsImpossible() {
        var terms = new Terms(new MemoryCibStore(), N1);
        terms.vote(4, N1);

        assertThrows(IllegalStateException.class, () -> terms.vote(4, N2));
        assertThrows(IllegalStateException.class, () -> terms.vote(3, N1));
    }

    @Test
    void aTermThatTheDiskDoesNotTakeIsNeitherVotedInNorKnown() {
        var disk = new MemoryCibStore();
        var terms = new Terms(disk, N1);
        terms.vote(3, N2);
        disk.breakDown("no space left on device");

        assertFalse(terms.vote(4, N1));
        terms.observe(5);

        assertEquals(3, terms.current());
        assertEquals(Optional.of(N2), terms.vote());
        assertEquals("the term 5 cannot be written to disk, so this node takes no part in elections: no space left on device",
                terms.failure());
        disk.repair();
        assertTrue(terms.vote(4, N1));
        assertEquals("", terms.failure());
        assertEquals(4, disk.term());
    }

    @Test
    void higherTermFreesTheVote() {
        var terms = new Terms(new MemoryCibStore(), N1);
        terms.vote(4, N1);

        terms.observe(5);

        assertEquals(Optional.empty(), terms.vote());
        assertEquals(5, terms.current());
    }

    @Test
    void whoeverWasDcKnowsAfterARestartThatItHadPromisedNobodyAnything() {
        var disk = new MemoryCibStore();
        var terms = new Terms(disk, N1);
        terms.vote(4, N1);
        assertTrue(new Terms(disk, N1).mayHavePromised());

        terms.leading();

        var restarted = new Terms(disk, N1);
        assertFalse(restarted.mayHavePromised());
        assertEquals(Optional.of(N1), restarted.vote());
    }

    @Test
    void whoeverVotedForAnotherSinceMayHavePromisedHimSomething() {
        var disk = new MemoryCibStore();
        var terms = new Terms(disk, N1);
        terms.vote(4, N1);
        terms.leading();
        terms.vote(5, N2);

        var restarted = new Terms(disk, N1);

        assertTrue(restarted.mayHavePromised());
        assertEquals(Optional.empty(), restarted.vote());
    }
}
