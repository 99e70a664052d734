package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.Member;
import io.systole.core.membership.Membership;
import io.systole.core.membership.NodeName;
import io.systole.core.membership.Verdict;
import io.systole.core.membership.Witnessing;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterRequest;
import io.systole.core.throttle.HeldBack;
import io.systole.core.transition.TransitionEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The designated coordinator: exists from a won election to the end of its term. Joins members, writes the CIB, and drives
 * the cluster to where the scheduler wants it.
 */
final class Coordinator {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);

    private final Context context;
    private final Replica replica;
    private final LocalOperations local;
    private final long term;
    private final Arbitration arbitration;
    private final Roster roster;
    private final TakeoverWait takeover;
    private final Heartbeat heartbeat;
    private final OwnConfiguration own;
    private final Sequencer sequencer;
    private final TransitionDriver driver;
    private final ResultRecorder results;
    private final DcRequests requests;
    private final FenceResults fenceResults;
    private final AttributeDesk attributes;
    private final Invitations invitations;
    private final Holds holds;
    private final InFlight inFlight;
    private final ElectorateKeeper electorate;
    private final EverywhereWait everywhere;
    private final Attendance attendance;
    private String abdication = "";
    private boolean wasQuorate;
    private boolean wasBacked;

    Coordinator(Context context, Replica replica, LocalOperations local, long term, FenceDesk fences,
            AttributeCopy attributes) {
        this.context = context;
        this.replica = replica;
        this.local = local;
        this.term = term;
        this.arbitration = new Arbitration(context, term);
        this.roster = new Roster(context, arbitration);
        this.takeover = new TakeoverWait(context, roster);
        this.invitations = new Invitations(context, roster, term);
        this.inFlight = new InFlight();
        this.holds = new Holds(context, roster, invitations, takeover, inFlight);
        this.heartbeat = new Heartbeat(context, replica, roster, term, this::held);
        this.own = new OwnConfiguration(context, roster);
        this.sequencer = new Sequencer(context, replica, roster, new Doubt(context, roster), term);
        this.everywhere = new EverywhereWait(context, sequencer, roster, heartbeat);
        this.electorate = new ElectorateKeeper(context, sequencer, roster);
        this.driver = new TransitionDriver(context, sequencer, roster, term, local, fences);
        this.results = new ResultRecorder(context, sequencer, driver);
        this.fenceResults = new FenceResults(context, sequencer, roster, driver, fences);
        this.attributes = new AttributeDesk(context, sequencer, roster, driver, attributes, term, everywhere);
        this.attendance = new Attendance(context, sequencer, roster, invitations, takeover, inFlight, own, driver,
                this.attributes, term);
        this.requests = new DcRequests(context, sequencer, roster, own, driver, this.attributes);
    }

    long term() {
        return term;
    }

    boolean quorate() {
        return roster.quorate();
    }

    /** Why somebody else, or a new election, has to take over; empty while all is well. */
    String abdication() {
        return abdication;
    }

    /** Begins the term: everybody who has reported gets the newest CIB with the states of all nodes in it (C-70 to C-78). */
    void establish(SortedMap<NodeName, PeerMessage.Report> reports, Cib newest) {
        CibVersion highest = reports.values().stream().map(report -> report.copy().version()).reduce(newest.version(), Coordinator::later);
        Cib cib = fenceResults.owed(newest).withVersion(highest.nextUpdate());
        reports.forEach((node, report) -> context.membership().member(node).ifPresent(member -> {
            roster.add(member, report, CountedResults.of(newest, node));
            takeover.joined(node, Duration.ofMillis(report.sinceSupport()));
            inFlight.joined(node, report);
        }));
        if (roster.quorate()) {
            cib = own.in(cib);
            cib = cib.configuration().equals(newest.configuration()) ? cib : cib.withVersion(highest.nextEpoch());
        }
        cib = sequencer.marked(cib, newest);
        for (NodeName node : NodeIds.all(cib)) {
            PeerMessage.Report report = reports.get(node);
            if (report != null && roster.has(node)) {
                cib = Joining.join(cib, node, report, context.now().clock(), "do_state_transition");
            } else if (!context.membership().has(node) && NodeStates.known(cib, node)) {
                cib = NodeStates.left(cib, node, "post_cache_update");
            }
        }
        wasQuorate = roster.quorate();
        replica.advance(withQuorum(cib), Optional.of(sequencer.ownStamp()));
        sequencer.restart();
        context.builds().agree(roster.names());
        attributes.begin(reports);
        holds.settle(sequencer.cib());
        arbitrate();
        for (NodeName node : roster.names()) {
            if (!node.equals(context.self())) {
                sequencer.sendCopy(node);
            }
        }
        context.membership().all().forEach(member -> invitations.invite(member.name()));
        heartbeat.beat();
        LOG.info("{} is DC of term {} with {} and CIB {}", context.self(), term, roster.names(), cib.version());
    }

    /** The transport has told a new membership; the context has it already. */
    void membershipChanged(Membership before) {
        attendance.membershipChanged(before);
        arbitrate();
    }

    /** The witness has answered. */
    void witnessAnswered(Event.WitnessAnswered answer) {
        boolean before = arbitration.granted();
        arbitration.answered(answer.number(), answer.granted(), answer.reason());
        if (!before && arbitration.granted()) {
            LOG.info("{}", answer.reason());
            takeover.granted();
        }
        quorumChanged();
    }

    /** Asks the witness, or gives back its grant, as the votes demand. */
    private void arbitrate() {
        if (context.settings.quorum().witness() != Witnessing.NONE) {
            if (roster.verdict().tie()) {
                arbitration.ask(roster.names());
            } else {
                arbitration.giveBack();
            }
        }
        quorumChanged();
    }

    /** A message of a member in this term. */
    void hear(NodeName from, PeerMessage message) {
        switch (message) {
            case PeerMessage.Report report -> reported(from, report);
            case PeerMessage.Announce announce -> announced(from);
            case PeerMessage.Ack ack -> sequencer.acknowledged(from, ack.version());
            case PeerMessage.Echo echo -> {
                heartbeat.echoed(from, echo);
                everywhere.check();
            }
            case PeerMessage.CopyRequest request -> roster.find(from).ifPresent(entry -> sequencer.sendCopy(from));
            case PeerMessage.Result result -> result(from, result);
            case PeerMessage.Forward forward -> request(new Requester.Remote(from, forward.id()), forward.request());
            default -> LOG.debug("a {} of {} is not for a DC", message.getClass().getSimpleName(), from);
        }
    }

    void announced(NodeName from) {
        if (roster.has(from)) {
            attendance.restarted(from);
            arbitrate();
        }
        invitations.invite(from);
    }

    /** A member whose build cannot work with this one is told who is DC here, and not waited for. */
    void turnAway(NodeName stranger) {
        invitations.close(stranger);
        context.send(stranger, new PeerMessage.Claim(term, true, roster.acts(), context.builds().own()));
    }

    /** A member accepts this DC after the term has begun. */
    private void reported(NodeName from, PeerMessage.Report report) {
        Optional<Member> member = context.membership().member(from);
        if (member.isEmpty() || roster.has(from)) {
            return;
        }
        if (report.copy().newerConfiguration(replica.state())) {
            abdication = from + " has a newer configuration (" + report.copy().version() + ") than this DC (" + replica.cib().version()
                    + ")";
            return;
        }
        attendance.takeIn(member.get(), report);
        arbitrate();
        attendance.welcome(from, report);
        heartbeat.beat();
    }

    void result(NodeName from, PeerMessage.Result result) {
        roster.find(from).ifPresent(entry -> {
            if (result.sequence() > entry.lastResult) {
                entry.lastResult = result.sequence();
                results.record(from, result, entry.counted.has(result));
            }
            if (from.equals(context.self())) {
                local.confirmed(result.sequence());
            } else {
                context.send(from, new PeerMessage.ResultAck(term, entry.lastResult));
            }
        });
    }

    void request(Requester requester, ClusterRequest request) {
        requests.handle(requester, request);
    }

    void fenceEnded(Event.FenceEnded end) {
        fenceResults.ended(end.record(), end.orders());
    }

    /** The heartbeat: asks for echoes, repeats invitations, gives up on members that do not join. */
    void tick() {
        arbitrate();
        electorate.tick();
        everywhere.check();
        context.builds().agree(roster.names());
        heartbeat.beat();
        attendance.tick();
        replica.save();
        sequencer.answerWaiting();
    }

    /** This process stood still for a while. Whoever may have replaced this DC meanwhile did so with the vote of one who is asked now. */
    void wake() {
        roster.wake();
        heartbeat.beat();
    }

    void timer(TimerId timer) {
        switch (timer) {
            case FLUSH -> sequencer.flush();
            case ACTION -> driver.actionTimer();
            case RECHECK -> driver.recheck();
            case DAMPENING -> attributes.timer();
            case TICK, ELECTION, CLAIM -> throw new IllegalStateException(timer + " is not the coordinator's timer");
        }
    }

    /** Goes on with the work as far as allowed; true if this node has to leave now. */
    boolean drive() {
        quorumChanged();
        heartbeat.backed();
        return abdication.isEmpty() && driver.hasWork() && holds.reason(sequencer.cib()).isEmpty() && driver.drive();
    }

    /** Whether a quorum counts on this DC now. */
    boolean acts() {
        return roster.acts();
    }

    /** Whether a quorum counts on this DC now, and nobody else can have one. */
    boolean actsAlone() {
        return roster.acts() && !roster.othersCouldAct();
    }

    /** Why this part may act or not. */
    Verdict verdict() {
        return roster.verdict();
    }

    /** What the witness said last; empty if it was not asked. */
    String witness() {
        return arbitration.last();
    }

    /** Ends the term. */
    void abandon() {
        everywhere.abandon();
        sequencer.abandon();
        attributes.abandon();
        context.cancel(TimerId.ACTION);
        context.cancel(TimerId.RECHECK);
    }

    /** What could begin, were not enough under way. */
    List<HeldBack> held() {
        return driver.engine().map(TransitionEngine::held).orElse(List.of());
    }

    String state() {
        return invitations.none() || driver.engine().isPresent() ? driver.state() : "S_INTEGRATION";
    }

    List<String> activity() {
        var activity = new ArrayList<String>();
        String hold = holds.reason(sequencer.cib());
        if (!hold.isEmpty()) {
            activity.add(hold);
        }
        activity.addAll(driver.activity());
        activity.addAll(requests.activity());
        if (sequencer.clientsWaiting() > 0) {
            activity.add(sequencer.clientsWaiting() + " configuration changes wait until enough nodes have them on disk");
        }
        return activity;
    }

    private static CibVersion later(CibVersion one, CibVersion other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void quorumChanged() {
        Verdict verdict = roster.verdict();
        if (verdict.quorate() != wasQuorate) {
            wasQuorate = verdict.quorate();
            LOG.info("{}", verdict.reason());
            attendance.describe(Optional.empty());
            sequencer.update(withQuorum(sequencer.cib()));
            driver.abort(wasQuorate ? "Quorum gained" : "Quorum lost");
            holds.settle(sequencer.cib());
        }
        boolean backed = sequencer.backed();
        if (backed && !wasBacked) {
            attendance.describe(Optional.empty());
            sequencer.answerWaiting();
        }
        wasBacked = backed;
    }

    private Cib withQuorum(Cib cib) {
        return cib.withAttribute("have-quorum", roster.quorate() ? "1" : "0")
                .withAttribute("dc-uuid", NodeIds.of(cib, context.self()).orElse(null));
    }
}
