package io.systole.core.controller;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.membership.Member;
import io.systole.core.membership.Membership;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.NodeReport;
import io.systole.core.scheduler.Schedule;
import io.systole.core.spi.CibStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's part in the cluster as a state machine: {@link #on} takes an event and gives the effects to be carried out, in
 * order. Only the store is called directly, because nothing may be said before it is on disk.
 *
 * <pre>
 *               nobody is DC for a while            all, or a quorum, said yes
 *   S_PENDING ──────────────────────────> S_ELECTION ─────────────────────────> DC (S_INTEGRATION, S_POLICY_ENGINE,
 *       ^  │ claim of a DC, then its CIB      │ a higher term                        S_TRANSITION_ENGINE, S_IDLE)
 *       │  v                                  v                                     │
 *       └─ S_NOT_DC <─────────────────── S_PENDING <────────────────────────────────┘ higher term, pause, newer CIB elsewhere
 * </pre>
 *
 * <p>Each claim has a term of its own, kept on disk; a node gives one vote in a term and obeys no lower one. One thread at a time.
 */
public final class Controller {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);

    private final Context context;
    private final Terms terms;
    private final Ballot ballot;
    private final DcSearch search;
    private final Replica replica;
    private final LocalOperations local;
    private final AttributeCopy attributes = new AttributeCopy();
    private final Clients clients;
    private final FenceDesk fences = new FenceDesk();
    private Follower following;
    private Candidate candidate;
    private Coordinator coordinator;
    private final PauseDetector pauses;
    private final ShutdownWish shutdown;
    private final EndByForce ending;
    private final Doorkeeper door;
    private final OwnReport own;
    private boolean fresh = true;
    private boolean left;

    /**
     * A controller that waits for {@link Event.Started}.
     *
     * @param settings what it is told once
     * @param loaded the CIB found on disk
     * @param store where term and CIB are kept
     * @param random for back-off and ids
     * @param scheduler {@code Scheduler.schedule}
     */
    public Controller(ControllerSettings settings, Cib loaded, CibStore store, RandomGenerator random,
            BiFunction<Cib, Instant, Schedule> scheduler) {
        this.context = new Context(settings, store, random, scheduler);
        this.terms = new Terms(store);
        this.ballot = new Ballot(context, terms);
        this.search = new DcSearch(context, terms);
        this.replica = new Replica(store, loaded.withAttribute("dc-uuid", null));
        context.backing(new Backing(context, replica));
        context.electorate(replica::electorate);
        this.local = new LocalOperations(context);
        this.clients = new Clients(context, replica);
        this.pauses = new PauseDetector(settings.timeouts());
        this.shutdown = new ShutdownWish(context);
        this.own = new OwnReport(context, replica, local, attributes);
        this.door = new Doorkeeper(context);
        this.ending = new EndByForce(context, local, clients, shutdown, pauses);
    }

    /** This node's copy of the CIB. */
    public Cib cib() {
        return replica.cib();
    }

    /** A CIB as clients see it: without what only controllers need. */
    public static Cib visible(Cib cib) {
        return DcRequests.visible(cib);
    }

    /** Takes an event and says what has to be done in the world. */
    public List<Effect> on(Moment moment, Event event) {
        if (left) {
            return List.of();
        }
        context.now(moment);
        pauses.pause(moment.uptime()).ifPresent(this::paused);
        if (!(event instanceof Event.Started) && context.backing().over()) {
            giveUpRoles();
            ending.begin();
        }
        if (!context.backing().ending() || event instanceof Event.Displaced || event instanceof Event.FenceEnded) {
            handle(event);
        } else if (ending.over(event)) {
            search.begin();
        }
        afterwards();
        return context.drain();
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Started started -> {
                pauses.sign(context.now().uptime());
                context.arm(TimerId.TICK, context.timeouts().heartbeat());
                context.backing().begin(terms.current() > 0);
            }
            case Event.MembershipChanged changed -> membershipChanged(changed);
            case Event.Displaced displaced -> leave("another daemon with the name " + context.self()
                    + " was started later and has taken its place in the cluster; stop or rename one of the two");
            case Event.Received received -> received(received.from(), received.message());
            case Event.TimerFired fired -> timer(fired.timer());
            case Event.OperationEnded ended -> deliver(local.ended(ended.result()));
            case Event.FenceEnded ended -> fences.learn(ended.record(), replica.cib(), context).ifPresentOrElse(this::leave,
                    () -> Optional.ofNullable(coordinator).ifPresent(dc -> dc.fenceEnded(ended)));
            case Event.WitnessAnswered answer -> Optional.ofNullable(coordinator).ifPresent(dc -> dc.witnessAnswered(answer));
            case Event.Halted halted -> LOG.debug("an end by force that nobody waits for any more");
            case Event.Requested requested -> clients.requested(requested, coordinator, following);
            case Event.ShutdownWanted wanted -> {
                shutdown.make();
                shutdown.tell(coordinator, following);
            }
        }
    }

    /** What follows from any event: a finished claim, an abdication, work that can go on. */
    private void afterwards() {
        fences.configured(replica.cib());
        if (candidate != null) {
            proceedWithClaim();
        }
        if (coordinator != null && !coordinator.abdication().isEmpty()) {
            stepDown(coordinator.abdication());
            claim();
        }
        if (coordinator != null && coordinator.drive()) {
            context.add(new Effect.Broadcast(new PeerMessage.Resign(terms.current())));
            leave("the shutdown of node " + context.self() + " is complete");
        }
    }

    private void timer(TimerId timer) {
        switch (timer) {
            case TICK -> tick();
            case ELECTION -> {
                if (following == null && candidate == null && coordinator == null) {
                    stand();
                }
            }
            case CLAIM -> Optional.ofNullable(candidate).ifPresent(Candidate::timeIsOver);
            case FLUSH, ACTION, RECHECK, DAMPENING -> Optional.ofNullable(coordinator).ifPresent(dc -> dc.timer(timer));
        }
    }

    private void tick() {
        pauses.sign(context.now().uptime());
        context.arm(TimerId.TICK, context.timeouts().heartbeat());
        context.backing().pet();
        clients.tick();
        if (coordinator != null) {
            coordinator.tick();
        } else if (following != null) {
            following.tick();
            if (following.dcIsSilent()) {
                loseDc("the DC " + following.dc() + " is silent");
            }
        }
        if (shutdown.escalates()) {
            leave("the orderly shutdown took too long; node " + context.self() + " left although resources may be running");
        } else {
            shutdown.tell(coordinator, following);
        }
    }

    /** This process did not run for a while: others may have decided without it, so nothing it believed counts any more. */
    private void paused(Duration gap) {
        LOG.warn("this process was paused for {}; asking the cluster what happened meanwhile", gap);
        giveUpRoles();
        search.begin();
    }

    private void giveUpRoles() {
        Optional.ofNullable(coordinator).ifPresent(Coordinator::abandon);
        coordinator = null;
        candidate = null;
        following = null;
        clients.dcLost();
    }

    private void membershipChanged(Event.MembershipChanged changed) {
        Membership before = context.membership();
        context.note(changed);
        if (coordinator != null) {
            coordinator.membershipChanged(before);
        } else if (following != null) {
            if (!context.membership().all().contains(following.member())) {
                loseDc("the DC " + following.dc() + " has left the membership");
            }
        } else if (candidate != null) {
            candidate.membershipChanged();
            context.membership().all().stream().filter(member -> !before.all().contains(member))
                    .forEach(member -> context.send(member.name(), new PeerMessage.Claim(candidate.term(), false, context.builds().own())));
        } else {
            search.begin();
        }
    }

    /** Nobody is DC. */
    private void stand() {
        door.reasonNotToStand().filter(why -> fresh).ifPresentOrElse(this::leave, this::claim);
    }

    private void claim() {
        following = null;
        long term = search.stand();
        if (term == 0) {
            return;
        }
        candidate = new Candidate(context, replica, term, own.in(term, fresh));
        context.arm(TimerId.CLAIM, context.timeouts().claim());
        context.add(new Effect.Broadcast(new PeerMessage.Claim(term, false, context.builds().own())));
    }

    private void proceedWithClaim() {
        if (candidate.failed()) {
            candidate = null;
            search.armElection();
        } else if (candidate.won() && !candidate.hasToFetch()) {
            establish(replica.cib());
        }
    }

    private void establish(Cib newest) {
        Candidate won = candidate;
        candidate = null;
        context.cancel(TimerId.CLAIM);
        context.release(won.reports().keySet(), won.reports().values().stream().anyMatch(PeerMessage.Report::released));
        fresh = false;
        coordinator = new Coordinator(context, replica, local, won.term(), fences, attributes);
        coordinator.establish(won.reports(), newest);
        local.unconfirmed(won.term()).forEach(result -> coordinator.result(context.self(), result));
        clients.take().forEach((number, request) -> coordinator.request(new Requester.Local(number), request));
        shutdown.tell(coordinator, following);
    }

    private void stepDown(String reason) {
        LOG.info("{} gives up the DC role of term {}: {}", context.self(), coordinator.term(), reason);
        coordinator.abandon();
        coordinator = null;
        search.begin();
    }

    private void loseDc(String reason) {
        LOG.info("{} has no DC any more: {}", context.self(), reason);
        following = null;
        clients.dcLost();
        search.begin();
    }

    private void received(NodeName from, PeerMessage message) {
        if (message instanceof PeerMessage.NotUnderstood newer) {
            door.notUnderstood(from, newer, coordinator, replica);
        } else if (!door.admits(from, message)) {
            boolean newcomer = fresh && coordinator == null;
            door.turnAway(from, message, coordinator, newcomer).ifPresent(this::leave);
        } else if (message instanceof PeerMessage.Claim claim) {
            claimed(from, claim);
        } else if (message instanceof PeerMessage.Refused refused) {
            refused(from, refused.term());
        } else if (coordinator != null && message.term() == coordinator.term()) {
            if (message instanceof PeerMessage.Beat) {
                stepDown(from + " is DC in the same term");
            } else {
                coordinator.hear(from, message);
            }
        } else if (message instanceof PeerMessage.Announce) {
            if (coordinator != null) {
                coordinator.announced(from);
            } else if (following != null && following.dc().equals(from)) {
                loseDc("the DC " + from + " has given up its role");
            }
        } else if (candidate != null && message.term() == candidate.term()) {
            if (candidate.hear(from, message)) {
                establish(replica.cib());
            }
        } else if (following != null && following.dc().equals(from) && message.term() == following.term()) {
            forMember(from, message);
        } else if (message.term() < terms.current()) {
            context.send(from, new PeerMessage.Refused(terms.current()));
        } else if (message instanceof PeerMessage.Beat && coordinator == null) {
            context.send(from, new PeerMessage.Announce(terms.current(), context.builds().own()));
        }
    }

    private void claimed(NodeName from, PeerMessage.Claim claim) {
        Ballot.Vote vote = ballot.on(from, claim, following);
        if (vote == Ballot.Vote.REFUSE) {
            context.send(from, new PeerMessage.Refused(terms.current()));
            if (claim.term() == terms.current() && coordinator != null) {
                stepDown(from + " claims the same term");
            }
        }
        if (vote != Ballot.Vote.YES) {
            return;
        }
        Member member = context.membership().member(from).orElseThrow();
        Optional.ofNullable(coordinator).ifPresent(dc -> stepDown(from + " claims term " + claim.term()));
        candidate = null;
        if (following != null && !following.dc().equals(from)) {
            clients.dcLost();
        }
        PeerMessage.Report report = own.in(claim.term(), fresh);
        following = new Follower(context, replica, local, clients, attributes, member, claim.term(), Optional.ofNullable(following));
        search.end();
        context.send(from, report);
    }

    private void refused(NodeName from, long term) {
        Optional.ofNullable(candidate).ifPresent(claim -> claim.declined(from));
        boolean concerned = coordinator != null && term >= coordinator.term() || candidate != null && term >= candidate.term();
        terms.observe(term);
        if (concerned) {
            Optional.ofNullable(coordinator).ifPresent(dc -> stepDown("a member knows term " + term));
            candidate = null;
            search.armElection();
        } else if (following != null && following.term() < term) {
            loseDc("a member knows term " + term);
        }
    }

    private void forMember(NodeName from, PeerMessage message) {
        switch (following.hear(message)) {
            case GOES_ON -> { }
            case JOINED -> {
                fresh = false;
                clients.forward(from, terms.current());
                shutdown.tell(coordinator, following);
            }
            case TOLD_TO_LEAVE -> leave("the shutdown of node " + context.self() + " is complete");
            case DC_RESIGNED -> loseDc("the DC " + from + " has resigned");
        }
    }

    private void deliver(PeerMessage.Result result) {
        if (coordinator != null) {
            coordinator.result(context.self(), result);
        } else if (following != null) {
            following.deliver(result);
        }
    }

    private void leave(String reason) {
        if (!left) {
            left = true;
            if (coordinator != null) {
                coordinator.abandon();
            }
            LOG.info("{}", reason);
            context.add(new Effect.Leave(reason));
        }
    }

    /** What is known of node attributes besides what the CIB holds. */
    public AttributeTable attributes() {
        return attributes.table();
    }

    /** The last changes of the configuration. */
    public ChangeHistory history() {
        return replica.history();
    }

    /** What this node is in its cluster at this moment. */
    public Standing standing(Duration uptime) {
        return Standing.of(context, uptime, terms.current(), coordinator, following);
    }

    /** What this node knows of the cluster, for people and tools. */
    public NodeReport report() {
        return new Overview(context, replica, local, clients, terms, shutdown.wanted(), left)
                .report(following, candidate, coordinator);
    }
}
