package io.systole.core.node;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.history.ChangeHistory;
import io.systole.core.controller.Controller;
import io.systole.core.controller.ControllerSettings;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Event;
import io.systole.core.controller.Moment;
import io.systole.core.controller.Standing;
import io.systole.core.disk.OwnSlots;
import io.systole.core.disk.Pill;
import io.systole.core.fencing.FencingMessage;
import io.systole.core.membership.LinkReport;
import io.systole.core.membership.LinkState;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import io.systole.core.spi.CibStore;
import io.systole.core.spi.ClusterTransport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One node of the cluster without threads: feeds what the ports tell to the controller and its wishes back to the ports.
 *
 * <p>Confined to one loop: the owner calls every method there and makes the ports call back there. No method blocks,
 * except for the store, which returns when data are on disk.
 */
public final class ClusterNode implements ClusterApi {
    private final ControllerSettings settings;
    private final NodePorts ports;
    private final Consumer<String> stopped;
    private final Post post;
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<Runnable> whenDown = new ArrayList<>();
    /** Events that came while another one was worked on: a port may call back before it returns. */
    private final Deque<Event> queue = new ArrayDeque<>();
    private Controller controller;
    private NodeFencing fencing;
    private NodeAlerts alerts;
    private Effects effects;
    private Cib seenCib;
    private Cib shownCib = Cib.empty();
    private Cib toldCib;
    private NodeReport toldReport;
    /** Who was here last. */
    private List<Member> present = List.of();
    private State state = State.NEW;
    private boolean busy;

    /**
     * A node that does nothing before {@link #start}.
     *
     * @param settings what it is told once
     * @param ports its border with the world
     * @param stopped called once when the node has left the cluster by itself, with one sentence why: an ordered shutdown has
     *     ended, or it must not go on (another daemon of this name lives). The daemon should exit then
     */
    public ClusterNode(ControllerSettings settings, NodePorts ports, Consumer<String> stopped) {
        this.settings = settings;
        this.ports = ports;
        this.stopped = stopped;
        this.post = new Post(ports.transport());
    }

    /**
     * Loads the CIB and joins the cluster.
     *
     * @return what was wrong with the CIB on disk, one sentence each; the node works nevertheless
     * @throws java.io.UncheckedIOException if the network address or port cannot be used
     */
    public List<String> start() {
        if (state != State.NEW) {
            throw new IllegalStateException("node " + settings.node() + " was started before");
        }
        CibStore.Loaded loaded = ports.store().load();
        controller = new Controller(settings, loaded.cib(), ports.store(), ports.random(), ports.scheduler(), ports.load());
        alerts = new NodeAlerts(settings, ports, controller::cib);
        fencing = new NodeFencing(settings, ports, post, this::fencingEnded);
        effects = new Effects(ports, post, fencing, this::happened, this::leave);
        state = State.RUNNING;
        ports.executor().start(result -> {
            fencing.heard(result);
            alerts.ended(result);
            happened(new Event.OperationEnded(result));
        });
        ports.transport().start(new ClusterTransport.Listener() {
            @Override
            public void onMembership(SortedSet<Member> members, boolean merged) {
                post.members(members);
                fencing.members(members);
                List<Member> alone = present.stream().filter(former -> !members.contains(former) && ports.transport().endedAlone(former))
                        .toList();
                present = List.copyOf(members);
                if (state == State.RUNNING) {
                    alerts.members(members);
                }
                happened(new Event.MembershipChanged(present, merged, alone));
            }

            @Override
            public void onMessage(NodeName from, byte[] message) {
                post.open(from, message).ifPresent(one -> received(from, one));
            }

            @Override
            public void onLink(LinkState changed) {
                linkChanged(changed);
            }

            @Override
            public void onDisplaced(Member newer) {
                happened(new Event.Displaced(newer));
            }
        });
        // Only now: opening the network may take seconds, which would look like a pause of this process.
        happened(new Event.Started());
        ports.pills().ifPresent(pills -> pills.own().begin(new OwnSlots.Hearer() {
            @Override
            public void noPill(Duration moment) {
                happened(new Event.NoPill(moment));
            }

            @Override
            public void pill(Pill found) {
                happened(new Event.PillFound(found.id(), found.from(), found.reason()));
            }
        }));
        return loaded.warnings();
    }

    /**
     * Stops this node's resources in order, then leaves; {@code done} runs when the daemon may exit, after the
     * {@code stopped} of the constructor. Calling it again only adds another {@code done}.
     */
    public void shutdown(Runnable done) {
        if (state != State.RUNNING) {
            done.run();
            return;
        }
        whenDown.add(done);
        happened(new Event.ShutdownWanted());
    }

    /** Leaves at once and lets the resources run, for a restart or upgrade of the daemon. Calling it twice is allowed. */
    public void close() {
        if (state == State.RUNNING) {
            state = State.CLOSED;
            effects.close();
            fencing.close();
            ports.pills().ifPresent(pills -> pills.own().close());
            ports.executor().close();
            ports.transport().close();
        }
    }

    /** How many messages of peers were dropped because they made no sense. */
    public long badMessages() {
        return post.bad();
    }

    @Override
    public NodeName localNode() {
        return settings.node();
    }

    @Override
    public Cib cib() {
        if (controller == null) {
            return shownCib;
        }
        Cib present = controller.cib();
        if (present != seenCib) {
            seenCib = present;
            shownCib = Controller.visible(present);
        }
        return shownCib;
    }

    @Override
    public AttributeTable attributes() {
        return controller == null ? AttributeTable.EMPTY : controller.attributes();
    }

    /** What this node is in its cluster now; cheap, for what is asked often. */
    public Standing standing() {
        return controller == null ? Standing.NONE : controller.standing(ports.uptime().get());
    }

    @Override
    public ChangeHistory history() {
        return controller == null ? ChangeHistory.EMPTY : controller.history();
    }

    @Override
    public NodeReport report() {
        if (controller == null) {
            throw new IllegalStateException("node " + settings.node() + " was not started");
        }
        NodeReport report = controller.report().withFencing(fencing.history());
        return ports.witness().trouble().map(why -> report.with(report.quorum().withRisk(why), report.features())).orElse(report);
    }

    @Override
    public LinkReport links() {
        return ports.transport().links();
    }

    @Override
    public void submit(ClusterRequest request, Consumer<ClusterReply> reply) {
        if (state != State.RUNNING) {
            reply.accept(new ClusterReply(ClusterReply.Outcome.NO_DC, "this node is not in the cluster", cib().version()));
            return;
        }
        if (request instanceof ClusterRequest.ToFencer own) {
            fencing.submit(own, reply);
            tellListeners();
            return;
        }
        if (request instanceof ClusterRequest.ChangeKey(boolean force)) {
            changeKey(force, reply);
            return;
        }
        happened(new Event.Requested(effects.awaitAnswer(reply), request));
    }

    private void changeKey(boolean force, Consumer<ClusterReply> reply) {
        List<NodeName> here = present.stream().map(Member::name).toList();
        List<String> away = settings.quorum().nodes().stream().filter(node -> !here.contains(node)).map(NodeName::value).toList();
        ports.transport().changeKey(force, outcome -> reply.accept(outcome.changed()
                ? new ClusterReply(ClusterReply.Outcome.OK, outcome.message(), cib().version(), away)
                : new ClusterReply(ClusterReply.Outcome.FAILED, outcome.message(), cib().version())));
    }

    @Override
    public Subscription subscribe(Runnable listener) {
        Runnable own = listener::run;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    private void received(NodeName from, PeerMessage message) {
        if (message instanceof PeerMessage.Fencing(FencingMessage said)) {
            fencing.received(from, said);
            tellListeners();
        } else {
            happened(new Event.Received(from, message));
        }
    }

    private void fencingEnded(Event.FenceEnded ended) {
        alerts.fenced(ended.record());
        happened(ended);
    }

    /** A lost link changes no membership; people are told, so that they mend it before the last one is lost too. */
    private void linkChanged(LinkState changed) {
        boolean down = changed.status() == LinkState.Status.DOWN;
        ports.alerts().alert("link", changed.peer(), changed.sentence(), new TreeMap<>(Map.of("desc", down ? "down" : "up",
                "link", Integer.toString(changed.link()), "local", changed.local(), "remote", changed.remote())));
        List.copyOf(listeners).forEach(Runnable::run);
    }

    private void happened(Event event) {
        queue.add(event);
        if (busy) {
            return;
        }
        busy = true;
        try {
            while (!queue.isEmpty() && state == State.RUNNING) {
                perform(controller.on(new Moment(ports.clock().get(), ports.uptime().get()), queue.poll()));
                if (state == State.RUNNING) {
                    perform(controller.work());
                }
                alerts.worked(controller.leads());
            }
        } finally {
            busy = false;
            queue.clear();
        }
        tellListeners();
    }

    private void perform(List<Effect> wanted) {
        // Before the effects: a fencing that is ordered because of a change goes by the changed configuration.
        fencing.configured(controller.cib());
        effects.perform(wanted);
    }

    /** The node leaves the cluster by itself. */
    private void leave(String reason) {
        close();
        stopped.accept(reason);
        whenDown.forEach(Runnable::run);
        whenDown.clear();
    }

    private void tellListeners() {
        if (listeners.isEmpty()) {
            return;
        }
        Cib present = cib();
        NodeReport report = report();
        if (present != toldCib || !Objects.equals(report, toldReport)) {
            toldCib = present;
            toldReport = report;
            List.copyOf(listeners).forEach(Runnable::run);
        }
    }

    private enum State { NEW, RUNNING, CLOSED }
}
