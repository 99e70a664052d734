package io.systole.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumPolicyTest {
    private static final Member N1 = new Member(new NodeName("n1"), 1);
    private static final Member N2 = new Member(new NodeName("n2"), 1);

    @ParameterizedTest
    @CsvSource({"1,1,true", "2,1,false", "2,2,true", "3,1,false", "3,2,true", "4,2,false", "4,3,true", "5,2,false", "5,3,true"})
    void majorityOfTheExpectedVotesIsAQuorum(int expected, int votes, boolean quorate) {
        var settings = new QuorumSettings(expected, false, false);

        boolean answer = QuorumPolicy.quorate(settings, votes, false);

        assertEquals(quorate, answer);
    }

    @Test
    void oneOfTwoIsAQuorumWithTwoNode() {
        var settings = new QuorumSettings(2, true, false);

        assertTrue(QuorumPolicy.quorate(settings, 1, false));
        assertFalse(QuorumPolicy.quorate(settings, 0, false));
    }

    @Test
    void waitForAllHoldsBackQuorumUntilAllWereHereOnce() {
        QuorumSettings settings = QuorumSettings.forNodes(2);
        Membership alone = Membership.NONE.with(List.of(N1), settings);

        Membership together = alone.with(List.of(N1, N2), settings);
        Membership aloneAgain = together.with(List.of(N1), settings);

        assertFalse(alone.quorate(settings));
        assertTrue(together.quorate(settings));
        assertTrue(aloneAgain.quorate(settings));
    }

    @Test
    void reasonNamesTheVotesThatAreMissing() {
        String reason = QuorumPolicy.reason(new QuorumSettings(3, false, false), 1, false);

        assertEquals("no quorum: 1 of 3 nodes are here, 2 are needed", reason);
    }

    @Test
    void twoNodeIsRefusedForThreeNodes() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new QuorumSettings(3, true, true));

        assertEquals("quorum: two_node needs exactly 2 expected nodes, not 3", refused.getMessage());
    }

    @Test
    void ofTwoIncarnationsOfOneNameTheNewerIsTheMember() {
        var reborn = new Member(new NodeName("n1"), 2);

        Membership membership = Membership.NONE.with(List.of(reborn, N1, N2), new QuorumSettings(3, false, false));

        assertEquals(List.of(reborn, N2), List.copyOf(membership.all()));
    }
}
