package io.systole.core.node;

import io.systole.core.controller.Effect;
import io.systole.core.controller.Event;
import io.systole.core.controller.TimerId;
import io.systole.core.request.ClusterReply;
import io.systole.core.spi.Timers;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has done in the world, by the ports, what the controller wants; what comes of it is an event again. On the node's loop. */
final class Effects {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    private final NodePorts ports;
    private final Post post;
    private final NodeFencing fencing;
    private final Consumer<Event> happened;
    private final Consumer<String> leave;
    private final Map<TimerId, Timers.Timer> timers = new EnumMap<>(TimerId.class);
    private final Map<Long, Consumer<ClusterReply>> replies = new HashMap<>();
    private long requests;

    /**
     * What has not been told to do anything yet.
     *
     * @param happened hears what came of an effect; may be called before {@link #perform} returns
     * @param leave hears why this node has to leave the cluster
     */
    Effects(NodePorts ports, Post post, NodeFencing fencing, Consumer<Event> happened, Consumer<String> leave) {
        this.ports = ports;
        this.post = post;
        this.fencing = fencing;
        this.happened = happened;
        this.leave = leave;
    }

    /** The number under which the controller's answer to a request will come to this client. */
    long awaitAnswer(Consumer<ClusterReply> reply) {
        long number = ++requests;
        replies.put(number, reply);
        return number;
    }

    /** Carries these out in order. */
    void perform(List<Effect> effects) {
        effects.forEach(this::perform);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Send send -> post.send(send.to(), send.message());
            case Effect.Broadcast broadcast -> post.broadcast(broadcast.message());
            case Effect.ArmTimer arm -> {
                cancel(arm.timer());
                timers.put(arm.timer(), ports.timers().after(arm.delay(), () -> {
                    timers.remove(arm.timer());
                    happened.accept(new Event.TimerFired(arm.timer()));
                }));
            }
            case Effect.CancelTimer cancel -> cancel(cancel.timer());
            case Effect.Execute execute -> ports.executor().execute(execute.request());
            case Effect.CancelOperation cancel -> ports.executor().cancel(cancel.key(), cancel.transitionKey());
            case Effect.ForgetResource forget -> ports.executor().forget(forget.resource());
            case Effect.Fence fence -> fencing.order(fence.number(), fence.request());
            case Effect.ForgetNode forget -> fencing.forget(forget.node());
            case Effect.AskWitness ask -> ports.witness().ask(ask.request(), answer ->
                    happened.accept(new Event.WitnessAnswered(ask.request().number(), answer.granted(), answer.reason())));
            case Effect.ReleaseWitness release -> ports.witness().release(release.holder(), release.term(), release.number());
            case Effect.Pet pet -> pet.left().ifPresentOrElse(ports.watchdog()::pet, ports.watchdog()::disarm);
            case Effect.Halt halt -> {
                LOG.info("{}", halt.reason());
                ports.executor().halt(halt.within(), left -> happened.accept(new Event.Halted(left)));
            }
            case Effect.ObeyPill obey -> ports.pills().orElseThrow().own().obeyed(obey.id(), obey.within(), () ->
                    happened.accept(new Event.PillObeyed()));
            case Effect.Reset reset -> ports.watchdog().reset(reset.reason());
            case Effect.Answer answer -> {
                Consumer<ClusterReply> waiting = replies.remove(answer.number());
                if (waiting != null) {
                    waiting.accept(answer.reply());
                }
            }
            case Effect.Alert alert -> ports.alerts().alert(alert.kind(), alert.node(), alert.text(), alert.details());
            case Effect.Leave reason -> leave.accept(reason.reason());
        }
    }

    private void cancel(TimerId timer) {
        Timers.Timer armed = timers.remove(timer);
        if (armed != null) {
            armed.cancel();
        }
    }

    /** No timer fires any more. */
    void close() {
        timers.values().forEach(Timers.Timer::cancel);
        timers.clear();
    }
}
