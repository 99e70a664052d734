package io.systole.core.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumSettings;
import io.systole.core.membership.TieBreaker;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Votes of nodes that have no line in the settings any more. */
class ElectorateTest {
    private static QuorumSettings listing(String... nodes) {
        return new QuorumSettings(new TreeSet<>(names(nodes)), false, false).withTieBreaker(new TieBreaker(TieBreaker.Rule.LOWEST));
    }

    private static List<NodeName> names(String... nodes) {
        return Arrays.stream(nodes).map(NodeName::new).toList();
    }

    private static boolean mayAct(String electorate, QuorumSettings settings, String... here) {
        return Electorate.parse(electorate).judge(settings, names(here), true, false).quorate();
    }

    @Test
    void theLastOneThatCountedIsMissedUntilItsLineIsTakenOut() {
        assertEquals(false, mayAct("6 n1", listing("n1", "n2", "n3"), "n2", "n3"));
        assertEquals(true, mayAct("6 n1", listing("n2", "n3"), "n2", "n3"));
        assertEquals(true, mayAct("6 n1", listing("n2", "n3"), "n2"), "a tie of two, which the lowest decides");
        assertEquals(false, mayAct("6 n1", listing("n2", "n3"), "n3"));
    }

    @Test
    void ofThoseThatCountTheListedOnesCountOn() {
        assertEquals(true, mayAct("4 n1 n2", listing("n2", "n3"), "n2"));
        assertEquals(false, mayAct("4 n1 n2", listing("n2", "n3"), "n3"));
    }

    @Test
    void aChangeThatWasNotSafeYetIsJudgedByBothSides() {
        assertEquals(true, mayAct("5 n1 n3 | n1", listing("n2", "n3"), "n2", "n3"));
        assertEquals(false, mayAct("5 n1 n3 | n1", listing("n2", "n3"), "n2"));
    }
}
