package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.membership.Member;
import io.systole.core.membership.Membership;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.QuorumPolicy;
import io.systole.core.membership.Verdict;
import io.systole.core.peer.PeerMessage;
import io.systole.core.scheduler.Schedule;
import io.systole.core.spi.CibStore;
import io.systole.core.spi.LoadGauge;
import io.systole.core.throttle.NodeLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What all parts of one node's controller share: settings, the moment, who is here, and the effects of the present event. */
final class Context {
    final ControllerSettings settings;
    final CibStore store;
    final RandomGenerator random;
    final BiFunction<Cib, Instant, Schedule> scheduler;
    private List<Effect> effects = new ArrayList<>();
    private Moment now = new Moment(Instant.EPOCH, Duration.ZERO);
    private Membership membership = Membership.NONE;
    private Backing backing;
    private Supplier<Electorate> written = () -> Electorate.ALL;
    private Electorate heard = Electorate.ALL;
    private final LoadGauge gauge;
    private final Builds builds;
    private long questions;
    /** Lost nodes whose daemon ended while their host went on answering, and when. */
    private final SortedMap<NodeName, Duration> endedAlone = new TreeMap<>();

    Context(ControllerSettings settings, CibStore store, RandomGenerator random, BiFunction<Cib, Instant, Schedule> scheduler,
            LoadGauge gauge) {
        this.gauge = gauge;
        this.settings = settings;
        this.store = store;
        this.random = random;
        this.scheduler = scheduler;
        this.builds = new Builds(settings.node(), settings.levels());
    }

    NodeName self() {
        return settings.node();
    }

    Timeouts timeouts() {
        return settings.timeouts();
    }

    Moment now() {
        return now;
    }

    void now(Moment moment) {
        now = moment;
    }

    Membership membership() {
        return membership;
    }

    void membership(Membership changed) {
        membership = changed;
    }

    /**
     * These nodes have told this one what they have.
     *
     * @param elsewhere whether one of them knows {@code wait_for_all} as satisfied already
     */
    void release(Collection<NodeName> nodes, boolean elsewhere) {
        if (elsewhere || QuorumPolicy.releases(settings.quorum(), nodes)) {
            membership = membership.release();
        }
    }

    /** Whether what runs on this node may go on. */
    Backing backing() {
        return backing;
    }

    void backing(Backing own) {
        backing = own;
    }

    /** Among whom votes are counted: the newest that this node knows. */
    Electorate electorate() {
        return written.get().later(heard);
    }

    /** Where the electorate of this node's configuration is found. */
    void electorate(Supplier<Electorate> own) {
        written = own;
    }

    /** A member has told of an electorate. */
    void heard(Electorate electorate) {
        heard = heard.later(electorate);
    }

    /** How busy this node is now. */
    Optional<NodeLoad> load() {
        return gauge.read();
    }

    /** What the members' builds speak. */
    Builds builds() {
        return builds;
    }

    /** The number of the next question to the witness. */
    long nextQuestion() {
        return ++questions;
    }

    long lastQuestion() {
        return questions;
    }

    /** When the daemon of this lost node ended while its host went on answering; empty if it is here, or its host is silent. */
    Optional<Duration> endedAlone(NodeName node) {
        return Optional.ofNullable(endedAlone.get(node));
    }

    /** Takes note of who is here now. */
    void note(Event.MembershipChanged changed) {
        Membership before = membership;
        membership = membership.with(changed.members());
        builds.membershipChanged(before, membership);
        endedAlone.keySet().removeIf(membership::has);
        changed.endedAlone().stream().map(Member::name).filter(node -> !membership.has(node))
                .forEach(node -> endedAlone.put(node, now.uptime()));
    }

    /** Whether a part of these nodes may act. */
    Verdict judge(Collection<NodeName> nodes, boolean released, boolean granted) {
        return electorate().judge(settings.quorum(), nodes, released, granted);
    }

    /** Sends what the receiver's build can read. */
    void send(NodeName to, PeerMessage message) {
        if (builds.reads(to, message)) {
            effects.add(new Effect.Send(to, message));
        }
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    void arm(TimerId timer, Duration delay) {
        effects.add(new Effect.ArmTimer(timer, delay));
    }

    void cancel(TimerId timer) {
        effects.add(new Effect.CancelTimer(timer));
    }

    void alert(String kind, NodeName node, String text, String... namesAndValues) {
        SortedMap<String, String> details = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            details.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        effects.add(new Effect.Alert(kind, node, text, details));
    }

    /** Takes the effects collected so far. */
    List<Effect> drain() {
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
