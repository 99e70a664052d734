package io.systole.core.membership;

/**
 * How votes are counted; every node has one vote.
 *
 * @param expectedNodes how many nodes the cluster has, up or down
 * @param twoNode one of two nodes is enough; only allowed with two expected nodes
 * @param waitForAll after a start of the daemon there is no quorum before all nodes were seen at the same time; this keeps
 *     a lone node of two, cut off at boot, from starting what runs on the other
 */
public record QuorumSettings(int expectedNodes, boolean twoNode, boolean waitForAll) {
    public QuorumSettings {
        if (expectedNodes < 1) {
            throw new IllegalArgumentException("quorum: expected nodes is " + expectedNodes + ", it must be at least 1");
        }
        if (twoNode && expectedNodes != 2) {
            throw new IllegalArgumentException("quorum: two_node needs exactly 2 expected nodes, not " + expectedNodes);
        }
    }

    /** What a cluster of this size gets without further settings: majority; with two nodes {@code two_node} and {@code wait_for_all}. */
    public static QuorumSettings forNodes(int expectedNodes) {
        boolean two = expectedNodes == 2;
        return new QuorumSettings(expectedNodes, two, two);
    }

    /** How many votes make a quorum. */
    public int votesNeeded() {
        return twoNode ? 1 : expectedNodes / 2 + 1;
    }
}
