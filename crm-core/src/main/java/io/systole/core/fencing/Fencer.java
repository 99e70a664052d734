package io.systole.core.fencing;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's part in fencing, as a state machine: begin each turn with {@link #at}, tell it what has happened, take the effects
 * with {@link #effects}, and call {@link #wake} at {@link #nextWake}. One thread at a time.
 *
 * <pre>
 *   request ──> Ask all members ──> their Offers ──> Run on the best ──> Ended ──> next device, node or level … ──> Told to all
 *      │  the same is under way: wait for its end                         └ the node is lost or silent: next one
 *      └──> the target is this node: another member leads
 * </pre>
 */
public final class Fencer {
    private static final Logger LOG = LoggerFactory.getLogger(Fencer.class);

    private final FencingDesk desk;
    private final LocalDevices devices;
    private final FencingLead lead;
    private final FencingHistory history = new FencingHistory();
    private final DeviceQuestions questions;
    /** Who on this node waits for the end of which operation. */
    private final Map<String, List<Long>> askers = new HashMap<>();

    /**
     * A fencer that knows nobody and no device.
     *
     * @param self this node
     * @param watchdog how long after its loss a node has surely been ended by its watchdog; empty if nodes have none
     * @param pills whether nodes obey poison pills on a shared disk
     * @param random for ids and delays
     * @param zone where dates without an offset are meant in rules
     */
    public Fencer(NodeName self, Optional<Duration> watchdog, boolean pills, RandomGenerator random, ZoneId zone) {
        this.desk = new FencingDesk(self, watchdog, pills, random, zone);
        this.devices = new LocalDevices(desk);
        this.lead = new FencingLead(desk, devices, this::progress);
        this.questions = new DeviceQuestions(desk, devices);
    }

    /** Begins a turn: it is now this time of day, and this much time has passed since some start. */
    public Fencer at(Instant clock, Duration uptime) {
        desk.now(clock, uptime);
        return this;
    }

    /** Takes what is to be done in the world since the last call. */
    public List<FencingEffect> effects() {
        return desk.drain();
    }

    /** When {@link #wake} is to be called, in the time of {@link #at}; empty if never. */
    public Optional<Duration> nextWake() {
        return desk.agenda.next();
    }

    /** Time has passed. */
    public void wake() {
        desk.agenda.run(desk.uptime());
    }

    /** There is a new CIB; devices are registered anew if the configuration has changed. */
    public void configured(Cib cib) {
        Element before = desk.cib().configuration();
        boolean changed = cib.configuration() != before && !cib.configuration().fingerprint().equals(before.fingerprint());
        desk.cib(cib);
        if (changed) {
            devices.configured();
        }
    }

    /** These nodes are members now, this one included. */
    public void members(Collection<NodeName> present) {
        var before = new TreeSet<>(desk.members());
        desk.members(present);
        before.stream().filter(node -> !present.contains(node)).forEach(lead::lost);
        leadersLost();
        boolean tells = before.stream().filter(present::contains).findFirst().filter(desk.self::equals).isPresent();
        if (tells && !history.all().isEmpty()) {
            present.stream().filter(node -> !before.contains(node))
                    .forEach(node -> desk.add(new FencingEffect.Send(node, new FencingMessage.Known(history.all()))));
        }
    }

    /**
     * Somebody on this node wants a node fenced.
     *
     * @param asker a number that comes back with {@link FencingEffect.Concluded}
     */
    public void request(long asker, FencingRequest request) {
        Optional<FencingRecord> lately = request.tolerance().isZero() ? Optional.empty()
                : history.lastSuccess(request.target(), request.action())
                        .filter(record -> !record.completed().orElseThrow().plus(request.tolerance()).isBefore(desk.clock()));
        if (lately.isPresent()) {
            FencingRecord done = lately.get();
            desk.add(new FencingEffect.Concluded(FencingRecord.begun(desk.newId(), request, desk.self, desk.self).ended(
                    FencingRecord.State.DUPLICATE, done.delegate(), desk.clock(), FencingRecord.DONE, "it was done at "
                            + done.completed().orElseThrow()), List.of(asker)));
            return;
        }
        Optional<FencingRecord> same = underWay(request);
        if (same.isPresent()) {
            LOG.info("{} of {} for {} joins the one that is under way for {}", request.action().word(), request.target(), request.client(),
                    same.get().client());
            await(same.get().id(), asker);
            return;
        }
        Optional<NodeName> other = desk.members().stream().filter(node -> !node.equals(desk.self)).findFirst();
        NodeName leader = request.target().equals(desk.self) && other.isPresent() ? other.get() : desk.self;
        FencingRecord record = FencingRecord.begun(desk.newId(), request, desk.self, leader);
        await(record.id(), asker);
        if (leader.equals(desk.self)) {
            lead.begin(request, record);
        } else {
            desk.add(new FencingEffect.Send(leader, new FencingMessage.Lead(record, request.timeout(), request.delay())));
            progress(record);
        }
    }

    /**
     * A human says that a node is down (rule C-130).
     *
     * @return why that is not believed; empty if it is
     */
    public String confirm(long asker, NodeName target, String client) {
        if (desk.members().contains(target)) {
            return "node " + target + " is a living member of the cluster; only a node that is surely down can be confirmed";
        }
        var request = new FencingRequest(target, FencingAction.OFF, Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, false, client,
                "a human has seen that the node is down");
        FencingRecord record = FencingRecord.begun(desk.newId(), request, desk.self, desk.self);
        await(record.id(), asker);
        progress(record.ended(FencingRecord.State.DONE, FencingRecord.HUMAN, desk.clock(), FencingRecord.DONE,
                "acknowledged by a human on " + desk.self));
        return "";
    }

    /** Forgets what has ended, on all nodes. */
    public void forget(Optional<NodeName> target) {
        history.forget(target);
        desk.broadcast(new FencingMessage.Forget(target));
    }

    /** Asks something about devices; answered by {@link FencingEffect.Answer}. */
    public void lookUp(long number, DeviceQuestion question) {
        questions.ask(number, question);
    }

    /** A monitor of a device on this node has worked or failed. */
    public void deviceChecked(String device, boolean worked) {
        devices.checked(device, worked);
    }

    /** An agent that was to run here has ended. */
    public void agentEnded(long call, AgentEnd end) {
        desk.ended(call, end);
    }

    /**
     * What came of {@link FencingEffect.Poison}.
     *
     * @param obeyed whether the target has said that it has obeyed; else it has had its time
     */
    public void poisoned(String id, boolean fenced, boolean obeyed, String reason) {
        lead.poisoned(id, fenced, obeyed, reason);
    }

    /** What was asked for and how it ended, oldest first, pending last. */
    public List<FencingRecord> history() {
        return history.all();
    }

    /** What is wrong with devices on this node, a sentence each. */
    public List<String> troubles() {
        return devices.troubles();
    }

    /** Another member says something. */
    public void received(NodeName from, FencingMessage message) {
        switch (message) {
            case FencingMessage.Ask ask -> devices.search(ask.target(), ask.timeout(), (found, remarks, doubtful, complete) ->
                    desk.add(new FencingEffect.Send(from, new FencingMessage.Offer(ask.id(), found, remarks, doubtful, complete))));
            case FencingMessage.Offer offer -> lead.offered(from, offer);
            case FencingMessage.Run run -> run(from, run);
            case FencingMessage.Accepted accepted -> lead.accepted(from, accepted);
            case FencingMessage.Ended ended -> lead.ended(from, ended);
            case FencingMessage.Withdraw withdraw -> devices.withdraw(key(from, withdraw.id(), withdraw.attempt()));
            case FencingMessage.Lead asked -> leadFor(asked);
            case FencingMessage.Told told -> learn(told.record());
            case FencingMessage.Known known -> known.records().forEach(this::catchUp);
            case FencingMessage.Forget forget -> history.forget(forget.target());
            case FencingMessage.ResetYourself reset -> {
                if (desk.setup().watchdogFences(desk.self)) {
                    desk.add(new FencingEffect.ResetSelf(from + " wants this node fenced by its watchdog: " + reset.reason()));
                }
            }
        }
    }

    private void run(NodeName from, FencingMessage.Run run) {
        devices.run(key(from, run.id(), run.attempt()), run, false, (success, timedOut, reason) ->
                desk.add(new FencingEffect.Send(from, new FencingMessage.Ended(run.id(), run.attempt(), success, timedOut, reason))))
                .ifPresent(within -> desk.add(new FencingEffect.Send(from, new FencingMessage.Accepted(run.id(), run.attempt(), within))));
    }

    private void leadFor(FencingMessage.Lead asked) {
        FencingRecord record = asked.record();
        // The news that this node leads may have come before the wish that it does.
        if (!lead.leads(record.id()) && history.find(record.id()).map(FencingRecord::pending).orElse(true)) {
            lead.begin(new FencingRequest(record.target(), record.action(), asked.timeout(), asked.delay(), Duration.ZERO, false,
                    record.client(), record.cause()), record);
        }
    }

    private Optional<FencingRecord> underWay(FencingRequest request) {
        return history.pending(record -> record.target().equals(request.target()) && record.action() == request.action()
                && (lead.leads(record.id()) || !record.leader().equals(desk.self) && desk.members().contains(record.leader()))).stream()
                .findFirst();
    }

    private void await(String id, long asker) {
        askers.computeIfAbsent(id, key -> new ArrayList<>()).add(asker);
    }

    /** Something new about an operation that this node leads. */
    private void progress(FencingRecord record) {
        desk.broadcast(new FencingMessage.Told(record));
        learn(record);
    }

    private void learn(FencingRecord record) {
        if (history.put(record) && !record.pending()) {
            LOG.info("{} of {} for {}@{} {}: {}", record.action().word(), record.target(), record.client(), record.origin(),
                    record.succeeded() ? "is done" : "has failed", record.reason());
            List<Long> waiting = askers.remove(record.id());
            desk.add(new FencingEffect.Concluded(record, waiting == null ? List.of() : waiting));
            if (record.delegate().equals(FencingRecord.HUMAN) && record.succeeded() && !lead.leads(record.id())) {
                lead.confirmed(record.target(), record.reason());
            }
        }
    }

    /** What happened before this node came has no consequences here any more. */
    private void catchUp(FencingRecord record) {
        if (record.pending() && record.leader().equals(desk.self) && !lead.leads(record.id())) {
            progress(record.ended(FencingRecord.State.FAILED, "", desk.clock(), FencingRecord.ERROR,
                    "the daemon of " + desk.self + ", which led it, was restarted"));
        } else if (askers.containsKey(record.id())) {
            learn(record);
        } else {
            history.put(record);
            leadersLost();
        }
    }

    private void leadersLost() {
        history.pending(record -> !record.leader().equals(desk.self) && !desk.members().contains(record.leader()))
                .forEach(record -> learn(record.ended(FencingRecord.State.FAILED, record.delegate(), desk.clock(), FencingRecord.ERROR,
                        record.leader() + ", which led it, was lost meanwhile")));
    }

    private static String key(NodeName leader, String id, int attempt) {
        return leader + "/" + id + "/" + attempt;
    }
}
