package io.systole.core.controller;

import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.NodeName;
import io.systole.core.transition.AfterAbort;
import io.systole.core.transition.Synapse;

/** What the end of a fencing order means on the DC: for the state of the node, for the transition and for those who listen. */
final class FenceResults {
    private final Context context;
    private final Sequencer sequencer;
    private final Roster roster;
    private final TransitionDriver driver;
    private final FenceDesk fences;

    FenceResults(Context context, Sequencer sequencer, Roster roster, TransitionDriver driver, FenceDesk fences) {
        this.context = context;
        this.sequencer = sequencer;
        this.roster = roster;
        this.driver = driver;
        this.fences = fences;
    }

    void ended(long number, boolean success, String reason) {
        fences.ended(number).ifPresent(order -> {
            NodeName victim = order.action().victim();
            boolean ours = driver.engine().filter(engine -> engine.number() == order.transition()).isPresent();
            context.alert("fencing", victim, "fencing " + victim + (success ? " succeeded" : " failed: " + reason), "desc", reason);
            if (success) {
                fences.succeeded(victim);
                if (!order.action().action().equals("on")) {
                    sequencer.update(NodeStates.fenced(sequencer.cib(), victim));
                    roster.remove(victim);
                    driver.nodeLost(victim);
                }
                if (ours) {
                    driver.engine().ifPresent(engine -> engine.confirm(order.action().id()));
                } else {
                    driver.abort("External Fencing Operation");
                }
            } else {
                AfterAbort end = fences.failed(victim) ? AfterAbort.RESTART : AfterAbort.STOP;
                if (ours) {
                    driver.engine().ifPresent(engine -> engine.fail(order.action().id()));
                }
                driver.abort("Stonith failed", Synapse.INFINITE_PRIORITY, end);
            }
        });
    }
}
