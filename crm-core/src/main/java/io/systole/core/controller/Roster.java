package io.systole.core.controller;

import io.systole.core.cib.CibVersion;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.Verdict;
import io.systole.core.peer.PeerMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The members that follow this DC in its term, and what it knows of each. Only they count as votes: a node that is
 * reachable but follows nobody, or somebody else, does not.
 */
final class Roster {
    private final Context context;
    private final Arbitration arbitration;
    private final SortedMap<NodeName, Entry> joined = new TreeMap<>();

    Roster(Context context, Arbitration arbitration) {
        this.context = context;
        this.arbitration = arbitration;
    }

    /** One member that has joined. */
    static final class Entry {
        final Member member;
        /** Results of the former life of its history: they were counted before. */
        final CountedResults counted;
        CibVersion durable = CibVersion.NONE;
        Duration echoed;
        /** The beat that this member has echoed last. */
        long lastEcho;
        long lastResult;

        /** What the member told when it joined. */
        final PeerMessage.Report report;

        Entry(Member member, PeerMessage.Report report, CountedResults counted, Duration echoed) {
            this.member = member;
            this.report = report;
            this.counted = counted;
            this.echoed = echoed;
        }
    }

    void add(Member member, PeerMessage.Report report, CountedResults counted) {
        joined.put(member.name(), new Entry(member, report, counted, context.now().uptime()));
    }

    void remove(NodeName node) {
        joined.remove(node);
    }

    boolean has(NodeName node) {
        return joined.containsKey(node);
    }

    Optional<Entry> find(NodeName node) {
        return Optional.ofNullable(joined.get(node));
    }

    Collection<NodeName> names() {
        return joined.keySet();
    }

    Collection<Entry> all() {
        return joined.values();
    }

    boolean quorate() {
        return verdict().quorate();
    }

    /** Whether those who have joined may act, and why. */
    Verdict verdict() {
        return judge(joined.keySet());
    }

    /** Whether the members that have echoed lately, or this one, are a quorum: only then may orders be given. */
    boolean leaseHolds() {
        Duration limit = context.timeouts().failureDetection();
        return judge(names(entry -> entry.member.name().equals(context.self())
                || context.now().since(entry.echoed).compareTo(limit) <= 0)).quorate();
    }

    /** Whether members that make a quorum have this version on disk. */
    boolean quorumHas(CibVersion version) {
        return judge(names(entry -> entry.durable.compareTo(version) >= 0)).quorate();
    }

    /** Whether every member has this version on disk. */
    boolean allHave(CibVersion version) {
        return joined.values().stream().allMatch(entry -> entry.durable.compareTo(version) >= 0);
    }

    private List<NodeName> names(Predicate<Entry> wanted) {
        return joined.values().stream().filter(wanted).map(entry -> entry.member.name()).toList();
    }

    private Verdict judge(Collection<NodeName> nodes) {
        return context.judge(nodes, context.membership().released(), arbitration.granted());
    }
}
