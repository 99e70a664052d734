package io.systole.core.controller;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.NodeReport;
import io.systole.core.scheduler.Schedule;
import io.systole.core.spi.CibStore;
import io.systole.core.spi.LoadGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    /** What is taken note of also while this node takes no part in anything. */
    private static final Set<Class<? extends Event>> CONCERNS_ALL = Set.of(Event.Displaced.class, Event.FenceEnded.class,
            Event.PillFound.class, Event.PillObeyed.class);

    private final Context context;
    private final Terms terms;
    private final Ballot ballot;
    private final Replica replica;
    private final LocalOperations local;
    private final AttributeCopy attributes = new AttributeCopy();
    private final Clients clients;
    private final FenceDesk fences = new FenceDesk();
    private final Roles roles;
    private final PauseDetector pauses;
    private final ShutdownWish shutdown;
    private final EndByForce ending;
    private final Doorkeeper door;
    private boolean left;

    /**
     * A controller that waits for {@link Event.Started}.
     *
     * @param settings what it is told once
     * @param loaded the CIB found on disk
     * @param store where term and CIB are kept
     * @param random for back-off and ids
     * @param scheduler {@code Scheduler.schedule}
     * @param gauge how busy this node is
     */
    public Controller(ControllerSettings settings, Cib loaded, CibStore store, RandomGenerator random,
            BiFunction<Cib, Instant, Schedule> scheduler, LoadGauge gauge) {
        this.context = new Context(settings, store, random, scheduler, gauge);
        this.terms = new Terms(store, settings.self().name());
        Pledge pledge = new Pledge(context);
        this.ballot = new Ballot(context, terms, pledge);
        this.replica = new Replica(store, loaded.withAttribute("dc-uuid", null));
        context.backing(new Backing(context, replica));
        context.electorate(replica::electorate);
        this.local = new LocalOperations(context);
        this.clients = new Clients(context, replica);
        this.pauses = new PauseDetector(settings.timeouts());
        this.shutdown = new ShutdownWish(context);
        this.roles = new Roles(context, terms, pledge, replica, local, attributes, clients, fences);
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

    /**
     * Takes an event and says what has to be done in the world at once, answers among it. What follows in the cluster, which may take a
     * calculation, is up to {@link #work}, which has to be called next: nobody who waits for an answer waits for that.
     */
    public List<Effect> on(Moment moment, Event event) {
        if (left) {
            return List.of();
        }
        context.now(moment);
        pauses.pause(moment.uptime()).ifPresent(this::paused);
        if (event instanceof Event.PillFound found) {
            context.backing().slot().found(found);
        }
        if (!(event instanceof Event.Started) && context.backing().over()) {
            roles.giveUp();
            ending.begin();
        }
        if (!context.backing().ending() || event instanceof Event.Started || CONCERNS_ALL.contains(event.getClass())) {
            handle(event);
        } else if (ending.over(event)) {
            roles.search();
        }
        afterwards();
        return context.drain();
    }

    /** Goes on with the DC's work at the moment of the last event, and says what has to be done in the world. */
    public List<Effect> work() {
        if (!left && dc().filter(Coordinator::drive).isPresent()) {
            context.add(new Effect.Broadcast(new PeerMessage.Resign(terms.current())));
            leave("the shutdown of node " + context.self() + " is complete");
        }
        return context.drain();
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Started started -> {
                pauses.sign(context.now().uptime());
                context.arm(TimerId.TICK, context.timeouts().heartbeat());
                context.backing().begin(terms.mayHavePromised());
            }
            case Event.MembershipChanged changed -> roles.membershipChanged(changed);
            case Event.Displaced displaced -> leave("another daemon with the name " + context.self()
                    + " was started later and has taken its place in the cluster; stop or rename one of the two");
            case Event.Received received -> received(received.from(), received.message());
            case Event.TimerFired fired -> timer(fired.timer());
            case Event.OperationEnded ended -> deliver(local.ended(ended.result()));
            case Event.FenceEnded ended -> fences.learn(ended.record(), replica.cib(), context).ifPresentOrElse(this::leave,
                    () -> dc().ifPresent(dc -> dc.fenceEnded(ended)));
            case Event.WitnessAnswered answer -> dc().ifPresent(dc -> dc.witnessAnswered(answer));
            case Event.Halted halted -> LOG.debug("an end by force that nobody waits for any more");
            case Event.NoPill seen -> context.backing().slot().clean(seen.moment());
            case Event.PillFound found -> LOG.debug("what follows from it has begun already");
            case Event.PillObeyed obeyed -> obeyed();
            case Event.Requested requested -> clients.requested(requested, roles.coordinator(), roles.following());
            case Event.ShutdownWanted wanted -> {
                shutdown.make();
                tellShutdown();
            }
        }
    }

    /** Nothing runs here any more, and who wrote the pill can see that. */
    private void obeyed() {
        OwnSlot slot = context.backing().slot();
        String pill = slot.pill().map(found -> "a poison pill of " + found.from() + " (" + found.reason() + ")").orElse("a poison pill");
        if (slot.young()) {
            LOG.info("a former daemon of node {} was fenced by {}; nothing of it runs any more", context.self(), pill);
        } else {
            String reason = "node " + context.self() + " was fenced by " + pill;
            context.add(new Effect.Reset(reason));
            leave(reason);
        }
    }

    /** What follows from any event: a finished claim, an abdication. */
    private void afterwards() {
        context.backing().look();
        fences.configured(replica.cib());
        Coordinator before = roles.coordinator();
        roles.proceed();
        if (roles.coordinator() != before) {
            tellShutdown();
        }
        dc().filter(dc -> !dc.abdication().isEmpty()).ifPresent(dc -> {
            roles.stepDown(dc.abdication());
            roles.claim();
        });
    }

    private Optional<Coordinator> dc() {
        return Optional.ofNullable(roles.coordinator());
    }

    private void tellShutdown() {
        shutdown.tell(roles.coordinator(), roles.following());
    }

    private void timer(TimerId timer) {
        switch (timer) {
            case TICK -> tick();
            case ELECTION -> {
                if (roles.none()) {
                    stand();
                }
            }
            case CLAIM -> Optional.ofNullable(roles.candidate()).ifPresent(Candidate::timeIsOver);
            case FLUSH, ACTION, RECHECK, DAMPENING -> dc().ifPresent(dc -> dc.timer(timer));
        }
    }

    private void tick() {
        pauses.sign(context.now().uptime());
        context.arm(TimerId.TICK, context.timeouts().heartbeat());
        context.backing().pet();
        clients.tick();
        Follower following = roles.following();
        if (following != null) {
            following.tick();
            String silence = following.silence();
            if (!silence.isEmpty()) {
                roles.loseDc(silence);
            }
        }
        dc().ifPresent(Coordinator::tick);
        roles.settle();
        if (shutdown.escalates()) {
            leave("the orderly shutdown took too long; node " + context.self() + " left although resources may be running");
        } else {
            tellShutdown();
        }
    }

    /**
     * This process did not run for a while: others may have decided without it. A DC and its members ask each other whether they still
     * count on each other, and do nothing before they know; anybody else looks for a DC.
     */
    private void paused(Duration gap) {
        LOG.warn("this process was paused for {} ms; asking the cluster what happened meanwhile", gap.toMillis());
        roles.wake();
    }

    /** Nobody is DC. */
    private void stand() {
        door.reasonNotToStand().filter(why -> roles.fresh()).ifPresentOrElse(this::leave, roles::claim);
    }

    private void received(NodeName from, PeerMessage message) {
        Coordinator coordinator = roles.coordinator();
        Candidate candidate = roles.candidate();
        Follower following = roles.following();
        if (message instanceof PeerMessage.NotUnderstood newer) {
            door.notUnderstood(from, newer, coordinator, replica);
        } else if (!door.admits(from, message)) {
            boolean newcomer = roles.fresh() && coordinator == null;
            door.turnAway(from, message, coordinator, newcomer).ifPresent(this::leave);
        } else if (message instanceof PeerMessage.Claim claim) {
            claimed(from, claim);
        } else if (message instanceof PeerMessage.Refused refused) {
            roles.refused(from, refused);
        } else if (coordinator != null && message.term() == coordinator.term()) {
            if (message instanceof PeerMessage.Beat) {
                roles.contested(from + " is DC in the same term");
            } else {
                coordinator.hear(from, message);
            }
        } else if (message instanceof PeerMessage.Announce) {
            if (coordinator != null) {
                coordinator.announced(from);
            } else if (candidate != null) {
                candidate.announced(from);
            } else if (following != null && following.dc().equals(from)) {
                roles.dcGone("the DC " + from + " has given up its role");
            }
        } else if (candidate != null && message.term() == candidate.term()) {
            if (candidate.hear(from, message)) {
                roles.establish(replica.cib());
                tellShutdown();
            }
        } else if (following != null && following.dc().equals(from) && message.term() == following.term()) {
            forMember(from, message);
        } else if (message.term() < terms.current()) {
            context.send(from, new PeerMessage.Refused(terms.current(), message.term()));
        } else if (message instanceof PeerMessage.Beat && coordinator == null) {
            context.send(from, new PeerMessage.Announce(terms.current(), context.builds().own()));
        }
    }

    private void claimed(NodeName from, PeerMessage.Claim claim) {
        switch (ballot.on(from, claim, roles.coordinator(), roles.following())) {
            case IGNORE -> { }
            case REFUSE -> {
                context.send(from, new PeerMessage.Refused(terms.current(), claim.term()));
                if (claim.term() == terms.current() && dc().filter(dc -> !dc.acts()).isPresent()) {
                    roles.contested(from + " claims the same term");
                }
            }
            case YES -> roles.follow(from, claim.term());
        }
    }

    private void forMember(NodeName from, PeerMessage message) {
        switch (roles.following().hear(message)) {
            case GOES_ON -> { }
            case JOINED -> {
                roles.joined();
                clients.forward(from, terms.current());
                tellShutdown();
            }
            case TOLD_TO_LEAVE -> leave("the shutdown of node " + context.self() + " is complete");
            case DC_RESIGNED -> roles.dcGone("the DC " + from + " has resigned");
        }
    }

    private void deliver(PeerMessage.Result result) {
        dc().ifPresent(dc -> dc.result(context.self(), result));
        Optional.ofNullable(roles.following()).ifPresent(member -> member.deliver(result));
    }

    private void leave(String reason) {
        if (!left) {
            left = true;
            dc().ifPresent(Coordinator::abandon);
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

    /** Whether this node holds the DC role. */
    public boolean leads() {
        return roles.coordinator() != null;
    }

    /** What this node is in its cluster at this moment. */
    public Standing standing(Duration uptime) {
        return Standing.of(context, uptime, terms.current(), roles.coordinator(), roles.following());
    }

    /** What this node knows of the cluster, for people and tools. */
    public NodeReport report() {
        return new Overview(context, replica, local, clients, terms, shutdown.wanted(), left)
                .report(roles.following(), roles.candidate(), roles.coordinator());
    }
}
