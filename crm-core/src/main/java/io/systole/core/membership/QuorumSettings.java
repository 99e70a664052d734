package io.systole.core.membership;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How votes are counted and what decides when they do not.
 *
 * @param votes the votes of every configured node, up or down; a node that is not in it has none
 * @param twoNode one of two nodes is enough; only allowed with two expected votes, and only without anything else that would
 *     decide which one goes on: cut off from each other, both go on
 * @param waitForAll after a start of the daemon there is no quorum before all nodes were seen at the same time; this keeps
 *     a lone node of two, cut off at boot, from starting what runs on the other
 * @param tieBreaker which half goes on
 * @param witness what half of the votes needs besides
 * @param lastManStanding how long nodes must be gone until votes are counted among the others only; zero: always among all
 */
public record QuorumSettings(SortedMap<NodeName, Integer> votes, boolean twoNode, boolean waitForAll, TieBreaker tieBreaker,
        Witnessing witness, Duration lastManStanding) {
    public QuorumSettings {
        votes = Collections.unmodifiableSortedMap(new TreeMap<>(votes));
        if (votes.isEmpty()) {
            throw new IllegalArgumentException("quorum: expected votes is 0, it must be at least 1");
        }
        for (Map.Entry<NodeName, Integer> each : votes.entrySet()) {
            if (each.getValue() < 1) {
                throw new IllegalArgumentException("quorum: node " + each.getKey() + " has " + each.getValue()
                        + " votes, it must have at least 1");
            }
        }
        if (twoNode && (votes.size() != 2 || sum(votes) != 2)) {
            throw new IllegalArgumentException("quorum: two_node needs exactly 2 nodes with 1 vote each, not " + votes.size()
                    + " nodes with " + sum(votes) + " votes");
        }
        if (twoNode && tieBreaker.rule() != TieBreaker.Rule.NONE) {
            throw new IllegalArgumentException("quorum: two_node lets each half go on, tie_breaker = " + tieBreaker + " only one");
        }
        if (lastManStanding.isNegative() || !lastManStanding.isZero() && (twoNode || witness == Witnessing.EXCLUSIVE)) {
            throw new IllegalArgumentException("quorum: last_man_standing (" + lastManStanding + ") does not go with "
                    + (twoNode ? "two_node" : "a witness"));
        }
        if (witness == Witnessing.EXCLUSIVE && (twoNode || tieBreaker.rule() != TieBreaker.Rule.NONE)) {
            throw new IllegalArgumentException("quorum: a witness decides ties, " + (twoNode ? "two_node" : "tie_breaker")
                    + " would decide them otherwise");
        }
    }

    /** One vote for each of these nodes; nothing that decides a tie but {@code two_node}. */
    public QuorumSettings(SortedSet<NodeName> nodes, boolean twoNode, boolean waitForAll) {
        this(equal(nodes), twoNode, waitForAll, TieBreaker.NONE, Witnessing.NONE, Duration.ZERO);
    }

    /** What a cluster of these nodes gets without further settings: majority; with two nodes {@code two_node} and {@code wait_for_all}. */
    public static QuorumSettings forNodes(SortedSet<NodeName> nodes) {
        boolean two = nodes.size() == 2;
        return new QuorumSettings(nodes, two, two);
    }

    /** These settings with another tie-breaker. */
    public QuorumSettings withTieBreaker(TieBreaker other) {
        return new QuorumSettings(votes, twoNode, waitForAll, other, witness, lastManStanding);
    }

    /** These settings with a witness. */
    public QuorumSettings withWitness(Witnessing other) {
        return new QuorumSettings(votes, twoNode, waitForAll, tieBreaker, other, lastManStanding);
    }

    /** These settings with votes that are counted among those only who were here for the last such time. */
    public QuorumSettings withLastManStanding(Duration window) {
        return new QuorumSettings(votes, twoNode, waitForAll, tieBreaker, witness, window);
    }

    /** The sum of the votes of these nodes. */
    public int votesOf(Iterable<NodeName> nodes) {
        int sum = 0;
        for (NodeName node : nodes) {
            sum += votes.getOrDefault(node, 0);
        }
        return sum;
    }

    /** The votes of all configured nodes. */
    public int expectedVotes() {
        return sum(votes);
    }

    /** All configured nodes. */
    public SortedSet<NodeName> nodes() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(votes.keySet()));
    }

    /**
     * Whether two parts that do not hear each other can never both have quorum. Only then does it help to wait until the loser
     * has stopped.
     */
    public boolean loserKnowsIt() {
        return !twoNode || witness == Witnessing.GATEWAY;
    }

    private static int sum(Map<NodeName, Integer> votes) {
        return votes.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static SortedMap<NodeName, Integer> equal(SortedSet<NodeName> nodes) {
        var votes = new TreeMap<NodeName, Integer>();
        nodes.forEach(node -> votes.put(node, 1));
        return votes;
    }
}
