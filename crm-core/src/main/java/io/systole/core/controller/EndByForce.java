package io.systole.core.controller;

import io.systole.core.cib.ResourceId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node does while what runs on it is ended by force: it neither leads nor follows, and only keeps count of things. */
final class EndByForce {
    private static final Logger LOG = LoggerFactory.getLogger(EndByForce.class);

    private final Context context;
    private final LocalOperations local;
    private final Clients clients;
    private final ShutdownWish shutdown;
    private final PauseDetector pauses;

    EndByForce(Context context, LocalOperations local, Clients clients, ShutdownWish shutdown, PauseDetector pauses) {
        this.context = context;
        this.local = local;
        this.clients = clients;
        this.shutdown = shutdown;
        this.pauses = pauses;
    }

    /** Begins it; the roles are given up already. */
    void begin() {
        context.cancel(TimerId.ELECTION);
        context.cancel(TimerId.CLAIM);
        context.backing().end(local.anything());
    }

    /** Takes an event meanwhile; true if the end by force is over with it. */
    boolean over(Event event) {
        switch (event) {
            case Event.Halted halted -> {
                return ended(halted.left());
            }
            case Event.NoPill seen -> {
                return context.backing().slot().clean(seen.moment()) && !context.backing().ending();
            }
            case Event.PillFound found -> throw new IllegalStateException("handled before");
            case Event.PillObeyed obeyed -> throw new IllegalStateException("handled before");
            case Event.OperationEnded ended -> local.ended(ended.result());
            case Event.MembershipChanged changed -> context.note(changed);
            case Event.Requested requested -> clients.add(requested.number(), requested.request());
            case Event.ShutdownWanted wanted -> shutdown.make();
            case Event.TimerFired fired -> {
                if (fired.timer() == TimerId.TICK) {
                    pauses.sign(context.now().uptime());
                    context.arm(TimerId.TICK, context.timeouts().heartbeat());
                }
            }
            case Event.Started started -> throw new IllegalStateException("a start while ending by force");
            case Event.Displaced displaced -> throw new IllegalStateException("handled before");
            case Event.FenceEnded ended -> throw new IllegalStateException("handled before");
            case Event.Received received -> LOG.debug("not heard while what runs here is ended by force: {}", received.message());
            case Event.WitnessAnswered answer -> LOG.debug("an answer to a former DC");
        }
        return false;
    }

    private boolean ended(List<ResourceId> left) {
        boolean all = context.backing().ended(left);
        if (all) {
            local.halted();
            context.backing().slot().pill().ifPresent(pill ->
                    context.add(new Effect.ObeyPill(pill.id(), context.settings.selfFencing().hardStop())));
        }
        return all && !context.backing().ending();
    }
}
