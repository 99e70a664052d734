package io.systole.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumPolicyTest {
    private static final Member N1 = new Member(new NodeName("n1"), 1);
    private static final Member N2 = new Member(new NodeName("n2"), 1);
    private static final Member N3 = new Member(new NodeName("n3"), 1);

    @ParameterizedTest
    @CsvSource({"1,1,true", "2,1,false", "2,2,true", "3,1,false", "3,2,true", "4,2,false", "4,3,true", "5,2,false", "5,3,true"})
    void majorityOfTheExpectedVotesIsAQuorum(int expected, int here, boolean quorate) {
        var settings = new QuorumSettings(first(expected), false, false);

        Verdict verdict = judge(settings, first(here), false);

        assertEquals(quorate, verdict.quorate(), verdict.reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        n1          | true  | majority although it is one of three
        n2 n3       | false | 2 of 5
        n1 n2       | true  | 4 of 5
        """)
    void votesOfANodeCount(String here, boolean quorate, String why) {
        var votes = new TreeMap<>(new QuorumSettings(first(3), false, false).votes());
        votes.put(new NodeName("n1"), 3);
        var settings = new QuorumSettings(votes, false, false, TieBreaker.NONE, Witnessing.NONE, Duration.ZERO);

        assertEquals(quorate, judge(settings, names(here), false).quorate(), why);
    }

    /** Four nodes, two of them here. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        none      | none      | no  | n1 n2 | false
        lowest    | none      | no  | n1 n2 | true
        lowest    | none      | no  | n3 n4 | false
        highest   | none      | no  | n1 n2 | false
        highest   | none      | no  | n3 n4 | true
        n3        | none      | no  | n1 n2 | false
        n3        | none      | no  | n2 n3 | true
        none      | exclusive | no  | n1 n2 | false
        none      | exclusive | yes | n3 n4 | true
        none      | gateway   | yes | n1 n2 | false
        lowest    | gateway   | no  | n1 n2 | false
        lowest    | gateway   | yes | n1 n2 | true
        lowest    | gateway   | yes | n3 n4 | false
        """)
    void aTieIsDecidedByWitnessOrTieBreaker(String breaker, String witness, String granted, String here, boolean quorate) {
        QuorumSettings settings = new QuorumSettings(first(4), false, false).withTieBreaker(tieBreaker(breaker))
                .withWitness(Witnessing.valueOf(witness.toUpperCase(Locale.ROOT)));

        Verdict verdict = judge(settings, names(here), granted.equals("yes"));

        assertEquals(quorate, verdict.quorate(), verdict.reason());
        assertTrue(verdict.tie());
    }

    @Test
    void neverAreTwoDisjointPartsQuorateUnlessTwoNodeSaysSo() {
        for (String breaker : List.of("none", "lowest", "highest", "n2")) {
            for (int nodes = 1; nodes <= 6; nodes++) {
                QuorumSettings settings = new QuorumSettings(first(nodes), false, false).withTieBreaker(tieBreaker(breaker));
                for (int mask = 0; mask < 1 << nodes; mask++) {
                    var one = new TreeSet<NodeName>();
                    var other = new TreeSet<NodeName>();
                    for (int i = 0; i < nodes; i++) {
                        ((mask >> i & 1) == 0 ? one : other).add(new NodeName("n" + (i + 1)));
                    }
                    boolean both = judge(settings, one, false).quorate() && judge(settings, other, false).quorate();
                    assertFalse(both, breaker + ": " + one + " and " + other);
                }
            }
        }
    }

    @Test
    void aGrantDoesNotHelpLessThanHalf() {
        QuorumSettings settings = new QuorumSettings(first(5), false, false).withWitness(Witnessing.EXCLUSIVE);

        assertFalse(judge(settings, first(2), true).quorate());
    }

    @Test
    void votesAreCountedAmongTheElectorate() {
        var settings = new QuorumSettings(first(5), false, false);
        SortedSet<NodeName> electorate = names("n3 n4 n5");

        assertTrue(QuorumPolicy.judge(settings, new Part(names("n3 n4"), true, false, electorate)).quorate());
        assertFalse(QuorumPolicy.judge(settings, new Part(names("n1 n2 n3"), true, false, electorate)).quorate());
    }

    @Test
    void oneOfTwoIsAQuorumWithTwoNode() {
        var settings = new QuorumSettings(first(2), true, false);

        assertTrue(judge(settings, first(1), false).quorate());
        assertFalse(judge(settings, new TreeSet<>(), false).quorate());
        assertFalse(settings.loserKnowsIt());
    }

    @Test
    void waitForAllHoldsBackQuorumUntilAllHaveToldOnceWhatTheyHave() {
        QuorumSettings settings = QuorumSettings.forNodes(first(2));
        Membership together = Membership.NONE.with(List.of(N1, N2));

        Membership aloneAgain = together.release().with(List.of(N1));

        assertFalse(judge(settings, together).quorate(), "to see each other is not enough");
        assertTrue(judge(settings, together.release()).quorate());
        assertTrue(judge(settings, aloneAgain).quorate());
    }

    @Test
    void aStrangerDoesNotSatisfyWaitForAll() {
        QuorumSettings settings = QuorumSettings.forNodes(first(2));

        assertTrue(QuorumPolicy.releases(settings, List.of(N1.name(), N2.name())));
        assertFalse(QuorumPolicy.releases(settings, List.of(N1.name(), N3.name())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        3 | n1    | none   | no quorum: 1 of 3 nodes are here, 2 are needed
        3 | n1 n2 | none   | quorum: 2 of 3 nodes are here
        2 | n1    | none   | no quorum: 1 of 2 nodes are here, exactly half, and nothing is configured that decides a tie
        2 | n1    | lowest | quorum: 1 of 2 nodes are here, exactly half, and the tie-breaker (lowest) is n1, which is here
        """)
    void reasonSaysWhatDecided(int nodes, String here, String breaker, String reason) {
        QuorumSettings settings = new QuorumSettings(first(nodes), false, false).withTieBreaker(tieBreaker(breaker));

        assertEquals(reason, judge(settings, names(here), false).reason());
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        var three = assertThrows(IllegalArgumentException.class, () -> new QuorumSettings(first(3), true, true));
        var both = assertThrows(IllegalArgumentException.class,
                () -> QuorumSettings.forNodes(first(2)).withTieBreaker(tieBreaker("lowest")));
        var witness = assertThrows(IllegalArgumentException.class,
                () -> QuorumSettings.forNodes(first(2)).withWitness(Witnessing.EXCLUSIVE));

        assertEquals("quorum: two_node needs exactly 2 nodes with 1 vote each, not 3 nodes with 3 votes", three.getMessage());
        assertEquals("quorum: two_node lets each half go on, tie_breaker = lowest only one", both.getMessage());
        assertEquals("quorum: a witness decides ties, two_node would decide them otherwise", witness.getMessage());
    }

    @Test
    void ofTwoIncarnationsOfOneNameTheNewerIsTheMember() {
        var reborn = new Member(new NodeName("n1"), 2);

        Membership membership = Membership.NONE.with(List.of(reborn, N1, N2));

        assertEquals(List.of(reborn, N2), List.copyOf(membership.all()));
    }

    private static Verdict judge(QuorumSettings settings, SortedSet<NodeName> here, boolean granted) {
        return QuorumPolicy.judge(settings, new Part(here, true, granted, settings.nodes()));
    }

    private static TieBreaker tieBreaker(String word) {
        return switch (word) {
            case "none" -> TieBreaker.NONE;
            case "lowest" -> new TieBreaker(TieBreaker.Rule.LOWEST);
            case "highest" -> new TieBreaker(TieBreaker.Rule.HIGHEST);
            default -> TieBreaker.of(new NodeName(word));
        };
    }

    private static SortedSet<NodeName> first(int nodes) {
        return IntStream.rangeClosed(1, nodes).mapToObj(i -> new NodeName("n" + i)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<NodeName> names(String words) {
        return new TreeSet<>(list(words));
    }

    private static Verdict judge(QuorumSettings settings, Membership membership) {
        return QuorumPolicy.judge(settings, new Part(new TreeSet<>(membership.members().keySet()), membership.released(), false,
                settings.nodes()));
    }

    private static List<NodeName> list(String words) {
        return Arrays.stream(words.split(" ")).map(NodeName::new).toList();
    }
}
