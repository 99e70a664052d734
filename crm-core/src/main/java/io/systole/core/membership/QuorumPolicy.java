package io.systole.core.membership;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Decides whether a part of the cluster may speak for all of it. A pure function; what is done without quorum is the
 * scheduler's business ({@code no-quorum-policy}).
 *
 * <p>More than half of the votes is a quorum. With exactly half the witness decides, without one the tie-breaker, without one
 * {@code two_node}. Of two parts that do not hear each other at most one has quorum, except with {@code two_node}.
 */
public final class QuorumPolicy {
    private QuorumPolicy() {}

    /** Whether this part may act. */
    public static Verdict judge(QuorumSettings settings, Part part) {
        var counted = new TreeSet<>(part.nodes());
        counted.retainAll(part.electorate());
        int votes = settings.votesOf(counted);
        int expected = settings.votesOf(part.electorate());
        String count = count(settings, part, votes, expected);
        if (settings.waitForAll() && !part.released()) {
            return new Verdict(false, 2 * votes == expected, votes, expected, "no quorum: wait_for_all is set and not all "
                    + settings.votes().size() + " nodes have been seen since this daemon started");
        }
        if (2 * votes > expected) {
            return new Verdict(true, false, votes, expected, "quorum: " + count);
        }
        if (2 * votes < expected || votes == 0) {
            return new Verdict(false, false, votes, expected, "no quorum: " + count + ", " + (expected / 2 + 1) + " are needed");
        }
        return tie(settings, part, new Verdict(false, true, votes, expected, count + ", exactly half"));
    }

    private static Verdict tie(QuorumSettings settings, Part part, Verdict open) {
        if (settings.witness() == Witnessing.EXCLUSIVE) {
            return decided(open, part.granted(), part.granted() ? "the witness has given its grant to this part"
                    : "the witness has not given its grant to this part");
        }
        if (settings.witness() == Witnessing.GATEWAY && !part.granted()) {
            return decided(open, false, "the gateway does not answer here");
        }
        String gateway = settings.witness() == Witnessing.GATEWAY ? "the gateway answers, and " : "";
        Optional<NodeName> chosen = settings.tieBreaker().chosen(part.electorate());
        if (chosen.isPresent()) {
            boolean here = part.nodes().contains(chosen.get());
            return decided(open, here, gateway + "the tie-breaker (" + settings.tieBreaker() + ") is " + chosen.get()
                    + (here ? ", which is here" : ", which is not here"));
        }
        return decided(open, settings.twoNode(), settings.twoNode() ? gateway + "two_node lets each of the two go on alone"
                : "nothing is configured that decides a tie");
    }

    private static Verdict decided(Verdict open, boolean quorate, String why) {
        return new Verdict(quorate, true, open.votes(), open.expected(), (quorate ? "quorum: " : "no quorum: ") + open.reason()
                + ", and " + why);
    }

    private static String count(QuorumSettings settings, Part part, int votes, int expected) {
        boolean equal = settings.expectedVotes() == settings.votes().size();
        boolean fewer = !part.electorate().containsAll(settings.votes().keySet());
        return votes + " of " + expected + (equal ? " nodes" : " votes") + (fewer ? " that count (last_man_standing)" : "") + " are here";
    }

    /** Whether {@code wait_for_all} is satisfied from now on: these nodes, which have told what they have, are all. */
    public static boolean releases(QuorumSettings settings, Collection<NodeName> nodes) {
        return nodes.containsAll(settings.votes().keySet());
    }
}
