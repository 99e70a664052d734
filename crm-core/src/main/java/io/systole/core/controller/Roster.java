package io.systole.core.controller;

import io.systole.core.cib.CibVersion;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.Verdict;
import io.systole.core.peer.PeerMessage;
import io.systole.core.throttle.NodeLoad;
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
    /** The verdict on all who have joined, asked for with each event; null if somebody has come or gone since. */
    private Verdict known;
    private boolean knownReleased;
    private boolean knownGranted;
    private Electorate knownElectorate = Electorate.ALL;

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
        /** When the last beat was sent that this member has echoed; its vote alone binds it to nothing. */
        Optional<Duration> echoed = Optional.empty();
        /** The beat that this member has echoed last. */
        long lastEcho;
        CibVersion echoedVersion = CibVersion.NONE;
        long lastResult;
        /** How busy it was at its last echo. */
        Optional<NodeLoad> load = Optional.empty();

        /** What the member told when it joined. */
        final PeerMessage.Report report;

        /** From when on it is deaf if it never echoes. */
        private Duration since;
        /** This process stood still, and the member has not answered since. */
        private boolean unheard;

        Entry(Member member, PeerMessage.Report report, CountedResults counted, Duration since) {
            this.since = since;
            this.member = member;
            this.report = report;
            this.counted = counted;
        }

        /** It has echoed a beat that was sent at this moment; false if that is no news. */
        boolean echoes(Duration beatAt) {
            boolean news = echoed.filter(last -> beatAt.compareTo(last) <= 0).isEmpty() && (!unheard || beatAt.compareTo(since) >= 0);
            if (news) {
                echoed = Optional.of(beatAt);
                unheard = false;
            }
            return news;
        }

        private void doubt(Duration now) {
            echoed = Optional.empty();
            since = now;
            unheard = true;
        }
    }

    void add(Member member, PeerMessage.Report report, CountedResults counted) {
        joined.put(member.name(), new Entry(member, report, counted, context.now().uptime()));
        known = null;
    }

    void remove(NodeName node) {
        joined.remove(node);
        known = null;
    }

    /** This process stood still: what members echoed before counts no more, as they may have gone on without it. */
    void wake() {
        joined.values().stream().filter(entry -> !entry.member.name().equals(context.self()))
                .forEach(entry -> entry.doubt(context.now().uptime()));
    }

    /** Who has to answer before this DC, after it stood still, knows that it is the only one; nobody if no other can be one. */
    List<NodeName> doubted() {
        if (all(entry -> !entry.unheard) || !othersCouldAct(node -> !joined.containsKey(node) || joined.get(node).unheard)) {
            return List.of();
        }
        return joined.values().stream().filter(entry -> entry.unheard).map(entry -> entry.member.name()).toList();
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
        boolean released = context.membership().released();
        boolean granted = arbitration.granted();
        Electorate electorate = context.electorate();
        if (known == null || released != knownReleased || granted != knownGranted || !electorate.equals(knownElectorate)) {
            knownElectorate = electorate;
            known = context.judge(joined.keySet(), released, granted);
            knownReleased = released;
            knownGranted = granted;
        }
        return known;
    }

    /** Whether the members that have echoed lately, or this one, are a quorum: only then may orders be given. */
    boolean leaseHolds() {
        Duration limit = context.timeouts().failureDetection();
        return quorum(entry -> entry.member.name().equals(context.self())
                || entry.echoed.isPresent() && context.now().since(entry.echoed.get()).compareTo(limit) <= 0);
    }

    /** Members that have echoed no beat for so long that they cannot hear this DC. */
    List<NodeName> deaf() {
        return joined.values().stream().filter(entry -> !entry.member.name().equals(context.self()))
                .filter(entry -> context.now().since(entry.echoed.orElse(entry.since)).compareTo(context.timeouts().deafness()) > 0)
                .map(entry -> entry.member.name()).toList();
    }

    /** Whether a quorum counts on this DC now. */
    boolean acts() {
        return quorate() && leaseHolds() && doubted().isEmpty();
    }

    /** Whether the nodes that have not joined this DC could be a quorum too, as each of two nodes can by {@code two_node}. */
    boolean othersCouldAct() {
        return othersCouldAct(node -> !joined.containsKey(node));
    }

    private boolean othersCouldAct(Predicate<NodeName> other) {
        List<NodeName> others = context.settings.quorum().nodes().stream().filter(other).toList();
        return context.judge(others, context.membership().released(), !arbitration.granted()).quorate();
    }

    /** Whether members that make a quorum have this version on disk. */
    boolean quorumHas(CibVersion version) {
        return quorum(entry -> entry.durable.compareTo(version) >= 0);
    }

    /** The members that have this version on disk. */
    List<NodeName> having(CibVersion version) {
        return joined.values().stream().filter(entry -> entry.durable.compareTo(version) >= 0).map(entry -> entry.member.name()).toList();
    }

    /** Whether every member has this version on disk. */
    boolean allHave(CibVersion version) {
        return all(entry -> entry.durable.compareTo(version) >= 0);
    }

    private boolean all(Predicate<Entry> wanted) {
        for (Entry entry : joined.values()) {
            if (!wanted.test(entry)) {
                return false;
            }
        }
        return true;
    }

    /** Whether those for whom this is true are a quorum. */
    private boolean quorum(Predicate<Entry> wanted) {
        if (all(wanted)) {
            return quorate();
        }
        List<NodeName> some = joined.values().stream().filter(wanted).map(entry -> entry.member.name()).toList();
        return context.judge(some, context.membership().released(), arbitration.granted()).quorate();
    }
}
