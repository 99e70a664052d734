package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibFormat;
import io.systole.core.cib.CibVersion;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.controller.status.NodeIds;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.Member;
import io.systole.core.membership.Membership;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private final Roster roster;
    private final OwnConfiguration own;
    private final Sequencer sequencer;
    private final TransitionDriver driver;
    private final ResultRecorder results;
    private final DcRequests requests;
    private final FenceResults fenceResults;
    private final AttributeDesk attributes;
    /** Members that were invited and have not joined, with the time of the first invitation. */
    private final SortedMap<NodeName, Duration> invited = new TreeMap<>();
    private Duration settledAt = Duration.ZERO;
    private final SortedMap<Long, Duration> beatsSent = new TreeMap<>();
    private long beat;
    private String abdication = "";

    Coordinator(Context context, Replica replica, LocalOperations local, long term, FenceDesk fences,
            AttributeCopy attributes) {
        this.context = context;
        this.replica = replica;
        this.local = local;
        this.term = term;
        this.roster = new Roster(context);
        this.own = new OwnConfiguration(context, roster);
        this.sequencer = new Sequencer(context, replica, roster, term);
        this.driver = new TransitionDriver(context, sequencer, roster, term, local, fences);
        this.results = new ResultRecorder(context, sequencer, driver);
        this.fenceResults = new FenceResults(context, sequencer, roster, driver, fences);
        this.attributes = new AttributeDesk(context, sequencer, roster, driver, attributes, term);
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
        Cib cib = newest.withVersion(highest.nextUpdate());
        reports.forEach((node, report) -> context.membership().member(node)
                .ifPresent(member -> roster.add(member, report, CountedResults.of(newest, node))));
        if (roster.quorate()) {
            cib = own.in(cib);
            cib = cib.configuration().equals(newest.configuration()) ? cib : cib.withVersion(highest.nextEpoch());
            cib = cib.withAttribute(Replica.TERM, Long.toString(term));
        }
        for (NodeName node : NodeIds.all(cib)) {
            PeerMessage.Report report = reports.get(node);
            if (report != null && roster.has(node)) {
                cib = join(cib, node, report, "do_state_transition");
            } else if (!context.membership().has(node) && NodeStates.known(cib, node)) {
                cib = NodeStates.left(cib, node, "post_cache_update");
            }
        }
        replica.advance(withQuorum(fenceResults.owed(cib)));
        sequencer.restart();
        attributes.begin(reports);
        settle();
        for (NodeName node : roster.names()) {
            if (!node.equals(context.self())) {
                sequencer.sendCopy(node);
            }
        }
        context.membership().all().forEach(member -> invite(member.name()));
        LOG.info("{} is DC of term {} with {} and CIB {}", context.self(), term, roster.names(), cib.version());
    }

    /** The transport has told a new membership; the context has it already. */
    void membershipChanged(Membership before) {
        boolean quorateBefore = roster.quorate();
        for (Member old : before.all()) {
            Optional<Member> present = context.membership().member(old.name());
            if (present.isEmpty()) {
                lost(old.name());
            } else if (!present.get().equals(old)) {
                restarted(old.name());
            }
        }
        context.membership().all().forEach(member -> invite(member.name()));
        quorumChanged(quorateBefore);
    }

    /** A message of a member in this term. */
    void hear(NodeName from, PeerMessage message) {
        switch (message) {
            case PeerMessage.Report report -> reported(from, report);
            case PeerMessage.Announce announce -> announced(from);
            case PeerMessage.Ack ack -> sequencer.acknowledged(from, ack.version());
            case PeerMessage.Echo echo -> echoed(from, echo.sequence());
            case PeerMessage.CopyRequest request -> roster.find(from).ifPresent(entry -> sequencer.sendCopy(from));
            case PeerMessage.Result result -> result(from, result);
            case PeerMessage.Forward forward -> request(new Requester.Remote(from, forward.id()), forward.request());
            default -> LOG.debug("a {} of {} is not for a DC", message.getClass().getSimpleName(), from);
        }
    }

    void announced(NodeName from) {
        if (roster.has(from)) {
            boolean quorateBefore = roster.quorate();
            restarted(from);
            quorumChanged(quorateBefore);
        }
        invite(from);
    }

    /** A member accepts this DC after the term has begun. */
    private void reported(NodeName from, PeerMessage.Report report) {
        Optional<Member> member = context.membership().member(from);
        if (member.isEmpty() || roster.has(from)) {
            return;
        }
        if (report.released()) {
            context.membership(context.membership().release());
        }
        if (report.copy().newerConfiguration(replica.state())) {
            abdication = from + " has a newer configuration (" + report.copy().version() + ") than this DC (" + replica.cib().version()
                    + ")";
            return;
        }
        boolean quorateBefore = roster.quorate();
        sequencer.flush();
        roster.add(member.get(), report, CountedResults.of(sequencer.cib(), from));
        invited.remove(from);
        Cib cib = sequencer.cib();
        if (roster.quorate()) {
            Cib known = own.in(cib);
            if (!known.configuration().equals(cib.configuration()) || Replica.term(cib) != term) {
                sequencer.configure(known, "root", "systoled");
            }
        }
        for (Roster.Entry entry : roster.all()) {
            NodeName node = entry.member.name();
            if (node.equals(from) || !NodeStates.known(sequencer.cib(), node)) {
                sequencer.update(join(sequencer.cib(), node, entry.report, "do_state_transition"));
            }
        }
        if (report.copy().version().compareTo(sequencer.cib().version()) > 0) {
            sequencer.update(sequencer.cib().withVersion(report.copy().version()));
        }
        quorumChanged(quorateBefore);
        sequencer.sendCopy(from);
        attributes.joined(from, report);
        driver.nodeLost(from);
        driver.abort("Node join");
        context.alert("node", from, "node " + from + " has joined the cluster", "desc", "member");
    }

    /** The lease counts from when the beat was sent: the member's promise not to elect another lasts at least as long. */
    private void echoed(NodeName from, long sequence) {
        Duration sent = beatsSent.get(sequence);
        if (sent != null) {
            roster.find(from).filter(entry -> sent.compareTo(entry.echoed) > 0).ifPresent(entry -> entry.echoed = sent);
        }
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

    void fenceEnded(FencingRecord record, List<Long> orders) {
        fenceResults.ended(record, orders);
    }

    /** The heartbeat: asks for echoes, repeats invitations, gives up on members that do not join. */
    void tick() {
        PeerMessage.Beat message = new PeerMessage.Beat(term, ++beat, replica.cib().version(), context.membership().released());
        beatsSent.put(beat, context.now().uptime());
        beatsSent.headMap(beat - 50).clear();
        roster.names().stream().filter(node -> !node.equals(context.self())).forEach(node -> context.send(node, message));
        for (NodeName node : List.copyOf(invited.keySet())) {
            if (!context.membership().has(node)) {
                invited.remove(node);
            } else {
                context.send(node, new PeerMessage.Claim(term, true));
                boolean silent = context.now().since(invited.get(node)).compareTo(joinPatience()) > 0;
                if (silent && NodeStates.present(sequencer.cib(), node)) {
                    sequencer.update(NodeStates.left(sequencer.cib(), node, "peer_update_callback"));
                    driver.abort("Node failure");
                }
            }
        }
        replica.save();
        sequencer.answerWaiting();
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
        return abdication.isEmpty() && hold().isEmpty() && driver.drive();
    }

    /** Ends the term. */
    void abandon() {
        sequencer.abandon();
        attributes.abandon();
        context.cancel(TimerId.ACTION);
        context.cancel(TimerId.RECHECK);
    }

    String state() {
        return invited.isEmpty() || driver.engine().isPresent() ? driver.state() : "S_INTEGRATION";
    }

    List<String> activity() {
        var activity = new ArrayList<String>();
        String hold = hold();
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

    /** Why nothing may be started now, in plain words; empty if work may go on. */
    private String hold() {
        for (Map.Entry<NodeName, Duration> each : invited.entrySet()) {
            if (context.now().since(each.getValue()).compareTo(joinPatience()) <= 0) {
                return "waiting for " + each.getKey() + " to tell what runs there";
            }
        }
        if (roster.quorate() && !roster.leaseHolds()) {
            return "waiting for an echo of members that make a quorum; until then nothing is ordered";
        }
        if (context.now().uptime().compareTo(settledAt) < 0) {
            return "waiting a few seconds for nodes that start at the same time";
        }
        return "";
    }

    private Duration joinPatience() {
        return context.timeouts().claim().multipliedBy(2);
    }

    private void invite(NodeName node) {
        if (!node.equals(context.self()) && !roster.has(node) && context.membership().has(node)) {
            invited.putIfAbsent(node, context.now().uptime());
            context.send(node, new PeerMessage.Claim(term, true));
        }
    }

    private void lost(NodeName node) {
        invited.remove(node);
        roster.remove(node);
        boolean expected = NodeStates.expected(sequencer.cib(), node);
        sequencer.update(NodeStates.left(sequencer.cib(), node, "peer_update_callback"));
        attributes.left(node);
        driver.nodeLost(node);
        driver.abort(expected ? "Node failure" : "Node leave");
        context.alert("node", node, "node " + node + (expected ? " is lost" : " has left"), "desc", "lost");
        sequencer.answerWaiting();
    }

    /** The node lives but has forgotten what it did: its history stays until it has told anew what runs there. */
    private void restarted(NodeName node) {
        roster.remove(node);
        driver.nodeLost(node);
        driver.abort("Node join");
        sequencer.answerWaiting();
    }

    private Cib join(Cib cib, NodeName node, PeerMessage.Report report, String origin) {
        Cib cleared = report.fresh() ? NodeAttributes.removeAll(cib, node) : withOwnAttributes(cib, node, report);
        Cib present = NodeStates.joined(NodeStates.withHistory(cleared, node, report.history()), node, context.now().clock(), origin);
        return NodeAttributes.set(present, node, "#feature-set", CibFormat.FEATURE_SET);
    }

    /** What a member that was only out of reach knows of itself and the rest has dropped still counts (rule C-110). */
    private static Cib withOwnAttributes(Cib cib, NodeName node, PeerMessage.Report report) {
        Cib changed = cib;
        for (var own : report.transients().entrySet()) {
            if (!own.getKey().equals("shutdown") && NodeAttributes.get(changed, node, own.getKey()).isEmpty()) {
                changed = NodeAttributes.set(changed, node, own.getKey(), own.getValue());
            }
        }
        return changed;
    }

    private static CibVersion later(CibVersion one, CibVersion other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** After a start of the whole cluster, nodes that are a little later must not look like lost ones. */
    private void settle() {
        boolean unseen = NodeIds.all(sequencer.cib()).stream().anyMatch(node -> !NodeStates.known(sequencer.cib(), node));
        if (roster.quorate() && unseen) {
            settledAt = context.now().uptime().plus(context.timeouts().deadtime().dividedBy(4));
        }
    }

    private void quorumChanged(boolean before) {
        boolean now = roster.quorate();
        sequencer.update(withQuorum(sequencer.cib()));
        if (now != before) {
            driver.abort(now ? "Quorum gained" : "Quorum lost");
            settle();
        }
    }

    private Cib withQuorum(Cib cib) {
        return cib.withAttribute("have-quorum", roster.quorate() ? "1" : "0")
                .withAttribute("dc-uuid", NodeIds.of(cib, context.self()).orElse(null));
    }
}
