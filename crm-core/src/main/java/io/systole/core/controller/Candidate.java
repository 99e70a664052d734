package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumPolicy;
import io.systole.core.peer.CopyState;
import io.systole.core.peer.PeerMessage;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A claim for the DC role in one term: collects the reports of the members and finds the newest configuration among them.
 * Won when all members have said yes, or, after a time that is longer than the failure detection, when those who have are a
 * quorum, or when there is no quorum to be had here at all.
 */
final class Candidate {
    private final Context context;
    private final Replica replica;
    private final long term;
    private final SortedMap<NodeName, PeerMessage.Report> reports = new TreeMap<>();
    private final SortedSet<NodeName> declined = new TreeSet<>();
    private Optional<NodeName> fetchingFrom = Optional.empty();
    private boolean timeIsOver;

    Candidate(Context context, Replica replica, long term, PeerMessage.Report own) {
        this.context = context;
        this.replica = replica;
        this.term = term;
        reports.put(context.self(), own);
    }

    long term() {
        return term;
    }

    SortedMap<NodeName, PeerMessage.Report> reports() {
        return reports;
    }

    /** A message in this claim's term; true if it brought the newest configuration, so that nothing is missing any more. */
    boolean hear(NodeName from, PeerMessage message) {
        if (message instanceof PeerMessage.Report report) {
            reports.put(from, report);
            context.heard(Electorate.parse(report.electorate()));
        } else if (message instanceof PeerMessage.Copy copy && isAwaited(from, Cib.of(copy.cib()))) {
            Follower.adopt(context, replica, from, copy);
            return true;
        }
        return false;
    }

    /** A member has said no. */
    void declined(NodeName from) {
        declined.add(from);
    }

    /** A member has no DC (any more). If it had one when it heard of this claim, it has said no, and is asked again. */
    void announced(NodeName from) {
        if (declined.remove(from)) {
            context.send(from, claim());
        }
    }

    /** What members are asked. */
    PeerMessage.Claim claim() {
        return new PeerMessage.Claim(term, false, false, context.builds().own());
    }

    void membershipChanged() {
        declined.removeIf(node -> !context.membership().has(node));
        reports.keySet().removeIf(node -> !context.membership().has(node));
    }

    void timeIsOver() {
        timeIsOver = true;
    }

    /** True if the members' answers are enough to be DC. */
    boolean won() {
        if (reports.keySet().containsAll(context.builds().partners(context.membership()))) {
            return true;
        }
        boolean quorumAnswered = quorate(reports.keySet());
        if (quorumAnswered && context.builds().partners(context.membership()).stream()
                .allMatch(node -> reports.containsKey(node) || declined.contains(node))) {
            return true;
        }
        boolean quorumPossible = quorate(context.builds().partners(context.membership()));
        return timeIsOver && (quorumAnswered || !quorumPossible);
    }

    /** True if this claim cannot be won any more. */
    boolean failed() {
        boolean sourceGone = fetchingFrom.isPresent() && (timeIsOver || !reports.containsKey(fetchingFrom.get()));
        return sourceGone || timeIsOver && !won();
    }

    /** Whose configuration is the newest; of equal ones the most frequent, then the own, then that of the first name. */
    NodeName newest() {
        NodeName best = context.self();
        for (NodeName node : reports.keySet()) {
            if (better(node, best)) {
                best = node;
            }
        }
        return best;
    }

    /** True if the newest configuration has to be fetched first; remembers from whom. */
    boolean hasToFetch() {
        NodeName source = newest();
        boolean here = source.equals(context.self()) || reports.get(source).copy().equals(replica.state());
        if (!here && fetchingFrom.isEmpty()) {
            timeIsOver = false;
            fetchingFrom = Optional.of(source);
            context.send(source, new PeerMessage.CopyRequest(term));
            context.arm(TimerId.CLAIM, context.timeouts().claim());
        }
        return !here;
    }

    /** True if this copy is the one that was asked for. */
    private boolean isAwaited(NodeName from, Cib copy) {
        return fetchingFrom.filter(from::equals).isPresent() && !reports.get(from).copy().newerConfiguration(Replica.describe(copy));
    }

    private boolean better(NodeName one, NodeName other) {
        CopyState mine = reports.get(one).copy();
        CopyState theirs = reports.get(other).copy();
        int newer = mine.compareTo(theirs);
        if (newer != 0) {
            return newer > 0;
        }
        return !mine.digest().equals(theirs.digest()) && votes(mine) > votes(theirs);
    }

    private long votes(CopyState state) {
        return reports.values().stream().filter(report -> report.copy().sameConfiguration(state)).count();
    }

    /** As if the witness said yes: it is asked by who has won. */
    private boolean quorate(Collection<NodeName> nodes) {
        boolean released = context.membership().released() || reports.values().stream().anyMatch(PeerMessage.Report::released)
                || QuorumPolicy.releases(context.settings.quorum(), nodes);
        return context.judge(nodes, released, true).quorate();
    }
}
