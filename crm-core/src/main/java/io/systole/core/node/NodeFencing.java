package io.systole.core.node;

import io.systole.core.cib.Cib;
import io.systole.core.controller.ControllerSettings;
import io.systole.core.controller.Event;
import io.systole.core.disk.Pill;
import io.systole.core.fencing.Fencer;
import io.systole.core.fencing.FencingEffect;
import io.systole.core.fencing.FencingMessage;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.fencing.FencingRequest;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationResult;
import io.systole.core.peer.PeerMessage;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import io.systole.core.spi.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the fencer of this node together with its ports, its controller and its clients. */
final class NodeFencing {
    private static final Logger LOG = LoggerFactory.getLogger(NodeFencing.class);

    private final ControllerSettings settings;
    private final NodePorts ports;
    private final Post post;
    private final Consumer<Event.FenceEnded> controller;
    private final Fencer fencer;
    /** Turns that came while another one was worked on: a port may call back before it returns. */
    private final Deque<Runnable> turns = new ArrayDeque<>();
    /** Clients that wait, by negative numbers; the controller's orders have positive ones. */
    private final Map<Long, Consumer<ClusterReply>> clients = new HashMap<>();
    private Cib cib = Cib.empty();
    private Timers.Timer timer;
    private Optional<Duration> armedFor = Optional.empty();
    private long lastClient;
    private boolean busy;
    private boolean closed;

    NodeFencing(ControllerSettings settings, NodePorts ports, Post post, Consumer<Event.FenceEnded> controller) {
        this.settings = settings;
        this.ports = ports;
        this.post = post;
        this.controller = controller;
        this.fencer = new Fencer(settings.node(), settings.endedByWatchdog(), settings.pills(), ports.random(), ports.zone());
    }

    void configured(Cib newest) {
        if (newest != cib) {
            cib = newest;
            turn(() -> fencer.configured(newest));
        }
    }

    void members(Collection<Member> members) {
        turn(() -> fencer.members(members.stream().map(Member::name).toList()));
    }

    void received(NodeName from, FencingMessage message) {
        turn(() -> fencer.received(from, message));
    }

    /** The controller orders a fencing. */
    void order(long number, FencingRequest request) {
        turn(() -> fencer.request(number, request));
    }

    /** A node was removed from the cluster. */
    void forget(NodeName removed) {
        turn(() -> fencer.forget(Optional.of(removed)));
    }

    /** The result of an operation: one of a device tells whether the device works. */
    void heard(OperationResult result) {
        String operation = result.request().key().operation();
        if (result.request().agent().agentClass().equals("stonith") && (operation.equals("start") || operation.equals("monitor")
                && result.request().key().recurring())) {
            boolean worked = result.exitCode() == 0;
            turn(() -> fencer.deviceChecked(result.request().key().resource().value(), worked));
        }
    }

    List<FencingRecord> history() {
        return fencer.history();
    }

    /** Carries out what a client asks for. */
    void submit(ClusterRequest.ToFencer request, Consumer<ClusterReply> reply) {
        switch (request) {
            case ClusterRequest.Fence fence -> turn(() -> fencer.request(waits(reply), fence.request()));
            case ClusterRequest.ConfirmDown confirm -> turn(() -> {
                long number = waits(reply);
                String refusal = fencer.confirm(number, confirm.node(), confirm.client());
                if (!refusal.isEmpty()) {
                    answer(number, Outcome.INVALID, refusal, List.of());
                }
            });
            case ClusterRequest.ForgetFencing forget -> turn(() -> {
                fencer.forget(forget.node());
                answer(waits(reply), Outcome.OK, "", List.of());
            });
            case ClusterRequest.AskDevices ask -> turn(() -> fencer.lookUp(waits(reply), ask.question()));
        }
    }

    void close() {
        closed = true;
        cancelTimer();
        List<Long> waiting = new ArrayList<>(clients.keySet().stream().sorted().toList());
        waiting.forEach(number -> answer(number, Outcome.NO_DC, "this node is leaving the cluster", List.of()));
    }

    private long waits(Consumer<ClusterReply> reply) {
        clients.put(--lastClient, reply);
        return lastClient;
    }

    private void turn(Runnable what) {
        if (closed) {
            return;
        }
        turns.add(what);
        if (busy) {
            return;
        }
        busy = true;
        try {
            while (!turns.isEmpty() && !closed) {
                fencer.at(ports.clock().get(), ports.uptime().get());
                turns.poll().run();
                fencer.effects().forEach(this::perform);
            }
        } finally {
            busy = false;
            turns.clear();
        }
        armTimer();
    }

    private void perform(FencingEffect effect) {
        switch (effect) {
            case FencingEffect.Send send -> post.send(send.to(), new PeerMessage.Fencing(send.message()));
            case FencingEffect.Broadcast broadcast -> post.broadcast(new PeerMessage.Fencing(broadcast.message()));
            case FencingEffect.RunAgent run ->
                ports.fencer().run(run.call(), end -> turn(() -> fencer.agentEnded(run.call().number(), end)));
            case FencingEffect.KillAgent kill -> ports.fencer().kill(kill.number());
            case FencingEffect.Concluded end -> concluded(end.record(), end.askers());
            case FencingEffect.Answer answer ->
                answer(answer.number(), answer.ok() ? Outcome.OK : Outcome.FAILED, answer.message(), answer.lines());
            case FencingEffect.Poison poison -> poison(poison);
            case FencingEffect.ResetSelf reset -> {
                LOG.error("{}", reset.reason());
                ports.watchdog().reset(reset.reason());
            }
        }
    }

    private void poison(FencingEffect.Poison order) {
        var pill = new Pill(order.id(), order.target(), settings.node(), order.reason());
        ports.pills().orElseThrow().post().poison(pill, order.delay(), outcome -> turn(() ->
                fencer.poisoned(order.id(), outcome.fenced(), outcome.obeyed(), outcome.reason())));
    }

    private void concluded(FencingRecord record, List<Long> askers) {
        askers.stream().filter(asker -> asker < 0).forEach(asker -> answer(asker, outcome(record), record.succeeded()
                ? "" : record.reason(),
                record.succeeded() ? List.of(record.reason()) : List.of()));
        if (record.state() != FencingRecord.State.DUPLICATE) {
            controller.accept(new Event.FenceEnded(record, askers.stream().filter(asker -> asker > 0).toList()));
        }
    }

    private static Outcome outcome(FencingRecord record) {
        return switch (record.status()) {
            case FencingRecord.DONE -> Outcome.OK;
            case FencingRecord.NO_DEVICE -> Outcome.NOT_FOUND;
            case FencingRecord.TIMED_OUT -> Outcome.TIMEOUT;
            default -> Outcome.FAILED;
        };
    }

    private void answer(long number, Outcome outcome, String message, List<String> lines) {
        Consumer<ClusterReply> waiting = clients.remove(number);
        if (waiting != null) {
            waiting.accept(new ClusterReply(outcome, message, cib.version(), lines));
        }
    }

    private void armTimer() {
        Optional<Duration> next = closed ? Optional.empty() : fencer.nextWake();
        if (!next.equals(armedFor) || next.isPresent() && timer == null) {
            cancelTimer();
            armedFor = next;
            next.ifPresent(at -> {
                Duration left = at.minus(ports.uptime().get());
                timer = ports.timers().after(left.isNegative() ? Duration.ZERO : left, () -> {
                    timer = null;
                    turn(fencer::wake);
                });
            });
        }
    }

    private void cancelTimer() {
        armedFor = Optional.empty();
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
