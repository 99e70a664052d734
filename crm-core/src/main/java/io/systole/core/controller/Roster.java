package io.systole.core.controller;

import io.systole.core.cib.CibVersion;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumPolicy;
import io.systole.core.peer.PeerMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The members that follow this DC in its term, and what it knows of each. Only they count as votes: a node that is
 * reachable but follows nobody, or somebody else, does not.
 */
final class Roster {
    private final Context context;
    private final SortedMap<NodeName, Entry> joined = new TreeMap<>();

    Roster(Context context) {
        this.context = context;
    }

    /** One member that has joined. */
    static final class Entry {
        final Member member;
        /** Results of the former life of its history: they were counted before. */
        final CountedResults counted;
        CibVersion durable = CibVersion.NONE;
        Duration echoed;
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
        return quorate(joined.size());
    }

    /** Whether the members that have echoed lately, or this one, are a quorum: only then may orders be given. */
    boolean leaseHolds() {
        Duration limit = context.timeouts().failureDetection();
        long live = joined.values().stream()
                .filter(entry -> entry.member.name().equals(context.self()) || context.now().since(entry.echoed).compareTo(limit) <= 0)
                        .count();
        return quorate(live);
    }

    /** Whether members that make a quorum have this version on disk. */
    boolean quorumHas(CibVersion version) {
        return quorate(joined.values().stream().filter(entry -> entry.durable.compareTo(version) >= 0).count());
    }

    /** Whether every member has this version on disk. */
    boolean allHave(CibVersion version) {
        return joined.values().stream().allMatch(entry -> entry.durable.compareTo(version) >= 0);
    }

    private boolean quorate(long votes) {
        return QuorumPolicy.quorate(context.settings.quorum(), (int) votes, context.membership().released());
    }
}
