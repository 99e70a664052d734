package io.systole.core.membership;

/**
 * Decides whether a number of votes may speak for the cluster. A pure function over votes and the {@code wait_for_all}
 * latch; what is done without quorum is the scheduler's business ({@code no-quorum-policy}).
 */
public final class QuorumPolicy {
    private QuorumPolicy() {}

    /** Whether this many votes are a quorum, for a part of the cluster that has ({@code released}) or has not seen all nodes at once. */
    public static boolean quorate(QuorumSettings settings, int votes, boolean released) {
        return votes >= settings.votesNeeded() && (released || !settings.waitForAll());
    }

    /** Whether {@code wait_for_all} is satisfied from now on: all expected nodes are here at the same time. */
    public static boolean releases(QuorumSettings settings, int votes) {
        return votes >= settings.expectedNodes();
    }

    /** Why it is so, one sentence for people. */
    public static String reason(QuorumSettings settings, int votes, boolean released) {
        String count = votes + " of " + settings.expectedNodes() + " nodes are here, " + settings.votesNeeded() + " are needed";
        if (votes < settings.votesNeeded()) {
            return "no quorum: " + count;
        }
        if (settings.waitForAll() && !released) {
            return "no quorum: wait_for_all is set and not all " + settings.expectedNodes()
                + " nodes have been seen since this daemon started";
        }
        return "quorum: " + count;
    }
}
